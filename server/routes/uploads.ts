/**
 * The door to the disk: signed requests that carry the bytes of a direct upload, as a bucket would take them. The
 * signature is the only permission; what it says of size and type must be what comes.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { receivePart, receiveWhole } from '../../domain/uploads/receive-direct.ts';
import type { SigningKey } from '../../domain/signing/signature.ts';
import { verifySignedUrl } from '../../domain/signing/verify-signed-url.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { PaceLimits } from '../multipart/pace.ts';
import { pacedBody } from '../paced-body.ts';

export interface UploadRouteOptions {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly signingKeys: readonly SigningKey[];
  readonly access: { readonly clockSkewSeconds: number };
  readonly uploads: PaceLimits;
}

interface Announced {
  size: string;
  type?: string;
}

export function uploadRoutes(fastify: FastifyInstance, options: UploadRouteOptions): void {
  const { store, database } = options;
  const writes = store.clientWrites;
  // A bucket has a door of its own.
  if (writes.kind !== 'local') return;
  // The stream is left alone here: it is read when the signature has been checked.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));

  fastify.put<{ Params: { id: string }; Querystring: Announced }>('/uploads/:id', async (request, reply) => {
    verify(options, request);
    requireHeader(request, 'content-type', request.query.type ?? '');
    requireHeader(request, 'if-none-match', '*');
    const uploadId = fromGlobalId('upload', request.params.id);
    const byteSize = sizeOf(request);
    const body = pacedBody(request.raw, options.uploads);
    await receiveWhole({ database, store }, { uploadId, body, byteSize });
    return reply.header('etag', `"${uploadId}"`).header('cache-control', 'no-store').send();
  });

  fastify.put<{ Params: { id: string; number: string }; Querystring: Announced }>(
    '/uploads/:id/parts/:number',
    async (request, reply) => {
      verify(options, request);
      const uploadId = fromGlobalId('upload', request.params.id);
      const partNumber = Number(request.params.number);
      const byteSize = sizeOf(request);
      const body = pacedBody(request.raw, options.uploads);
      const etag = await receivePart({ database, writes }, { uploadId, partNumber, body, byteSize });
      return reply.header('etag', etag).header('cache-control', 'no-store').send();
    },
  );
}

function verify({ signingKeys, access }: UploadRouteOptions, request: FastifyRequest): void {
  verifySignedUrl(
    { method: 'PUT', url: request.url, now: new Date(), clockSkewSeconds: access.clockSkewSeconds },
    signingKeys,
  );
}

function sizeOf(request: FastifyRequest<{ Querystring: Announced }>): number {
  requireHeader(request, 'content-length', request.query.size);
  return Number(request.query.size);
}

function requireHeader(
  request: FastifyRequest,
  header: 'content-length' | 'content-type' | 'if-none-match',
  expected: string,
): void {
  if (request.headers[header] !== expected)
    throw new AppError('UPLOAD_HEADERS_MISMATCH', { header, expected });
}
