/** One file without GraphQL, as a form, as the bytes alone or from a URL, on its way to the same use cases; and how far it is. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isOwner, requireScope } from '../../domain/access/policy.ts';
import { findImage, findVariantsOfImages } from '../../domain/images/find-images.ts';
import type { Visibility } from '../../domain/images/image.entity.ts';
import { profileOf } from '../../domain/profiles/load-profiles.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { findUpload } from '../../domain/uploads/find-upload.ts';
import { importImage } from '../../domain/uploads/import-image.ts';
import { receiveUpload } from '../../domain/uploads/receive-upload.ts';
import type { UploadEntity } from '../../domain/uploads/upload.entity.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { readFileRequest } from '../multipart/read-file-request.ts';
import { imageJson } from './image-json.ts';
import { idempotencyKeyOf, identifyFirst, requestLimits, type RestOptions } from './rest.ts';
import { uploadJson } from './upload-json.ts';
import { requestBody, stateSchema, uploadSchema } from './upload-schemas.ts';

interface UploadQuery {
  source?: string;
  profile?: string;
  visibility?: Visibility;
  namespace?: string;
  tags?: string[];
  outputs?: string[];
  title?: string;
  description?: string;
  filename?: string;
  sha256?: string;
}

interface UploadOptions extends RestOptions {
  readonly publicUrl: string;
}

export function uploadRoutes(fastify: FastifyInstance, options: UploadOptions): void {
  identifyFirst(fastify, options);
  // The stream is left alone here, whatever it says that it is.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));

  fastify.post<{ Querystring: UploadQuery }>(
    '/upload',
    { schema: uploadSchema, config: { requestBody, budget: 'uploads' } },
    async (request, reply) => {
      const { app } = options;
      if (request.query.source !== undefined) {
        const upload = await beginImport(request, options);
        return reply
          .code(202)
          .header('location', `${options.publicUrl}/uploads/${toGlobalId('upload', upload.id)}`)
          .send(await stateOf(request, options, upload));
      }
      const { image, upload } = await receive(request, options);
      const variants = await findVariantsOfImages(app.database, [image.id]);
      return reply
        .code(image.uploadId === upload.id ? 201 : 200)
        .header('location', `${options.publicUrl}/images/${toGlobalId('image', image.id)}`)
        .send(imageJson({ image, variants, viewer: request.viewer, urls: app.urls }));
    },
  );

  fastify.get<{ Params: { id: string } }>('/uploads/:id', { schema: stateSchema }, async (request) => {
    const upload = await findUpload(options.app.database, fromGlobalId('upload', request.params.id));
    if (!upload || !isOwner(request.viewer, upload)) throw new AppError('NOT_FOUND', { what: 'The upload' });
    return stateOf(request, options, upload);
  });
}

async function stateOf(
  { viewer }: FastifyRequest,
  { app: { database, urls } }: UploadOptions,
  upload: UploadEntity,
) {
  const image = upload.imageId === null ? undefined : await findImage(database, upload.imageId);
  const variants = image ? await findVariantsOfImages(database, [image.id]) : [];
  return uploadJson({ upload, image, variants, viewer, urls });
}

function beginImport(
  request: FastifyRequest<{ Querystring: UploadQuery }>,
  { app }: UploadOptions,
): Promise<UploadEntity> {
  const { source = '', tags, outputs, filename, sha256, ...said } = request.query;
  refuseBeside('filename', filename);
  refuseBeside('sha256', sha256);
  if (hasBody(request)) throw invalidSource('send it without a body, or the body without it');
  return importImage(app, {
    ...said,
    url: source,
    tags: split(tags),
    outputs: split(outputs),
    viewer: request.viewer,
    idempotencyKey: idempotencyKeyOf(request),
    requestId: request.id,
  });
}

function refuseBeside(name: string, value: string | undefined): void {
  if (value !== undefined) throw invalidSource(`leave ${name} out, which is for a file that is sent`);
}

const invalidSource = (reason: string): AppError =>
  new AppError('INVALID_INPUT', { field: 'source', reason });

/** By its headers, before anything is read: one that comes in chunks counts as a body, even if they are empty. */
const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

async function receive(request: FastifyRequest<{ Querystring: UploadQuery }>, options: UploadOptions) {
  const { app } = options;
  const { source: _, tags, outputs, filename, ...said } = request.query;
  // Whatever can be refused without the body is refused without it.
  requireScope(request.viewer, 'UPLOAD');
  const profile = profileOf(app.profiles, said);
  assertDeclaredSize(request, profile);
  const reading = readFileRequest(request.raw, requestLimits(options, profile.maxBytes));
  request.isBodyRead = true;
  const file = await reading;
  return receiveUpload(app, {
    way: 'rest',
    ...said,
    tags: split(tags),
    outputs: split(outputs),
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

const split = (given: string[] | undefined): string[] | undefined =>
  given?.flatMap((each) => each.split(','));
