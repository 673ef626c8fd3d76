/** Waits for an image's variants by subscription, and again after a lost connection. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { RemoteServer } from './send-file.ts';

export interface FollowedImage {
  readonly id: string;
  readonly filename: string;
  readonly status: 'PROCESSING' | 'READY' | 'FAILED';
  readonly progress: number;
  readonly failure: { readonly message: string } | null;
  readonly variants: readonly { name: string; format: string; status: string; url: string | null }[];
}

const subscription = `subscription Follow($id: ID!) {
  imageEvents(imageIds: [$id]) {
    image { id filename status progress failure { message } variants { name format status url } }
  }
}`;

/** Resolves when the image is READY or FAILED. */
export async function followImage(
  server: RemoteServer,
  imageId: string,
  onChange: (image: FollowedImage) => void,
): Promise<FollowedImage> {
  const client = createClient({
    url: `${server.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${server.apiKey}` },
    retryAttempts: 10,
  });
  try {
    const events = client.iterate<{ imageEvents: { image: FollowedImage } }>({
      query: subscription,
      variables: { id: imageId },
    });
    for await (const { data } of events) {
      if (!data) throw new Error('The subscription told of nothing.');
      const { image } = data.imageEvents;
      onChange(image);
      if (image.status !== 'PROCESSING') return image;
    }
    throw new Error('The subscription ended before the image was ready.');
  } catch (error) {
    throw isList(error) ? new Error(error[0]?.message) : error;
  } finally {
    await client.dispose();
  }
}

/** What ends a subscription is a list of errors, and no Error. */
const isList = (error: unknown): error is readonly { readonly message: string }[] => Array.isArray(error);
