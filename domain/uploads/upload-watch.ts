/**
 * Looks at the rows of uploads while somebody waits for them: one statement for all watchers of a process, however
 * many there are, and none when there are none. Whoever moves an upload, in whichever process, only writes its row.
 */
import type { DataSource } from 'typeorm';
import type { Logger } from '../../platform/logging.ts';
import { findUploads } from './find-upload.ts';
import type { UploadEntity } from './upload.entity.ts';

export type UploadWatcher = (upload: UploadEntity) => void;

export interface UploadWatch {
  /** Calls back with the present row again and again; returns the way to stop. */
  watch(uploadId: string, watcher: UploadWatcher): () => void;
  close(): Promise<void>;
}

/** Soon enough for a progress bar. */
const everyMs = 250;

export function createUploadWatch({
  database,
  logger,
}: {
  database: DataSource;
  logger: Logger;
}): UploadWatch {
  const watchers = new Map<string, Set<UploadWatcher>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const state = { closed: false };

  const look = async (): Promise<void> => {
    const uploads = await findUploads(database, [...watchers.keys()]);
    for (const upload of uploads) for (const watcher of watchers.get(upload.id) ?? []) watcher(upload);
  };

  /** The pause begins when the look has ended, so that a slow database is not asked faster than it answers. */
  const schedule = (): void => {
    if (state.closed || timer || looking || watchers.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      looking = look()
        .catch((error: unknown) => logger.warn({ err: error }, 'uploads could not be looked at'))
        .finally(() => {
          looking = undefined;
          schedule();
        });
    }, everyMs);
  };

  return {
    watch(uploadId, watcher) {
      const all = watchers.get(uploadId) ?? new Set();
      watchers.set(uploadId, all.add(watcher));
      schedule();
      return () => {
        all.delete(watcher);
        if (all.size === 0 && watchers.get(uploadId) === all) watchers.delete(uploadId);
      };
    },
    async close() {
      state.closed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
