/** What a secret opens, remembered for a moment: a busy one costs no query, and one that was ended is refused everywhere soon. */
import { LRUCache } from 'lru-cache';
import { hashOfToken } from './random-token.ts';

/** What was ended is refused everywhere within this time. */
const rememberedMs = 1_000;

/** @param find looks in the database for what has this hash, and answers also that there is nothing. */
export function rememberedSecret<Found>(
  find: (hash: Buffer) => Promise<Found>,
): (secret: string) => Promise<Found> {
  const remembered = new LRUCache<string, { found: Found }>({
    max: 10_000,
    ttl: rememberedMs,
    // A flood of secrets may push others out of the memory, but not out of being looked up.
    ignoreFetchAbort: true,
    fetchMethod: async (hash) => ({ found: await find(Buffer.from(hash, 'base64')) }),
  });
  return async (secret) => (await remembered.forceFetch(hashOfToken(secret).toString('base64'))).found;
}
