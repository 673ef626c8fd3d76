/** `POST /upload`: one file without GraphQL, as a form or as the bytes alone, on its way to the same use case. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireScope } from '../../domain/access/policy.ts';
import { findVariantsOfImages } from '../../domain/images/find-images.ts';
import type { Visibility } from '../../domain/images/image.entity.ts';
import { profileOf } from '../../domain/profiles/load-profiles.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { receiveUpload } from '../../domain/uploads/receive-upload.ts';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { readFileRequest } from '../multipart/read-file-request.ts';
import { refusals } from '../openapi/refusals.ts';
import { imageJson } from './image-json.ts';
import { identifyFirst, requestLimits, type RestOptions } from './rest.ts';

interface UploadQuery {
  profile?: string;
  visibility?: Visibility;
  namespace?: string;
  tags?: string[];
  title?: string;
  description?: string;
  filename?: string;
  sha256?: string;
}

interface UploadOptions extends RestOptions {
  readonly publicUrl: string;
}

const bytes = { schema: { type: 'string', format: 'binary' } };

const uploadSchema = {
  operationId: 'upload',
  summary: 'Upload one image',
  description:
    'The file is the part `file` of a form, or the body itself with any Content-Type: what it is is found in its bytes. Answers when the image is committed; its variants follow, and their URLs work at once. Needs UPLOAD.',
  tags: ['uploads'],
  security: [{ apiKey: [] }],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      profile: { type: 'string', description: 'The rules to apply. Default: the profile named default.' },
      visibility: { type: 'string', enum: ['PUBLIC', 'PRIVATE'], description: 'Default: PRIVATE.' },
      namespace: { type: 'string', description: 'A group of images: a–z, 0–9, _ and -, up to 64.' },
      tags: {
        type: 'array',
        items: { type: 'string' },
        description: 'At most 50 of 64 characters each: separated by commas, or given several times.',
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
        'FORBIDDEN',
        'REQUEST_TIMEOUT',
        'IDEMPOTENCY_KEY_IN_USE',
        'UPLOAD_EXPIRED',
      ] as const),
      ...(['FILE_TOO_LARGE', 'REQUEST_TOO_LARGE', 'TOO_MANY_FILES', 'UNSUPPORTED_MEDIA_TYPE'] as const),
      ...(['FILE_EMPTY', 'MIME_MISMATCH', 'IMAGE_CORRUPT', 'IMAGE_TOO_SMALL', 'IMAGE_TOO_LARGE'] as const),
      ...(['TOO_MANY_FRAMES', 'CHECKSUM_MISMATCH', 'IDEMPOTENCY_KEY_REUSED', 'QUOTA_EXCEEDED'] as const),
      ...(['STORAGE_UNAVAILABLE', 'STORAGE_FULL', 'BUSY'] as const),
    ),
  },
} as const;

/** For the description alone: a stream is validated by whoever reads it. */
const requestBody = {
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

export function uploadRoutes(fastify: FastifyInstance, options: UploadOptions): void {
  identifyFirst(fastify, options);
  // The stream is left alone here, whatever it says that it is.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));

  fastify.post<{ Querystring: UploadQuery }>(
    '/upload',
    { schema: uploadSchema, config: { requestBody } },
    async (request, reply) => {
      const { app } = options;
      const { image, upload } = await receive(request, options);
      const variants = await findVariantsOfImages(app.database, [image.id]);
      return reply
        .code(image.uploadId === upload.id ? 201 : 200)
        .header('location', `${options.publicUrl}/images/${toGlobalId('image', image.id)}`)
        .send(imageJson({ image, variants, viewer: request.viewer, urls: app.urls }));
    },
  );
}

async function receive(request: FastifyRequest<{ Querystring: UploadQuery }>, options: UploadOptions) {
  const { app } = options;
  const { tags, filename, ...said } = request.query;
  // Whatever can be refused without the body is refused without it.
  requireScope(request.viewer, 'UPLOAD');
  const profile = profileOf(app.profiles, said);
  assertDeclaredSize(request, profile);
  const reading = readFileRequest(request.raw, requestLimits(options, profile.maxBytes));
  request.isBodyRead = true;
  const file = await reading;
  return receiveUpload(app, {
    ...said,
    tags: tags?.flatMap((each) => each.split(',')),
    viewer: request.viewer,
    filename: filename ?? file.filename ?? '',
    body: file.body,
    idempotencyKey: idempotencyKeyOf(request),
    requestId: request.id,
    logger: request.log as Logger,
  });
}

/** A form is larger than its file by what stands around it, so only the bytes alone are judged by their header. */
function assertDeclaredSize({ headers }: FastifyRequest, { name, maxBytes }: Profile): void {
  const isForm = /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
  if (!isForm && Number(headers['content-length'] ?? 0) > maxBytes)
    throw new AppError('FILE_TOO_LARGE', { limit: maxBytes, profile: name });
}

function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  return Array.isArray(given) ? given.join(',') : given;
}
