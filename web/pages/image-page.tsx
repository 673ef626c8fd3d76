/** One image: the picture beside all that can be known of it and done with it. */
import { useQuery } from '@apollo/client/react';
import { ImageOff } from 'lucide-react';
import { useParams } from 'react-router';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { graphql } from '../generated/gql.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ImageSkeleton } from './image/image-skeleton.tsx';
import { ImageView } from './image/image-view.tsx';

const ImagePage = graphql(`
  query ImagePage($id: ID!) {
    image(id: $id) {
      ...ImageView
    }
  }
`);

export function Component() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(ImagePage, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <ImageSkeleton />;
  if (!data.image)
    return (
      <EmptyState
        icon={<ImageOff aria-hidden />}
        title="This image does not exist"
        action={<ButtonLink to="/library">To the library</ButtonLink>}
      >
        It was deleted, or it is not yours to see.
      </EmptyState>
    );
  return <ImageView key={id} image={data.image} />;
}
