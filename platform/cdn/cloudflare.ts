/** Cloudflare: purges by `Cache-Tag`, on every plan (developers.cloudflare.com/api, zones/{id}/purge_cache). */
import { call, failed } from './call.ts';
import type { TagCdn } from './cdn.ts';

export interface CloudflareOptions {
  readonly zoneId: string;
  /** With the permission Zone › Cache Purge. */
  readonly token: string;
  readonly apiUrl?: string | undefined;
}

const provider = 'Cloudflare';

export function cloudflare({
  zoneId,
  token,
  apiUrl = 'https://api.cloudflare.com/client/v4',
}: CloudflareOptions): TagCdn {
  return {
    by: 'tag',
    // Two tags each; 30 a call is what every plan takes.
    imagesPerPurge: 15,
    async purge(tags, signal) {
      const answer = await call({
        provider,
        url: `${apiUrl}/zones/${encodeURIComponent(zoneId)}/purge_cache`,
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tags }),
        token,
        signal,
      });
      if (!isSuccess(answer)) throw failed({ provider, token }, 'it says that it did not succeed', answer);
    },
  };
}

/** The status alone does not say it: `success` in the body does. */
function isSuccess(answer: string): boolean {
  try {
    return (JSON.parse(answer) as { success?: unknown }).success === true;
  } catch {
    return false;
  }
}
