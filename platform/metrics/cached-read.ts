/**
 * What is read from the database for a scrape: rarely, however many ask, and never for long. A read that fails leaves its series
 * out, which is told by a series of its own: numbers of a while ago would look like those of now.
 */
import { within } from '../within.ts';
import { reading } from './registry.ts';

const keptMs = 3_000;
const timeoutMs = 2_000;

const failed = reading(
  'metrics_read_failed',
  'Whether the last look at what the database knows of this failed (1) or not (0); while it fails, the series of it are missing.',
  ['part'],
);

export interface CachedRead<T> {
  /** Undefined where it cannot be read now. */
  read(): Promise<T | undefined>;
  /** Nobody asks any more. */
  close(): void;
}

export function cachedRead<T>(part: string, look: () => Promise<T>): CachedRead<T> {
  let readAt = -Infinity;
  let latest: Promise<T | undefined> = Promise.resolve(undefined);
  let isFailing = false;
  const read = (): Promise<T | undefined> => {
    if (performance.now() - readAt < keptMs) return latest;
    readAt = performance.now();
    latest = within(timeoutMs, look()).then(
      (found) => {
        isFailing = false;
        return found;
      },
      () => {
        isFailing = true;
        return undefined;
      },
    );
    return latest;
  };
  const close = failed.from(async (set) => {
    await read();
    set({ part }, isFailing ? 1 : 0);
  });
  return { read, close };
}
