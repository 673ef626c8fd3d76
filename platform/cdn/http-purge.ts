/**
 * Caches that take their orders as PURGE requests, nginx and Varnish: for one URL, or for tags, which a cache has to be
 * taught (deploy/varnish/default.vcl). Every cache that is listed is told.
 */
import { call } from './call.ts';
import type { CachedUrl, TagCdn, UrlCdn } from './cdn.ts';

/** Requests at the same time to one cache: it serves visitors as well. */
const lanes = 8;

export function purgeByUrl(bases: readonly string[]): UrlCdn {
  return {
    by: 'url',
    // A few hundred URLs each.
    imagesPerPurge: 10,
    async purge(urls, signal) {
      await Promise.all(bases.map((base) => purgeAll(base, urls, signal)));
    },
  };
}

async function purgeAll(base: string, urls: readonly CachedUrl[], signal: AbortSignal): Promise<void> {
  // One iterator for all lanes: each takes the next that nobody has.
  const left = urls.values();
  const lane = async (): Promise<void> => {
    for (const { path, accept } of left)
      await call({
        provider: base,
        url: base + path,
        method: 'PURGE',
        headers: accept === undefined ? {} : { accept },
        // What was not there is gone as well.
        accepted: [404],
        signal,
      });
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

export function purgeByTag(bases: readonly string[]): TagCdn {
  return {
    by: 'tag',
    // Their names are one header, which caches bound to some KiB.
    imagesPerPurge: 50,
    async purge(tags, signal) {
      const headers = { 'surrogate-key': tags.join(' ') };
      await Promise.all(
        bases.map((base) => call({ provider: base, url: `${base}/`, method: 'PURGE', headers, signal })),
      );
    },
  };
}
