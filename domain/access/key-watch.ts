/** Tells of API keys that are revoked while something goes on that was begun with them, whichever process revoked them. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Logger } from '../../platform/logging.ts';

export interface KeyWatch {
  /** Calls once when the key is no more; answers how to stop watching. */
  watch(keyId: string, onEnd: () => void): () => void;
  close(): void;
}

/** Half of the second within which a revoked key is out of use: a look takes time as well. */
const usualMs = 500;

/**
 * Looks at the table, by one statement for all keys and none where there are no keys: a notification could be missed. While
 * the database is away nothing is ended, and nothing new is told either.
 */
export function watchKeys({
  database,
  logger,
  everyMs = usualMs,
}: {
  readonly database: DataSource;
  readonly logger: Logger;
  readonly everyMs?: number;
}): KeyWatch {
  const watched = new Map<string, Set<() => void>>();

  const look = async (): Promise<void> => {
    const ids = [...watched.keys()];
    if (ids.length === 0) return;
    const live = await sql<{ id: string }>(
      database,
      'SELECT id FROM api_keys WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL',
      [ids],
    );
    const isLive = new Set(live.map(({ id }) => id));
    for (const id of ids) if (!isLive.has(id)) for (const end of watched.get(id) ?? []) end();
  };

  let isAway = false;
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look()
      .then(
        () => (isAway = false),
        (error: unknown) => {
          if (!isAway) logger.warn({ err: error }, 'it cannot be seen whether keys are revoked');
          isAway = true;
        },
      )
      .then(() => (looking = undefined));
  }, everyMs);
  timer.unref();

  return {
    watch(keyId, onEnd) {
      const stop = (): void => {
        const ends = watched.get(keyId);
        ends?.delete(end);
        if (ends?.size === 0) watched.delete(keyId);
      };
      const end = (): void => {
        stop();
        onEnd();
      };
      watched.set(keyId, (watched.get(keyId) ?? new Set()).add(end));
      return stop;
    },
    close: () => clearInterval(timer),
  };
}
