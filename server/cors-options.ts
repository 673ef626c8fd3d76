/** What pages of other origins may ask of the API. */
import type { Config } from '../platform/config/load.ts';

/**
 * Pages of other origins send keys and tokens, which are headers that they set themselves. What a browser would add by
 * itself is refused to all of them: the cookie of a session is for the pages of this server.
 */
export function corsOptions({ http }: Config) {
  return {
    origin: http.corsOrigins.includes('*') ? '*' : [...http.corsOrigins],
    credentials: false,
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'apollo-require-preflight',
      'x-apollo-operation-name',
      'x-request-id',
      'if-none-match',
      'last-event-id',
    ],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    // A page that sends parts reads their ETags, as a bucket's CORS rule has to allow as well.
    exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'location', 'etag'],
    // Also who is no browser may ask what there is.
    strictPreflight: false,
    maxAge: 600,
  };
}
