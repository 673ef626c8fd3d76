/** Fastly: purges by `Surrogate-Key` (fastly.com/documentation/reference/api/purging, bulk purge). */
import { call } from './call.ts';
import type { TagCdn } from './cdn.ts';

export interface FastlyOptions {
  readonly serviceId: string;
  /** With the scope `purge_select`. */
  readonly token: string;
  readonly apiUrl?: string | undefined;
}

export function fastly({ serviceId, token, apiUrl = 'https://api.fastly.com' }: FastlyOptions): TagCdn {
  return {
    by: 'tag',
    // Two keys each, and 256 a call.
    imagesPerPurge: 100,
    async purge(keys, signal) {
      await call({
        provider: 'Fastly',
        url: `${apiUrl}/service/${encodeURIComponent(serviceId)}/purge`,
        method: 'POST',
        // Not a soft purge: that would go on showing what has become private while it asks anew.
        headers: { 'fastly-key': token, accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ surrogate_keys: keys }),
        token,
        signal,
      });
    },
  };
}
