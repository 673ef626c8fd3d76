/**
 * Looks at rows while somebody waits for them: one statement for all watchers of a process, however many there are, and
 * none when there are none. Whoever changes a row, in whichever process, only writes it.
 */
import type { Logger } from '../platform/logging.ts';

export interface RowWatch<Row> {
  /** Calls back with what was found of the row, again and again; returns the way to stop. */
  watch(id: string, watcher: (row: Row) => void): () => void;
  close(): Promise<void>;
}

export interface RowWatchOptions<Row> {
  readonly everyMs: number;
  /** Those of the rows that are there, and worth telling of. */
  readonly find: (ids: readonly string[]) => Promise<Row[]>;
  /** What is looked at, for the log. */
  readonly what: string;
  readonly logger: Logger;
}

export function createRowWatch<Row extends { readonly id: string }>({
  everyMs,
  find,
  what,
  logger,
}: RowWatchOptions<Row>): RowWatch<Row> {
  const watchers = new Map<string, Set<(row: Row) => void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const state = { closed: false };

  const look = async (): Promise<void> => {
    const rows = await find([...watchers.keys()]);
    for (const row of rows) for (const watcher of watchers.get(row.id) ?? []) watcher(row);
  };

  /** The pause begins when the look has ended, so that a slow database is not asked faster than it answers. */
  const schedule = (): void => {
    if (state.closed || timer || looking || watchers.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      looking = look()
        .catch((error: unknown) => logger.warn({ err: error }, `${what} could not be looked at`))
        .finally(() => {
          looking = undefined;
          schedule();
        });
    }, everyMs);
  };

  return {
    watch(id, watcher) {
      const all = watchers.get(id) ?? new Set();
      watchers.set(id, all.add(watcher));
      schedule();
      return () => {
        all.delete(watcher);
        if (all.size === 0 && watchers.get(id) === all) watchers.delete(id);
      };
    },
    async close() {
      state.closed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
