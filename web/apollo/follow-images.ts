/** What happens to the viewer's images, wherever it is done: what is shown of them changes by itself. */
import type { ApolloCache, ApolloClient } from '@apollo/client';
import { useApolloClient, useSubscription } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ImageNewsSubscription } from '../generated/graphql.ts';

const ImageNews = graphql(`
  subscription ImageNews {
    imageEvents {
      __typename
      id
      image {
        id
        status
        progress
        visibility
        title
      }
    }
  }
`);

/** Once for the whole app. */
export function useImageNews(): void {
  const client = useApolloClient();
  useSubscription(ImageNews, {
    onData: ({ data: { data } }) => {
      if (data) refetchChanged(client, data.imageEvents);
    },
  });
}

/** What the event itself says is in the cache by now; what it says nothing of is asked for by the queries that show it. */
function refetchChanged(
  client: ApolloClient,
  { __typename, image }: ImageNewsSubscription['imageEvents'],
): void {
  const invalidate = (cache: ApolloCache): boolean => {
    switch (__typename) {
      case 'ImageUploaded':
      case 'ImageDeleted':
        return cache.evict({ id: 'ROOT_QUERY', fieldName: 'images' });
      case 'VariantReady':
      case 'VariantFailed':
      case 'ImageReady':
        return cache.evict({ id: cache.identify(image) ?? '', fieldName: 'variants' });
      case 'ImageSnapshot':
      case 'ImageUpdated':
      case 'ImageFailed':
        return false;
    }
  };
  // Optimistic: it finds whose fields these are, and takes nothing away that is shown.
  client.refetchQueries({ updateCache: invalidate, optimistic: true }).catch(() => {
    // The query itself shows what is wrong.
  });
}
