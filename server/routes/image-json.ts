/** An image as the REST routes show it: the names, ids and spellings of the GraphQL type. */
import { maySee, readsAsOwner } from '../../domain/access/policy.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { VariantEntity } from '../../domain/images/variant.entity.ts';
import type { ImageUrls } from '../../domain/signing/image-urls.ts';
import { toGlobalId } from '../../platform/ids.ts';

export interface Shown {
  readonly image: ImageEntity;
  readonly variants: readonly VariantEntity[];
  readonly viewer: Viewer;
  readonly urls: ImageUrls;
}

export function imageJson({ image, variants, viewer, urls }: Shown) {
  const seen = maySee(viewer, image);
  const original = readsAsOwner(viewer, image);
  const { ownerId, namespace, visibility, filename, title, description, tags, contentType, byteSize } = image;
  return {
    id: toGlobalId('image', image.id),
    status: image.status,
    failure: failureOf(image),
    ownerId,
    profile: { name: image.profile },
    namespace,
    visibility,
    filename,
    title,
    description,
    tags,
    contentType,
    byteSize,
    sha256: image.sha256,
    width: image.width,
    height: image.height,
    frames: image.frames,
    hasAlpha: image.hasAlpha,
    durationSeconds: image.durationSeconds,
    variants: variants.map((variant) => ({
      id: toGlobalId('variant', variant.id),
      name: variant.name,
      format: variant.format.toUpperCase(),
      status: variant.status,
      width: variant.width,
      height: variant.height,
      byteSize: variant.byteSize,
      url: seen && variant.status !== 'FAILED' ? urls.variant(image, variant).url : null,
      failure: failureOf(variant),
    })),
    original: original ? urls.original(image) : null,
    createdAt: image.createdAt,
    updatedAt: image.updatedAt,
  };
}

export const failureOf = ({
  failureCode,
  failureMessage,
}: Pick<ImageEntity, 'failureCode' | 'failureMessage'>) =>
  failureCode === null ? null : { code: failureCode, message: failureMessage ?? '' };

const optional = (type: string) => ({ type: [type, 'null'] });
export const failure = {
  type: ['object', 'null'],
  description: 'Why, when FAILED.',
  required: ['code', 'message'],
  properties: { code: { type: 'string' }, message: { type: 'string' } },
};
export const time = { type: 'string', format: 'date-time' };

const variantSchema = {
  type: 'object',
  description:
    'A named output that the profile makes for every image, or one that was asked for: one size in one format.',
  required: ['id', 'name', 'format', 'status', 'width', 'height', 'byteSize', 'url', 'failure'],
  properties: {
    id: { type: 'string', description: 'The global id, var_….' },
    name: {
      type: 'string',
      description:
        'The name in the profile: thumb, medium, full …, or the spec of an output without its ending: x300.',
    },
    format: { type: 'string', enum: ['JPEG', 'WEBP', 'AVIF', 'PNG', 'GIF'] },
    status: { type: 'string', enum: ['PENDING', 'PROCESSING', 'READY', 'FAILED'] },
    width: { ...optional('integer'), description: 'Pixels; null until READY.' },
    height: { ...optional('integer'), description: 'Pixels; null until READY.' },
    byteSize: { ...optional('integer'), description: 'Bytes; null until READY.' },
    url: {
      ...optional('string'),
      description:
        'Where it is, signed when the image is private. It works at once: a request for a variant that is still being made waits for it. Null when FAILED, and for a key that may not READ.',
    },
    failure,
  },
};

export const imageSchema = {
  $id: 'Image',
  type: 'object',
  description: 'An uploaded image and all that belongs to it, with the names of the GraphQL type.',
  required: [
    'id',
    'status',
    'profile',
    'visibility',
    'filename',
    'tags',
    'contentType',
    'byteSize',
    'variants',
  ],
  properties: {
    id: { type: 'string', description: 'The global id, img_….' },
    status: { type: 'string', enum: ['PROCESSING', 'READY', 'FAILED'] },
    failure,
    ownerId: { type: 'string', description: 'The subject that uploaded it.' },
    profile: {
      type: 'object',
      description: 'The rules under which it was uploaded.',
      required: ['name'],
      properties: { name: { type: 'string' } },
    },
    namespace: optional('string'),
    visibility: { type: 'string', enum: ['PUBLIC', 'PRIVATE'] },
    filename: { type: 'string', description: 'The name of the uploaded file, made safe.' },
    title: optional('string'),
    description: optional('string'),
    tags: { type: 'array', items: { type: 'string' } },
    contentType: { type: 'string', description: 'Found in the bytes, never the client’s word.' },
    byteSize: { type: 'integer', description: 'Bytes of the original.' },
    sha256: { type: 'string', description: 'Of the original, in hexadecimal.' },
    width: { type: 'integer', description: 'Pixels, after orientation is applied.' },
    height: { type: 'integer', description: 'Pixels, after orientation is applied.' },
    frames: { type: 'integer', description: '1 unless animated.' },
    hasAlpha: { type: 'boolean' },
    durationSeconds: { ...optional('number'), description: 'Of a video that says it.' },
    variants: { type: 'array', items: variantSchema, description: 'In the order of the profile.' },
    original: {
      type: ['object', 'null'],
      description: 'The uploaded bytes; for the owner only.',
      required: ['url', 'expiresAt'],
      properties: { url: { type: 'string' }, expiresAt: time },
    },
    createdAt: time,
    updatedAt: time,
  },
} as const;
