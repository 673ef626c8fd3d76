/** Who shows a secret, remembered for a moment: a busy one costs no query, and one that was ended is refused everywhere soon. */
import { LRUCache } from 'lru-cache';
import { hashOfToken } from './random-token.ts';
import type { Viewer } from './viewer.ts';

/** What was ended is refused everywhere within this time. */
const rememberedMs = 1_000;

/** @param find looks in the database for whose secret has this hash. */
export function rememberedViewer(
  find: (hash: Buffer) => Promise<Viewer | undefined>,
): (secret: string) => Promise<Viewer | undefined> {
  const found = new LRUCache<string, { viewer: Viewer | undefined }>({
    max: 10_000,
    ttl: rememberedMs,
    // A flood of secrets may push others out of the memory, but not out of being looked up.
    ignoreFetchAbort: true,
    fetchMethod: async (hash) => ({ viewer: await find(Buffer.from(hash, 'base64')) }),
  });
  return async (secret) => (await found.fetch(hashOfToken(secret).toString('base64')))?.viewer;
}
