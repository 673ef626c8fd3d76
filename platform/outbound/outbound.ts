/**
 * Requests to addresses that users give. Nothing but `open` may send one: it decides for every hop where the
 * request may go, dials exactly the addresses that were judged, and bounds the time. It keeps no cookies, no
 * connections and no proxy settings of the environment, and sends no credentials. How many bytes are too many the
 * reader of the body decides: they come decoded.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { LookupAddress } from 'node:dns';
import type { Client } from 'undici';
import { AppError, isAppError } from '../errors.ts';
import type { AddressRange } from './address-policy.ts';
import { parseOutboundUrl } from './outbound-url.ts';
import { readableOf } from './readable-of.ts';
import { type RestHeaders, resumedBody } from './resumed-body.ts';
import { type Lookup, lookup as systemLookup, resolveHost } from './resolve-host.ts';

export interface OutboundOptions {
  /** Ranges that may be reached although they are not public, on every port. */
  readonly listed: readonly AddressRange[];
  /** From the first look-up to the last byte. */
  readonly timeoutSeconds: number;
  /** A pause of the other side, at connecting, before the headers or within the body. */
  readonly idleSeconds: number;
  /** Default: the resolver of the system. */
  readonly lookup?: Lookup;
  /** Before each further connection for the rest of a file; default: `pausesMs`. */
  readonly resumeAfterMs?: readonly number[];
}

export interface OutboundResponse {
  /** After the redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /**
   * Decoded. Where the connection breaks and the source can go on, the rest comes over others. Whoever destroys it ends
   * the request; its failures are SOURCE_UNREACHABLE, and SOURCE_NOT_ALLOWED where the rest would come from elsewhere.
   */
  readonly body: Readable;
}

export interface Outbound {
  /** @throws AppError SOURCE_NOT_ALLOWED without any later attempt helping. */
  check(url: string): URL;
  /** Answers whatever status comes. @throws AppError SOURCE_NOT_ALLOWED, SOURCE_UNREACHABLE */
  open(url: string, signal: AbortSignal): Promise<OutboundResponse>;
}

const maxRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);
const maxHeaderBytes = 16 * 1_024;

/** A proxy that restarts is back within seconds; what takes longer is left to the next attempt. */
const pausesMs = [250, 1_000, 2_000, 4_000, 8_000];

const headers = {
  'user-agent': 'Darkroom (media import)',
  accept: 'image/*, */*;q=0.1',
  'accept-encoding': 'identity',
} as const;

export function createOutbound({
  listed,
  lookup = systemLookup,
  resumeAfterMs = pausesMs,
  ...limits
}: OutboundOptions): Outbound {
  /** Every hop is looked up and judged, of every request. */
  async function follow(text: string, signal: AbortSignal, rest?: RestHeaders): Promise<OutboundResponse> {
    let url = parseOutboundUrl(text, listed);
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const addresses = await raced(resolveHost(url, { listed, lookup }), signal);
      const response = await send(url, addresses, { signal, rest, idleSeconds: limits.idleSeconds });
      const location = [response.headers.location].flat()[0];
      if (!redirects.has(response.status) || location === undefined) return response;
      response.body.destroy();
      url = parseOutboundUrl(location, listed, url);
    }
    throw new AppError('SOURCE_NOT_ALLOWED');
  }
  return {
    check: (url) => parseOutboundUrl(url, listed),
    async open(url, signal) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutSeconds * 1_000)]);
      const first = await follow(url, deadline);
      const body = resumedBody(first, {
        reopen: (rest, until) => follow(url, until, rest),
        signal: deadline,
        pausesMs: resumeAfterMs,
      });
      return { ...first, body };
    },
  };
}

interface Sending {
  readonly signal: AbortSignal;
  readonly idleSeconds: number;
  readonly rest: RestHeaders | undefined;
}

/** One request on a connection of its own to one of the addresses. */
async function send(
  url: URL,
  addresses: readonly LookupAddress[],
  { signal, idleSeconds, rest }: Sending,
): Promise<OutboundResponse> {
  const idleMs = idleSeconds * 1_000;
  // Many a server never imports anything, and it is much to load.
  const undici = await import('undici');
  const client = new undici.Client(url.origin, {
    connect: { lookup: pinnedTo(addresses), timeout: idleMs },
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    maxHeaderSize: maxHeaderBytes,
    pipelining: 0,
  });
  try {
    const response = await client.request({
      method: 'GET',
      path: url.pathname + url.search,
      headers: { ...headers, ...rest },
      signal,
    });
    return {
      url,
      status: response.statusCode,
      headers: response.headers,
      body: bodyOf(response, { client, signal }),
    };
  } catch (error) {
    await client.destroy();
    throw unreachable(error, signal);
  }
}

/** Answers the addresses that were judged, whatever is asked: an address in a URL is dialled without asking. */
export const pinnedTo =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_hostname, { all }, answer) => {
    const [first] = addresses;
    if (all) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };

/** Some servers compress without being asked to. */
const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

function bodyOf(
  { headers, body: received }: Received,
  { client, signal }: { client: Client; signal: AbortSignal },
): Readable {
  // Failures reach whoever reads; one that comes when nobody does any more must not end the process.
  received.on('error', () => {});
  const decoder = decoders[headers['content-encoding']?.toLowerCase() as keyof typeof decoders];
  const decoded = decoder ? pipeline(received, decoder(), () => {}) : received;
  async function* flow(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of decoded) yield chunk as Buffer;
    } catch (error) {
      throw unreachable(error, signal);
    }
  }
  return readableOf(flow(), () => void client.destroy().catch(() => undefined));
}

/** Looking a name up cannot be stopped, only left behind. */
export async function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(unreachable(signal.reason, signal));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const pauses = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

function unreachable(cause: unknown, signal: AbortSignal): AppError {
  if (isAppError(cause)) return cause;
  return new AppError('SOURCE_UNREACHABLE', { reason: reasonOf(cause, signal) }, { cause });
}

/** Why a request came to nothing, in words that tell nothing of the network inside. */
export function reasonOf(cause: unknown, signal: AbortSignal): string {
  const code = String((cause as { code?: unknown } | null | undefined)?.code);
  if (signal.aborted) return 'it took too long';
  return pauses.has(code) ? 'it paused for too long' : 'the connection failed';
}
