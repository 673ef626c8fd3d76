/**
 * What was delivered, from where and through whom. Renditions that are at hand are counted in place, without a thing being made
 * for it: an answer from memory takes some twenty microseconds in all.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { counter, type Tally } from '../../platform/metrics/registry.ts';
import { requestTally } from '../request-metrics.ts';

const deliveries = counter(
  'deliveries_total',
  'Answers with an image, or that a client has it still (304), by where it came from (cache: memory, store, or miss when it was made just now) and whether a CDN asked for it (via: cdn or direct).',
  ['cache', 'via'],
);
const bytes = counter(
  'delivery_bytes_total',
  'Bytes of images that answers began to send, by where they came from and whether a CDN asked for them.',
  ['cache', 'via'],
);

type Cache = 'memory' | 'store' | 'miss';

interface Delivered {
  readonly answers: Tally;
  readonly bytes: Tally;
}

const caches = ['memory', 'store', 'miss'] as const;

const tallies = (via: string): Readonly<Record<Cache, Delivered>> =>
  Object.fromEntries(
    caches.map((cache) => [
      cache,
      { answers: deliveries.tally({ cache, via }), bytes: bytes.tally({ cache, via }) },
    ]),
  ) as Record<Cache, Delivered>;

const throughCdn = tallies('cdn');
const direct = tallies('direct');

/** RFC 8586, which Cloudflare, Fastly and others follow; CloudFront names itself in a header of its own. */
const cameThroughCdn = (headers: IncomingHttpHeaders): boolean =>
  headers['cdn-loop'] !== undefined || headers['x-amz-cf-id'] !== undefined;

/** @param byteLength of the body: 0 where the client has it still, or asks for the headers alone. */
export function countDelivery(headers: IncomingHttpHeaders, cache: Cache, byteLength: number): void {
  const { answers, bytes } = (cameThroughCdn(headers) ? throughCdn : direct)[cache];
  answers.add(1);
  bytes.add(byteLength);
}

/** Of answers from memory that never come to a route, which they would have been counted by. */
export interface RememberedRoute {
  readonly whole: Tally;
  readonly notModified: Tally;
}

const remembered = new Map<string, RememberedRoute>();

export function rememberedRoute(route: string): RememberedRoute {
  const known = remembered.get(route) ?? {
    whole: requestTally({ route, method: 'GET', status: '2xx' }),
    notModified: requestTally({ route, method: 'GET', status: '3xx' }),
  };
  remembered.set(route, known);
  return known;
}
