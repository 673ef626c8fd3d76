/**
 * The door to the disk: signed requests that carry the bytes of a direct upload, as a bucket would take them. The
 * signature is the only permission; what it says of size and type must be what comes.
 */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { receivePart, receiveWhole } from '../../domain/uploads/receive-direct.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { PaceLimits } from '../multipart/pace.ts';
import { readBody } from '../multipart/read-file-request.ts';
import { refusals } from '../openapi/refusals.ts';
import { type SignatureRules, verifySignature } from './delivery-request.ts';

export interface DirectUploadRouteOptions extends SignatureRules {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly uploads: PaceLimits;
}

interface Announced {
  size?: string;
  type?: string;
}

/** For the description alone: the signature is judged before anything else is, and covers all of it. */
const common = {
  tags: ['uploads'],
  security: [{ signature: [] }],
  querystring: {
    type: 'object',
    properties: {
      size: { type: 'string', description: 'The bytes that will come; so says content-length.' },
      type: { type: 'string', description: 'What will come; so says content-type.' },
    },
  },
  response: {
    200: {
      description: 'It is stored.',
      type: 'null',
      headers: { ETag: { type: 'string', description: 'For completeUpload.' } },
    },
    ...refusals(
      'SIGNATURE_INVALID',
      'UPLOAD_HEADERS_MISMATCH',
      'UPLOAD_SEALED',
      'BLOB_EXISTS',
      'REQUEST_TIMEOUT',
      'CLIENT_DISCONNECTED',
      'STORAGE_FULL',
      'STORAGE_UNAVAILABLE',
    ),
  },
} as const;

const id = { type: 'string', description: 'The upload’s global id, upl_….' } as const;

const wholeSchema = {
  ...common,
  operationId: 'sendUpload',
  summary: 'Send the bytes of a direct upload',
  description: 'The request that createUpload has signed, with exactly its headers. Once.',
  params: { type: 'object', properties: { id } },
} as const;

const partSchema = {
  ...common,
  operationId: 'sendPart',
  summary: 'Send one part of a direct upload',
  description:
    'A request that createUpload or signUploadParts has signed. Repeatable until the upload is completed.',
  params: {
    type: 'object',
    properties: { id, number: { type: 'string', description: 'Which part, from 1.' } },
  },
} as const;

const requestBody = {
  content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
} as const;

export function directUploadRoutes(fastify: FastifyInstance, options: DirectUploadRouteOptions): void {
  const { store, database } = options;
  const writes = store.clientWrites;
  // A bucket has a door of its own.
  if (writes.kind !== 'local') return;
  // The stream is left alone here: it is read when the signature has been checked.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));

  fastify.put<{ Params: { id: string }; Querystring: Announced }>(
    '/uploads/:id',
    { schema: wholeSchema, config: { requestBody } },
    async (request, reply) => {
      await verifySignature(options, request);
      requireHeader(request, 'content-type', request.query.type ?? '');
      requireHeader(request, 'if-none-match', '*');
      const uploadId = fromGlobalId('upload', request.params.id);
      await withBody(request, options, (arriving) =>
        receiveWhole({ database, store }, { uploadId, ...arriving }),
      );
      return reply.header('etag', `"${uploadId}"`).header('cache-control', 'no-store').send();
    },
  );

  fastify.put<{ Params: { id: string; number: string }; Querystring: Announced }>(
    '/uploads/:id/parts/:number',
    { schema: partSchema, config: { requestBody } },
    async (request, reply) => {
      await verifySignature(options, request);
      const uploadId = fromGlobalId('upload', request.params.id);
      const partNumber = Number(request.params.number);
      const etag = await withBody(request, options, (arriving) =>
        receivePart({ database, writes }, { uploadId, partNumber, ...arriving }),
      );
      return reply.header('etag', etag).header('cache-control', 'no-store').send();
    },
  );
}

/** What a refusal leaves unread is thrown away, or it would hold up the next request of the connection for ever. */
async function withBody<T>(
  request: FastifyRequest<{ Querystring: Announced }>,
  { uploads: { idleSeconds, minBytesPerSecond } }: DirectUploadRouteOptions,
  receive: (arriving: { readonly byteSize: number; readonly body: Readable }) => Promise<T>,
): Promise<T> {
  const { size = '' } = request.query;
  requireHeader(request, 'content-length', size);
  const byteSize = Number(size);
  const body = readBody(request.raw, { maxBytes: byteSize, idleSeconds, minBytesPerSecond });
  try {
    return await receive({ byteSize, body });
  } finally {
    body.destroy();
  }
}

function requireHeader(
  request: FastifyRequest,
  header: 'content-length' | 'content-type' | 'if-none-match',
  expected: string,
): void {
  if (request.headers[header] !== expected)
    throw new AppError('UPLOAD_HEADERS_MISMATCH', { header, expected });
}
