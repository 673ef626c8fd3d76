/** Who is signed in, for everything below; and what is shown while nobody is. */
import { useQuery } from '@apollo/client/react';
import { createContext, type ReactNode, use } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { isSignedOut } from '../errors/told-error.ts';
import { graphql } from '../generated/gql.ts';
import type { SessionQuery } from '../generated/graphql.ts';
import { SignInPage } from './sign-in-page.tsx';

const Session = graphql(`
  query Session {
    viewer {
      id
      roles
    }
  }
`);

const ViewerContext = createContext<SessionQuery['viewer'] | undefined>(undefined);

/** Who is signed in: below a SessionGate there always is somebody. */
export function useViewer(): SessionQuery['viewer'] {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer is for what is inside of a SessionGate');
  return viewer;
}

export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery(Session);
  if (error && isSignedOut(error)) return <SignInPage />;
  if (data) return <ViewerContext value={data.viewer}>{children}</ViewerContext>;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  // One short question: nothing is drawn that would be replaced at once.
  return null;
}
