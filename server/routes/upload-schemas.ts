/** How the routes of `uploads.ts` describe themselves. */
import { refusals } from '../openapi/refusals.ts';

const bytes = { schema: { type: 'string', format: 'binary' } };

export const uploadSchema = {
  operationId: 'upload',
  summary: 'Upload one image',
  description:
    'The file is the part `file` of a form, or the body itself with any Content-Type: what it is is found in its bytes. Answers when the image is committed; its variants follow, and their URLs work at once. With `source` there is no body: the answer comes before a worker fetches the file. Needs UPLOAD.',
  tags: ['uploads'],
  security: [{ apiKey: [] }],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      source: {
        type: 'string',
        description:
          'Where to fetch the file from, instead of a body: http or https, public. Excludes filename and sha256.',
      },
      profile: { type: 'string', description: 'The rules to apply. Default: the profile named default.' },
      visibility: { type: 'string', enum: ['PUBLIC', 'PRIVATE'], description: 'Default: PRIVATE.' },
      namespace: { type: 'string', description: 'A group of images: a–z, 0–9, _ and -, up to 64.' },
      tags: {
        type: 'array',
        items: { type: 'string' },
        description: 'At most 50 of 64 characters each: separated by commas, or given several times.',
      },
      outputs: {
        type: 'array',
        items: { type: 'string' },
        description:
          'What to make at once beside the variants of the profile: x300.jpg,w800-q70.webp. At most 20, separated by commas, or given several times.',
      },
      title: { type: 'string', description: 'At most 200 characters.' },
      description: { type: 'string', description: 'At most 5,000 characters.' },
      filename: { type: 'string', description: 'Default: as the form calls it.' },
      sha256: { type: 'string', description: 'In hexadecimal; the upload is refused when it differs.' },
    },
  },
  headers: {
    type: 'object',
    properties: {
      'idempotency-key': {
        type: 'string',
        description:
          'Up to 255 visible ASCII characters, such as a UUID. The same key with the same query and file has the result of the first request.',
      },
    },
  },
  response: {
    201: {
      description: 'The new image, still in work.',
      headers: { Location: { type: 'string', description: 'The image’s own address.' } },
      content: { 'application/json': { schema: { $ref: 'Image#' } } },
    },
    200: {
      description: 'The image that there is of these bytes already, where the profile deduplicates.',
      content: { 'application/json': { schema: { $ref: 'Image#' } } },
    },
    202: {
      description: 'The import from `source`, as far as it is: ask at its address until it is over.',
      headers: { Location: { type: 'string', description: 'The upload’s own address.' } },
      content: { 'application/json': { schema: { $ref: 'Upload#' } } },
    },
    ...refusals(
      ...([
        'BAD_REQUEST',
        'BAD_MULTIPART',
        'INVALID_INPUT',
        'UNKNOWN_PROFILE',
        'CLIENT_DISCONNECTED',
      ] as const),
      ...([
        'UNAUTHENTICATED',
        'RATE_LIMITED',
        'FORBIDDEN',
        'REQUEST_TIMEOUT',
        'IDEMPOTENCY_KEY_IN_USE',
        'UPLOAD_EXPIRED',
      ] as const),
      ...(['FILE_TOO_LARGE', 'REQUEST_TOO_LARGE', 'TOO_MANY_FILES', 'UNSUPPORTED_MEDIA_TYPE'] as const),
      ...(['FILE_EMPTY', 'MIME_MISMATCH', 'IMAGE_CORRUPT', 'IMAGE_TOO_SMALL', 'IMAGE_TOO_LARGE'] as const),
      ...(['TOO_MANY_FRAMES', 'CHECKSUM_MISMATCH', 'IDEMPOTENCY_KEY_REUSED', 'QUOTA_EXCEEDED'] as const),
      ...(['INVALID_TRANSFORM', 'OUTPUT_UNSUPPORTED'] as const),
      ...(['SOURCE_NOT_ALLOWED', 'STORAGE_UNAVAILABLE', 'STORAGE_FULL', 'BUSY'] as const),
    ),
  },
} as const;

/** For the description alone: a stream is validated by whoever reads it. */
export const requestBody = {
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary' } },
      },
    },
    'image/*': bytes,
    'application/octet-stream': bytes,
  },
} as const;

export const stateSchema = {
  operationId: 'uploadState',
  summary: 'How far an upload is',
  description:
    'Of any way in, for its owner. It is over when its status is COMPLETED, FAILED, ABORTED or EXPIRED.',
  tags: ['uploads'],
  security: [{ apiKey: [] }],
  params: {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string', description: 'The upload’s global id, upl_….' } },
  },
  response: {
    200: { description: 'The upload.', content: { 'application/json': { schema: { $ref: 'Upload#' } } } },
    ...refusals('INVALID_ID', 'UNAUTHENTICATED', 'RATE_LIMITED', 'NOT_FOUND'),
  },
} as const;
