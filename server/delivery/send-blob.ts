/**
 * Answers a GET or HEAD with stored bytes as HTTP caching and ranges want it (RFC 9110, 9111). Knows nothing of
 * images or permissions; a body that breaks midway breaks the connection, so that nobody takes half for whole.
 */
import type { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import parseRange from 'range-parser';
import { AppError } from '../../platform/errors.ts';
import type { ByteRange } from '../../storage/blob-store.ts';

export interface BlobToSend {
  /** Strong and quoted: it names these very bytes. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly byteSize: number;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly filename: string;
  readonly disposition: 'inline' | 'attachment';
  /** What a purge of the CDN names. */
  readonly cacheTags: readonly string[];
  readonly vary: string | undefined;
  /** Where the bytes came from. */
  readonly xCache: 'memory' | 'store' | 'miss';
  open(range: ByteRange | undefined, signal: AbortSignal): Promise<Readable>;
}

/** @throws AppError RANGE_NOT_SATISFIABLE, with the Content-Range that RFC 9110 asks for set on the reply. */
export async function sendBlob(
  request: FastifyRequest,
  reply: FastifyReply,
  blob: BlobToSend,
): Promise<FastifyReply> {
  setHeaders(reply, blob);
  if (isFresh(request, reply)) return reply.code(304).send();
  const range = rangeOf(request, reply, blob);
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${blob.byteSize}`);
  reply
    .type(blob.contentType)
    .header('content-length', String(range ? range.end - range.start + 1 : blob.byteSize));
  if (request.method === 'HEAD') return reply.send();

  // Who leaves early must not keep a file or a connection to the store open.
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  const body = await blob.open(range, left.signal);
  reply.raw.once('close', () => body.destroy());
  return reply.send(body);
}

function setHeaders(reply: FastifyReply, blob: BlobToSend): void {
  reply.headers({
    etag: blob.etag,
    'last-modified': blob.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    'cache-control': blob.cacheControl,
    'content-disposition': contentDisposition(blob.filename, { type: blob.disposition }),
    'cache-tag': blob.cacheTags.join(','),
    'surrogate-key': blob.cacheTags.join(' '),
    'x-cache': blob.xCache,
    ...safetyHeaders,
  });
  if (blob.vary) reply.header('vary', blob.vary);
}

/** Whatever the bytes turn out to be, a browser shows them as an image or not at all, and runs nothing. */
const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'timing-allow-origin': '*',
};

const isFresh = (request: FastifyRequest, reply: FastifyReply): boolean =>
  fresh(request.headers, {
    etag: reply.getHeader('etag'),
    'last-modified': reply.getHeader('last-modified'),
  });

/** One satisfiable range; several, or one of another unit, are answered with the whole, which is allowed. */
function rangeOf(request: FastifyRequest, reply: FastifyReply, blob: BlobToSend): ByteRange | undefined {
  const { range, 'if-range': condition } = request.headers;
  if (range === undefined || !stillTheSame(condition, blob)) return undefined;
  const parsed = parseRange(blob.byteSize, range, { combine: true });
  if (parsed === -2) return undefined;
  if (parsed === -1) {
    reply.header('content-range', `bytes */${blob.byteSize}`);
    throw new AppError('RANGE_NOT_SATISFIABLE');
  }
  return parsed.type === 'bytes' && parsed.length === 1 ? parsed[0] : undefined;
}

function stillTheSame(condition: string | string[] | undefined, blob: BlobToSend): boolean {
  if (condition === undefined) return true;
  if (String(condition).includes('"')) return condition === blob.etag;
  // HTTP dates have no fractions of a second.
  return Math.floor(blob.lastModified.getTime() / 1_000) * 1_000 === Date.parse(String(condition));
}
