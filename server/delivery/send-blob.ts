/**
 * Answers a GET or HEAD with stored bytes as HTTP caching and ranges want it (RFC 9110, 9111). Knows nothing of
 * images or permissions; a body that breaks midway breaks the connection, so that nobody takes half for whole.
 */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import type { ByteRange } from '../../storage/blob-store.ts';
import { type Representation, requestedRange } from './byte-range.ts';
import { countDelivery } from './delivery-metrics.ts';
import { exactly } from './exactly.ts';
import { hasFailed, isFresh } from './preconditions.ts';

/** Bytes that are in memory already are sent without a stream. */
type Content = Readable | Uint8Array;

export interface BlobToSend {
  /** Strong and quoted: it names these very bytes. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly byteSize: number;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly filename?: string | undefined;
  readonly disposition: 'inline' | 'attachment';
  /** What a purge of the CDN names. */
  readonly cacheTags: readonly string[];
  /** The request headers that chose these bytes; only where they did. */
  readonly vary?: string | undefined;
  /** Where the bytes came from. */
  readonly xCache: 'memory' | 'store' | 'miss';
  readonly serverTiming?: string | undefined;
  /** Whether other origins' pages may show it and read it. Default: they may. */
  readonly forOwnPages?: boolean | undefined;
  /** Asked before a GET is answered, when all but the bytes is there; throws where they may not be had after all. */
  readonly admit?: (() => Promise<void>) | undefined;
  /** Told of the headers that everything is sent with, when it is, or when the client has it already. */
  readonly onAnswer?: ((headers: OutgoingHttpHeaders) => void) | undefined;
  /** Opens the range, or everything; called only when a body is sent. */
  open(range: ByteRange | undefined, signal: AbortSignal): Promise<Content> | Content;
}

/** Whatever the bytes turn out to be, a browser shows them as an image or not at all, and runs nothing. */
const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

const forAllPages = {
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'timing-allow-origin': '*',
};

/** What a browser got by a cookie lies in its cache, from where a sibling domain or another port of this host would have it. */
const forOwnPages = { 'cross-origin-resource-policy': 'same-origin' };

/**
 * Sends 200, 206 or 304. Nothing is written before the blob is open, so that a failure to open it is answered as
 * any other error, without the headers of a blob.
 * @throws AppError PRECONDITION_FAILED; RANGE_NOT_SATISFIABLE, with the Content-Range that RFC 9110 asks for set on the reply.
 */
export async function sendBlob(
  request: FastifyRequest,
  reply: FastifyReply,
  blob: BlobToSend,
): Promise<FastifyReply> {
  const headers = headersOf(blob);
  const isHead = request.method === 'HEAD';
  if (hasFailed(request, headers)) throw new AppError('PRECONDITION_FAILED');
  if (isFresh(request, headers)) {
    if (!isHead) await blob.admit?.();
    blob.onAnswer?.({ ...headers, 'content-type': blob.contentType, 'content-length': blob.byteSize });
    countDelivery(request.headers, blob.xCache, 0);
    return answer(reply, 304, notModifiedHeaders(headers));
  }

  // A range has a meaning for GET alone.
  const range = isHead ? undefined : requestedRange(request.headers, representationOf(blob));
  if (range === null) {
    reply.header('content-range', `bytes */${blob.byteSize}`);
    throw new AppError('RANGE_NOT_SATISFIABLE');
  }
  const length = range ? range.end - range.start + 1 : blob.byteSize;
  headers['content-type'] = blob.contentType;
  headers['content-length'] = length;
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${blob.byteSize}`;
  if (isHead) {
    countDelivery(request.headers, blob.xCache, 0);
    return answer(reply, 200, headers);
  }

  await blob.admit?.();
  const body = await openWhileWanted(reply.raw, (signal) => blob.open(range, signal));
  if (!range) blob.onAnswer?.(headers);
  countDelivery(request.headers, blob.xCache, length);
  return answer(reply, range ? 206 : 200, headers, { body, length });
}

/**
 * Past Fastify's own sending, which answers 500 with the headers of the blob when a stream breaks early, and lets
 * a stream end short. Headers that hooks have set so far are kept.
 */
function answer(
  reply: FastifyReply,
  status: number,
  headers: OutgoingHttpHeaders,
  content?: { readonly body: Content; readonly length: number },
): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(status, { ...reply.getHeaders(), ...headers } as OutgoingHttpHeaders);
  if (content === undefined) {
    reply.raw.end();
    return reply;
  }
  const { body, length } = content;
  if (body instanceof Uint8Array && body.length === length) {
    reply.raw.end(body);
    return reply;
  }
  const source = body instanceof Uint8Array ? Readable.from([body]) : body;
  pipeline(source, exactly(length), reply.raw, (error) => {
    // Half of it is on its way: there is nobody left to tell but the operator, and clients leave all the time.
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
      reply.log.warn({ err: error }, 'a blob broke off');
  });
  return reply;
}

/** Two formats may be made in one second: where one was chosen, only its tag says which it was. */
const representationOf = ({ etag, lastModified, byteSize, vary }: BlobToSend): Representation => ({
  etag,
  byteSize,
  lastModified: vary === undefined ? lastModified : undefined,
});

function headersOf(blob: BlobToSend): OutgoingHttpHeaders {
  const { lastModified } = representationOf(blob);
  return {
    etag: blob.etag,
    ...(lastModified && { 'last-modified': lastModified.toUTCString() }),
    'accept-ranges': 'bytes',
    'cache-control': blob.cacheControl,
    'content-disposition': contentDisposition(blob.filename?.toWellFormed(), { type: blob.disposition }),
    ...cacheTagHeaders(blob.cacheTags),
    'x-cache': blob.xCache,
    ...(blob.serverTiming && { 'server-timing': blob.serverTiming }),
    ...(blob.vary && { vary: blob.vary }),
    ...safetyHeaders,
    ...(blob.forOwnPages ? forOwnPages : forAllPages),
  };
}

/**
 * What a 304 says of all that is said with the bytes (RFC 9110, 15.4.5): whoever asks has kept the rest. Scripts that set a
 * condition of their own see the 304 itself, and may not without the header of CORS.
 */
const toldAgain = ['etag', 'cache-control', 'vary', 'x-cache', 'access-control-allow-origin'] as const;

export function notModifiedHeaders(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(toldAgain.flatMap((name) => (name in headers ? [[name, headers[name]]] : [])));
}

/** The same tags for Cloudflare, and for Fastly and Varnish. */
export const cacheTagHeaders = (tags: readonly string[]) => ({
  'cache-tag': tags.join(','),
  'surrogate-key': tags.join(' '),
});

/** Who leaves early must not keep a file or a connection to the store open. */
async function openWhileWanted(
  response: ServerResponse,
  open: (signal: AbortSignal) => Promise<Content> | Content,
): Promise<Content> {
  const left = new AbortController();
  const leave = () => left.abort();
  response.once('close', leave);
  if (response.destroyed) leave();
  try {
    const body = await open(left.signal);
    if (left.signal.aborted && body instanceof Readable) body.destroy();
    left.signal.throwIfAborted();
    return body;
  } catch (cause) {
    if (left.signal.aborted) throw new AppError('CLIENT_DISCONNECTED', undefined, { cause });
    throw cause;
  } finally {
    response.off('close', leave);
  }
}

/** A file name without its ending, to begin the name of what was made of the file. */
export const stemOf = (filename: string): string => filename.replace(/\.[^.]{1,16}$/, '');
