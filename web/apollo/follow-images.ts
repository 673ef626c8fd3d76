/** What happens to the viewer's images, wherever it is done: what is shown of them changes by itself. */
import type { ApolloCache, ApolloClient, StoreObject } from '@apollo/client';
import { useApolloClient, useSubscription } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ImageNewsSubscription } from '../generated/graphql.ts';

const ImageNews = graphql(`
  subscription ImageNews($after: ID) {
    imageEvents(after: $after) {
      __typename
      id
      image {
        id
        status
        progress
        visibility
        title
        tags
        createdAt
        placeholder {
          dataUri
        }
      }
    }
  }
`);

/** Once for the whole app. */
export function useImageNews(): void {
  const client = useApolloClient();
  useSubscription(ImageNews, {
    onData: ({ data: { data } }) => {
      if (!data) return;
      refetchChanged(client, data.imageEvents);
      for (const listener of listeners) listener(data.imageEvents);
    },
  });
}

export type ImageNewsItem = ImageNewsSubscription['imageEvents'];

const listeners = new Set<(news: ImageNewsItem) => void>();

/** Tells of every event, for what a cache by id cannot follow: lists. @returns what ends it. */
export function onImageNews(listener: (news: ImageNewsItem) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What an event has changed that it does not tell itself: the variants of an image. */
const changedBy: Readonly<Record<ImageNewsItem['__typename'], 'variants' | null>> = {
  ImageUploaded: null,
  ImageDeleted: null,
  VariantReady: 'variants',
  VariantFailed: 'variants',
  ImageReady: 'variants',
  ImageSnapshot: null,
  ImageUpdated: null,
  ImageFailed: null,
};

function refetchChanged(client: ApolloClient, { __typename, image }: ImageNewsItem): void {
  const fieldName = changedBy[__typename];
  if (fieldName !== null) refetchField(client, fieldName, image);
}

/** The queries that show a field ask for it anew. @param owner Whose field it is; without one, one of Query. */
export function refetchField(client: ApolloClient, fieldName: string, owner?: StoreObject): void {
  const id = owner ? (client.cache.identify(owner) ?? '') : 'ROOT_QUERY';
  const updateCache = (cache: ApolloCache): boolean => cache.evict({ id, fieldName });
  // Optimistic: it finds whose fields these are, and takes nothing away that is shown.
  client.refetchQueries({ updateCache, optimistic: true }).catch(() => {
    // The query itself shows what is wrong.
  });
}
