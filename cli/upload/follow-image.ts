/** Waits for an image's variants. */
import { follow } from '../remote/follow.ts';
import type { RemoteServer } from '../remote/remote-server.ts';

export interface FollowedImage {
  readonly id: string;
  readonly filename: string;
  readonly status: 'PROCESSING' | 'READY' | 'FAILED';
  readonly progress: number;
  readonly failure: { readonly message: string } | null;
  readonly variants: readonly { name: string; format: string; status: string; url: string | null }[];
}

const query = `subscription Follow($id: ID!) {
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
  const events = follow<{ imageEvents: { image: FollowedImage } }>(server, {
    query,
    variables: { id: imageId },
  });
  for await (const { imageEvents } of events) {
    const { image } = imageEvents;
    onChange(image);
    if (image.status !== 'PROCESSING') return image;
  }
  throw new Error('The subscription ended before the image was ready.');
}
