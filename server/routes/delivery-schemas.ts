/** How the routes of `images.ts` and `shared-images.ts` describe themselves. They take any further parameter: a CDN may add its own. */
import type { ErrorCode } from '../../platform/errors.ts';
import { refusals } from '../openapi/refusals.ts';

const id = { type: 'string', description: 'The image’s global id, img_….' } as const;

/** A public image needs none of them. */
const security = [{}, { signature: [] }, { apiKey: [] }];

const bytes = { 'image/*': { schema: { type: 'string', format: 'binary' } } } as const;

const delivered = (...more: ErrorCode[]) => ({
  200: { description: 'The bytes. Ranges and preconditions work.', content: bytes },
  206: { description: 'A range of the bytes.', content: bytes },
  304: { description: 'The client has them.', type: 'null' },
  ...refusals(
    ...(['BAD_REQUEST', 'INVALID_TRANSFORM', 'UNAUTHENTICATED', 'SIGNATURE_INVALID', 'NOT_FOUND'] as const),
    ...([
      'PRECONDITION_FAILED',
      'RANGE_NOT_SATISFIABLE',
      'VARIANT_NOT_READY',
      'STORAGE_UNAVAILABLE',
    ] as const),
    ...(['SHARE_ENDED', 'SHARE_TOO_WIDE'] as const),
    ...more,
  ),
});

/** What can be wrong with what is made on demand. */
const rendered = [
  ...(['SIGNATURE_REQUIRED', 'RENDITION_UNSUPPORTED', 'RENDITION_TOO_LARGE', 'IMAGE_CORRUPT'] as const),
  ...(['IMAGE_FAILED', 'RENDER_FAILED', 'RENDER_TIMEOUT', 'RENDER_CRASHED', 'BUSY', 'RATE_LIMITED'] as const),
] as const;

const namedResponse = {
  301: { description: 'Another spelling of the same, or the next width up that is made.', type: 'null' },
  ...delivered(...rendered, 'SHARE_WITHOUT_ORIGINAL'),
} as const;

const named = {
  type: 'string',
  description:
    'A transform, geometry(-option)*.ending: thumb.webp, w640.auto, 300x200-q50-gray.jpg; or original.',
} as const;

const download = {
  type: 'object',
  properties: { download: { type: 'string', description: '1: the original as an attachment.' } },
} as const;

export const namedSchema = {
  tags: ['delivery'],
  security,
  response: namedResponse,
  operationId: 'rendition',
  summary: 'A rendition, or the original',
  description:
    'What is not stored is made now. Of a public image, presets and the widths of the ladder need no signature. Waits for what is being made, up to DELIVERY_WAIT_SECONDS.',
  params: { type: 'object', required: ['id', 'file'], properties: { id, file: named } },
  querystring: download,
} as const;

export const negotiatedSchema = {
  tags: ['delivery'],
  security,
  response: delivered(...rendered),
  operationId: 'image',
  summary: 'A variant in the best format that the client takes',
  description:
    'Falls back to JPEG, then to whatever the profile makes. Without a size, and where a share does not show the default one, it is as wide as that shows. Waits as the other route does.',
  params: { type: 'object', required: ['id'], properties: { id } },
  querystring: {
    type: 'object',
    properties: {
      size: { type: 'string', description: 'The variant’s name. Default: full.' },
      format: {
        type: 'string',
        description: 'auto (by Accept), webp, avif, jpeg, png or gif. Default: auto.',
      },
    },
  },
} as const;

export const metadataSchema = {
  tags: ['delivery'],
  security,
  operationId: 'metadata',
  summary: 'What is known of an image',
  description: 'Its size in pixels, and what the camera wrote down as far as it is safe to show.',
  params: { type: 'object', required: ['id'], properties: { id } },
  response: {
    200: {
      description: 'What is known.',
      type: 'object',
      required: ['id', 'width', 'height', 'frames', 'hasAlpha', 'contentType', 'metadata'],
      properties: {
        id: { type: 'string' },
        width: { type: 'integer' },
        height: { type: 'integer' },
        frames: { type: 'integer' },
        hasAlpha: { type: 'boolean' },
        contentType: { type: 'string' },
        metadata: { type: ['object', 'null'], additionalProperties: true },
      },
    },
    ...refusals('UNAUTHENTICATED', 'SIGNATURE_INVALID', 'NOT_FOUND'),
  },
} as const;

const token = { type: 'string', description: 'The secret of the link.' } as const;

export const linkSchema = {
  tags: ['delivery'],
  security: [],
  response: delivered(...rendered),
  operationId: 'sharedImage',
  summary: 'What a link shows',
  description:
    'The variant that /images/{id} answers, or what is as wide as the share shows. Counts a view. Nothing is to be kept without asking again.',
  params: { type: 'object', required: ['token'], properties: { token } },
} as const;

export const sharedSchema = {
  tags: ['delivery'],
  security: [],
  response: namedResponse,
  operationId: 'sharedRendition',
  summary: 'A rendition of what a link shows, or the original',
  description:
    'By the rules of a public image, up to the width that the share shows; the original where it includes that. Counts a view.',
  params: { type: 'object', required: ['token', 'file'], properties: { token, file: named } },
  querystring: download,
} as const;
