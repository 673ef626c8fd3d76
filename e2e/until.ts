/** Waiting on conditions: never for a time that happened to be long enough. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Named when the deadline passes. */
  readonly what: string;
  readonly seconds?: number;
  readonly everyMs?: number;
}

/** The first answer that is neither undefined nor false. Rejects with what was waited for. */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  { what, seconds = 30, everyMs = 25 }: Patience,
): Promise<T> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} seconds in vain for ${what}`);
    await sleep(everyMs);
  }
}
