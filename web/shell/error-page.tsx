/** In place of a page that could not be shown: one that failed, one whose code did not arrive, or one that there is not. */
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeader } from './page-header.tsx';

/** After an update the page asks for code that is not there any more; loaded anew it asks for what is. */
const reload = (): void => window.location.reload();

export function ErrorPage() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return (
    <>
      <PageHeader title="This page could not be shown" />
      <ErrorNotice error={error} onRetry={reload} />
    </>
  );
}

export const NotFoundPage = () => (
  <PageHeader title="There is nothing here">
    <ButtonLink to="/library">To the library</ButtonLink>
  </PageHeader>
);
