/** The subscription as a browser holds it: graphql-ws over a socket, every event kept in the order of arrival. */
import { type Client, createClient } from 'graphql-ws';
import { graphql } from '../generated/gql.ts';
import type { ImageEventsSubscription, ImageEventsSubscriptionVariables } from '../generated/graphql.ts';
import { until } from '../until.ts';
import { authorization } from './graphql.ts';

export const ImageEvents = graphql(`
  subscription ImageEvents($imageIds: [ID!], $after: ID, $filter: ImageEventFilter) {
    imageEvents(imageIds: $imageIds, after: $after, filter: $filter) {
      __typename
      id
      occurredAt
      image {
        id
        status
        progress
        title
        failure {
          code
          message
        }
      }
      ... on VariantReady {
        variant {
          id
          name
          format
          status
          width
          height
          byteSize
          url
        }
      }
      ... on VariantFailed {
        failure {
          code
        }
        variant {
          id
          name
          format
        }
      }
      ... on ImageFailed {
        failure {
          code
        }
      }
    }
  }
`);

export type ImageEvent = ImageEventsSubscription['imageEvents'];

export interface Watch {
  /** Everything so far. */
  readonly events: readonly ImageEvent[];
  /** The first event of a type that there is or will be. */
  first<Name extends ImageEvent['__typename']>(
    type: Name,
    about?: (event: ImageEvent & { __typename: Name }) => boolean,
  ): Promise<ImageEvent & { __typename: Name }>;
  /** How it ended, if it has. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

interface WatchOptions extends ImageEventsSubscriptionVariables {
  /** How long `first` waits. */
  readonly seconds?: number;
}

/** Follows images; the connection lasts until `close`, and is never mended behind our back. */
export function watchImages(
  { url, apiKey }: { url: string; apiKey?: string | undefined },
  { seconds = 45, ...variables }: WatchOptions = {},
): Watch {
  const client = webSocketClient({ url, apiKey });
  const events: ImageEvent[] = [];
  const ended = Promise.withResolvers<unknown>();
  let failure: unknown;
  client.subscribe<ImageEventsSubscription>(
    { query: ImageEvents.toString(), variables },
    {
      next: ({ data, errors }) => {
        if (data) events.push(data.imageEvents);
        // What ends a subscription comes as an error, which the protocol has a message for.
        if (errors) failure = { inResult: errors };
      },
      error: (error) => {
        failure = error;
        ended.resolve(error);
      },
      complete: () => ended.resolve(failure),
    },
  );
  const isOf =
    <Name extends ImageEvent['__typename']>(type: Name) =>
    (event: ImageEvent): event is ImageEvent & { __typename: Name } =>
      event.__typename === type;
  return {
    events,
    ended: ended.promise,
    first: (type, about = () => true) =>
      until(
        () => {
          const found = events.filter(isOf(type)).find(about);
          if (!found && failure) throw new Error(`the subscription failed: ${JSON.stringify(failure)}`);
          return found;
        },
        { what: `${type} after ${events.map(({ __typename }) => __typename).join(', ')}`, seconds },
      ),
    close: async () => client.dispose(),
  };
}

/** One socket per subscription; a lost one stays lost, so that a spec sees it. */
export const webSocketClient = ({ url, apiKey }: { url: string; apiKey?: string | undefined }): Client =>
  createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: authorization(apiKey),
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  });
