/** Requests over HTTP, by the template of their route: what a client writes into a path, a method or a header is never a label. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { counter, histogram, type Labels, type Tally } from '../platform/metrics/registry.ts';

const requests = counter(
  'http_requests_total',
  'Requests on the public port, by the template of their route (unmatched: there is none), method and class of status; aborted when the client left before the end of the answer.',
  ['route', 'method', 'status'],
);
const durations = histogram(
  'http_request_duration_seconds',
  'From the headers of a request to the end of its answer, uploads with all of their bytes. Renditions that are answered from memory never come to a route and take microseconds: they are counted and not timed, and event streams neither.',
  {
    labelNames: ['route', 'method', 'status'],
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
  },
);

/** Others are answered as well, and anybody may send a hundred of them. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Lasts as long as its reader likes. */
const endless = '/graphql/stream';

/** Before all other hooks: also what they refuse is counted. */
export function measureRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    const startedAt = performance.now();
    reply.raw.once('close', () => {
      const labels = labelsOf(request, reply);
      requests.inc(labels);
      if (labels.route !== endless) durations.observe(labels, (performance.now() - startedAt) / 1_000);
    });
    next();
  });
}

function labelsOf({ is404, routeOptions, method }: FastifyRequest, { raw }: FastifyReply) {
  return {
    route: is404 ? 'unmatched' : (routeOptions.url ?? 'unmatched'),
    method: methods.has(method) ? method : 'other',
    status: raw.writableFinished ? `${Math.floor(raw.statusCode / 100)}xx` : 'aborted',
  };
}

/** For those that are answered before they come to a route. */
export const requestTally = (labels: Labels<'route' | 'method' | 'status'>): Tally => requests.tally(labels);
