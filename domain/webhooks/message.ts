/** A webhook as it is sent: the body of an event, and the headers of Standard Webhooks that sign it. */
import { createHmac } from 'node:crypto';
import { toGlobalId } from '../../platform/ids.ts';
import type { HydratedEvent } from '../events/read-events.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';

/** The body of every webhook: what happened, when, and what it is about. */
export const bodyOf = (type: string, occurredAt: Date, data: object): string =>
  JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });

/**
 * What an event of the outbox tells: ids, and the state of the image when its deliveries were queued. No URLs: those of
 * private images would be worth as much as the images to whoever reads the receiver's log.
 */
export const dataOf = ({ imageId, ownerId, image, variantId, variant }: HydratedEvent): object => ({
  imageId: toGlobalId('image', imageId),
  ownerId,
  image: image ? imageData(image) : null,
  ...(variantId !== null && {
    variantId: toGlobalId('variant', variantId),
    variant: variant ? variantData(variant) : null,
  }),
});

const imageData = (image: ImageEntity) => ({
  id: toGlobalId('image', image.id),
  status: image.status,
  failure: failureOf(image),
  profile: image.profile,
  namespace: image.namespace,
  visibility: image.visibility,
  filename: image.filename,
  title: image.title,
  description: image.description,
  tags: image.tags,
  contentType: image.contentType,
  byteSize: image.byteSize,
  sha256: image.sha256,
  width: image.width,
  height: image.height,
  frames: image.frames,
  createdAt: image.createdAt,
  updatedAt: image.updatedAt,
});

const variantData = (variant: VariantEntity) => ({
  id: toGlobalId('variant', variant.id),
  name: variant.name,
  format: variant.format.toUpperCase(),
  status: variant.status,
  failure: failureOf(variant),
  width: variant.width,
  height: variant.height,
  byteSize: variant.byteSize,
});

const failureOf = ({ failureCode, failureMessage }: Pick<ImageEntity, 'failureCode' | 'failureMessage'>) =>
  failureCode === null ? null : { code: failureCode, message: failureMessage };

export interface Signing {
  readonly id: string;
  readonly body: string;
  /** The newest first: a receiver takes the message when one of its signatures is right. */
  readonly keys: readonly Buffer[];
  readonly sentAt: Date;
}

/** The time is that of the attempt, because receivers refuse what is old. */
export function signedHeaders({ id, body, keys, sentAt }: Signing): Record<string, string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000));
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'content-type': 'application/json',
    'user-agent': 'Darkroom (webhooks)',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
