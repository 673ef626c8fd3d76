/** What happens to one image, wherever it is done: what is said of it, its history, and its end. */
import { useApolloClient, useSubscription } from '@apollo/client/react';
import { refetchField } from '../../apollo/follow-images.ts';
import { graphql } from '../../generated/gql.ts';

const NewsOfImage = graphql(`
  subscription NewsOfImage($id: ID!, $after: ID) {
    imageEvents(imageIds: [$id], after: $after) {
      __typename
      id
      image {
        id
        title
        description
        tags
        namespace
        visibility
        status
        updatedAt
        focalPoint {
          x
          y
        }
        failure {
          code
          message
        }
      }
    }
  }
`);

export function useNewsOf(id: string): void {
  const client = useApolloClient();
  useSubscription(NewsOfImage, {
    variables: { id },
    onData: ({ data: { data } }) => {
      if (!data) return;
      const { __typename, image } = data.imageEvents;
      if (__typename === 'ImageDeleted') refetchField(client, 'image');
      // A snapshot is what is shown already.
      else if (__typename !== 'ImageSnapshot') refetchField(client, 'events', image);
    },
  });
}
