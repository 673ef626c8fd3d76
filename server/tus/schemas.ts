/** The routes of tus as the OpenAPI document has them; what they say is checked by the protocol, not by a schema. */
import type { ErrorCode } from '../../platform/errors.ts';
import { refusals } from '../openapi/refusals.ts';

const common = { tags: ['uploads'], security: [{ apiKey: [] }] } as const;

const text = (description: string) => ({ type: 'string', description }) as const;

/** For the description alone: a header that is missing has a refusal of its own. */
const version = { 'tus-resumable': text('1.0.0') } as const;

const params = {
  type: 'object',
  properties: { id: text('The upload’s global id, upl_….') },
} as const;

const offset = { 'Upload-Offset': text('How many bytes are stored.') } as const;
const expires = { 'Upload-Expires': text('When an unfinished upload is gone.') } as const;
const image = { 'Darkroom-Image-Id': text('The image, once everything has arrived.') } as const;

const always = [
  'BAD_REQUEST',
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'RATE_LIMITED',
  'FORBIDDEN',
  'TUS_VERSION_UNSUPPORTED',
] as const satisfies ErrorCode[];

const ofUpload = [
  'NOT_FOUND',
  'UPLOAD_LOCKED',
  'UPLOAD_ABORTED',
  'UPLOAD_FAILED',
  'UPLOAD_EXPIRED',
] as const satisfies ErrorCode[];

/** Why what has arrived becomes no image. */
const ofImage = [
  'UNSUPPORTED_MEDIA_TYPE',
  'MIME_MISMATCH',
  'IMAGE_CORRUPT',
  'IMAGE_TOO_SMALL',
  'IMAGE_TOO_LARGE',
  'TOO_MANY_FRAMES',
  'CHECKSUM_MISMATCH',
  'STORAGE_UNAVAILABLE',
  'STORAGE_FULL',
  'BUSY',
] as const satisfies ErrorCode[];

const ofBytes = [
  'UPLOAD_LENGTH_EXCEEDED',
  'UPLOAD_CHECKSUM_MISMATCH',
  'REQUEST_TIMEOUT',
  'CLIENT_DISCONNECTED',
  ...ofImage,
] as const satisfies ErrorCode[];

export const creationSchema = {
  ...common,
  operationId: 'beginResumableUpload',
  summary: 'Begin a resumable upload',
  description:
    'tus 1.0, creation and creation-with-upload. What is said of the file is in Upload-Metadata: docs/tus.md lists the names. Needs UPLOAD.',
  headers: {
    type: 'object',
    properties: {
      ...version,
      'upload-length': text('The exact size in bytes.'),
      'upload-metadata': text('Pairs of a name and a value in base64.'),
      'upload-checksum': text('sha1 or sha256, and the digest of this request’s bytes in base64.'),
      'idempotency-key': text(
        'Up to 255 visible ASCII characters, such as a UUID. The same key with the same length and metadata answers the same upload.',
      ),
    },
  },
  response: {
    201: {
      description: 'It is begun, or was under the same key before.',
      type: 'null',
      headers: { Location: text('Where its bytes go.'), ...offset, ...expires, ...image },
    },
    ...refusals(
      ...always,
      'UPLOAD_LENGTH_REQUIRED',
      'UNKNOWN_PROFILE',
      'FILE_EMPTY',
      'FILE_TOO_LARGE',
      'QUOTA_EXCEEDED',
      'DAILY_QUOTA_EXCEEDED',
      'IDEMPOTENCY_KEY_IN_USE',
      'IDEMPOTENCY_KEY_REUSED',
      ...ofUpload,
      ...ofBytes,
    ),
  },
} as const;

export const offsetSchema = {
  ...common,
  params,
  operationId: 'findResumableUpload',
  summary: 'Ask how far a resumable upload is',
  description:
    'Also after it has become an image, until it expires. When everything has arrived and no image was made yet, because a server died, it is made now.',
  headers: { type: 'object', properties: version },
  response: {
    200: {
      description: 'Where to go on.',
      type: 'null',
      headers: {
        ...offset,
        'Upload-Length': text('The exact size in bytes.'),
        'Upload-Metadata': text('As it was given.'),
        ...expires,
        ...image,
      },
    },
    ...refusals(...always, ...ofUpload, ...ofImage),
  },
} as const;

export const patchSchema = {
  ...common,
  params,
  operationId: 'continueResumableUpload',
  summary: 'Send bytes of a resumable upload',
  description:
    'With the last byte it is verified and becomes an image, or is refused. The same request without bytes, at the end, answers that again.',
  headers: {
    type: 'object',
    properties: {
      ...version,
      'upload-offset': text('Where these bytes begin: as many as are stored.'),
      'upload-checksum': text('sha1 or sha256, and the digest of this request’s bytes in base64.'),
    },
  },
  response: {
    204: { description: 'They are stored.', type: 'null', headers: { ...offset, ...expires, ...image } },
    ...refusals(
      ...always,
      ...ofUpload,
      'UPLOAD_OFFSET_MISMATCH',
      'UPLOAD_SEALED',
      'UPLOAD_CONTENT_TYPE',
      ...ofBytes,
    ),
  },
} as const;

export const terminationSchema = {
  ...common,
  params,
  operationId: 'abortResumableUpload',
  summary: 'Give a resumable upload up',
  description: 'Its bytes are freed and its quota is given back. An upload that has become an image stays.',
  headers: { type: 'object', properties: version },
  response: {
    204: { description: 'It is gone.', type: 'null' },
    ...refusals(...always, ...ofUpload, 'UPLOAD_SEALED'),
  },
} as const;

export const requestBody = {
  content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
} as const;
