/** How the routes of `images.ts` describe themselves. They take any further parameter: a CDN may add its own. */
import type { ErrorCode } from '../../platform/errors.ts';
import { refusals } from '../openapi/refusals.ts';

const id = { type: 'string', description: 'The image’s global id, img_….' } as const;

/** A public image needs none of them. */
const security = [{}, { signature: [] }, { apiKey: [] }];

const bytes = { 'image/*': { schema: { type: 'string', format: 'binary' } } } as const;

const delivered = (...more: ErrorCode[]) => ({
  200: { description: 'The bytes. Ranges, ETag and If-None-Match work.', content: bytes },
  206: { description: 'A range of the bytes.', content: bytes },
  304: { description: 'The client has them.', type: 'null' },
  ...refusals(
    ...(['BAD_REQUEST', 'INVALID_TRANSFORM', 'UNAUTHENTICATED', 'SIGNATURE_INVALID', 'NOT_FOUND'] as const),
    ...(['RANGE_NOT_SATISFIABLE', 'VARIANT_NOT_READY', 'STORAGE_UNAVAILABLE'] as const),
    ...more,
  ),
});

export const namedSchema = {
  tags: ['delivery'],
  security,
  response: {
    301: { description: 'Another spelling of the same, or the next width up that is made.', type: 'null' },
    ...delivered(
      ...(['SIGNATURE_REQUIRED', 'RENDITION_UNSUPPORTED', 'RENDITION_TOO_LARGE', 'IMAGE_CORRUPT'] as const),
      ...([
        'IMAGE_FAILED',
        'RENDER_FAILED',
        'RENDER_TIMEOUT',
        'RENDER_CRASHED',
        'BUSY',
        'RATE_LIMITED',
      ] as const),
    ),
  },
  operationId: 'rendition',
  summary: 'A rendition, or the original',
  description:
    'What is not stored is made now. Of a public image, presets and the widths of the ladder need no signature. Waits for what is being made, up to DELIVERY_WAIT_SECONDS.',
  params: {
    type: 'object',
    required: ['id', 'file'],
    properties: {
      id,
      file: {
        type: 'string',
        description:
          'A transform, geometry(-option)*.ending: thumb.webp, w640.auto, 300x200-q50-gray.jpg; or original.',
      },
    },
  },
  querystring: {
    type: 'object',
    properties: { download: { type: 'string', description: '1: the original as an attachment.' } },
  },
} as const;

export const negotiatedSchema = {
  tags: ['delivery'],
  security,
  response: delivered(),
  operationId: 'image',
  summary: 'A variant in the best format that the client takes',
  description: 'Falls back to JPEG, then to whatever the profile makes. Waits as the other route does.',
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
