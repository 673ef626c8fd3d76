/** The headers of tus: what is checked before @tus/server sees a request, and what browsers have to be allowed. */
import type { FastifyRequest } from 'fastify';
import { TUS_RESUMABLE } from '@tus/server';
import { type Checksum, checksumAlgorithms } from '../../domain/uploads/unfailing-body.ts';
import { AppError } from '../../platform/errors.ts';
import { invalid } from './protocol-faults.ts';

export const bodyType = 'application/offset+octet-stream';

/** Which image the upload has become. */
export const imageHeader = 'darkroom-image-id';

/** What the library may be told; the rest of a request is ours. */
const forwarded = ['tus-resumable', 'upload-offset', 'content-type', 'content-length'] as const;

/** What the library may answer; CORS and caching are ours. */
export const answered = ['upload-offset', 'upload-length', 'upload-expires', 'location', 'connection'];

export const requestHeaders = [
  'tus-resumable',
  'upload-length',
  'upload-offset',
  'upload-metadata',
  'upload-checksum',
  'upload-defer-length',
  'upload-concat',
  'x-http-method-override',
  'x-requested-with',
];

export const responseHeaders = [
  'tus-resumable',
  'tus-version',
  'tus-extension',
  'tus-max-size',
  'tus-checksum-algorithm',
  'upload-offset',
  'upload-length',
  'upload-metadata',
  'upload-expires',
  imageHeader,
];

export type TusMethod = 'POST' | 'HEAD' | 'PATCH' | 'DELETE';

/** Proxies that know no PATCH are gone round with a POST that names what it is. @throws AppError NOT_FOUND. */
export function methodOf({ method, headers }: FastifyRequest, ...allowed: TusMethod[]): TusMethod {
  const named = String(headers['x-http-method-override'] ?? method).toUpperCase();
  const found = allowed.find((each) => each === named);
  if (!found) throw new AppError('NOT_FOUND', { what: 'This address' });
  return found;
}

/** @throws AppError for what no tus server takes, or this one does not. */
export function checkHeaders({ headers }: FastifyRequest, method: TusMethod): void {
  if (headers['tus-resumable'] !== TUS_RESUMABLE)
    throw new AppError('TUS_VERSION_UNSUPPORTED', { version: TUS_RESUMABLE });
  if (headers['upload-concat'] !== undefined)
    throw invalid('Upload-Concat', 'send the file as one upload: uploads are not joined');
  if (method !== 'PATCH') return;
  if (headers['content-type'] !== bodyType) throw new AppError('UPLOAD_CONTENT_TYPE');
  if (!/^\d{1,16}$/.test(String(headers['upload-offset'])))
    throw invalid('Upload-Offset', 'say where these bytes begin');
}

/** The bytes that a new upload will have. @throws AppError UPLOAD_LENGTH_REQUIRED, INVALID_INPUT. */
export function lengthOf({ headers }: FastifyRequest): number {
  const { 'upload-length': length } = headers;
  if (length === undefined) throw new AppError('UPLOAD_LENGTH_REQUIRED');
  if (typeof length !== 'string' || !/^\d+$/.test(length))
    throw invalid('Upload-Length', 'give the size of the file in bytes');
  // Nobody has a file that is larger, and beyond it numbers are not exact.
  return Math.min(Number(length), Number.MAX_SAFE_INTEGER);
}

/** What the client says of the file, as it says it. */
export const metadataOf = ({ headers }: FastifyRequest): string => String(headers['upload-metadata'] ?? '');

export const forwardedHeaders = ({ headers }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    forwarded.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** @throws AppError INVALID_INPUT. */
export function checksumOf({ headers }: FastifyRequest): Checksum | undefined {
  const given = headers['upload-checksum'];
  if (given === undefined) return undefined;
  const [, name, digest = ''] = /^(\w+) ([\w+/]+={0,2})$/.exec(String(given)) ?? [];
  const algorithm = checksumAlgorithms.find((each) => each === name);
  if (!algorithm)
    throw invalid('Upload-Checksum', `give one of ${checksumAlgorithms.join(', ')} and the digest in base64`);
  return { algorithm, digest: Buffer.from(digest, 'base64') };
}
