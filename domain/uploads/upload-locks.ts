/**
 * One request at a time writes to a resumable upload, in whichever process: a lease in a table, which the holder renews
 * and a crash lets run out. Who waits for a lock says so in its row, and the holder is told to end early: a client whose
 * old connection hangs need not wait until it dies.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';

export interface UploadLocks {
  /** Resolves with the way to give it back. @throws AppError UPLOAD_LOCKED when that takes too long. */
  acquire(uploadId: string, wish: LockWish): Promise<() => Promise<void>>;
  close(): void;
}

export interface LockWish {
  /** Called once somebody waits for the lock, or when it was lost. */
  readonly onWanted: () => void;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** A process that does not renew for this long is taken for dead. */
const leaseSeconds = 8;
/** One statement for all locks of a process, and the time until a holder hears that it is waited for. */
const renewEveryMs = 500;
/** Longer than a lease: who comes after a crash gets in. */
const patienceMs = 15_000;
const [shortestPauseMs, longestPauseMs] = [25, 250];

export function createUploadLocks({
  database,
  logger,
}: {
  database: DataSource;
  logger: Logger;
}): UploadLocks {
  /** By holder: whom to tell. */
  const held = new Map<string, { readonly uploadId: string; readonly tell: () => void }>();
  let timer: NodeJS.Timeout | undefined;

  const renew = async (): Promise<void> => {
    const asked = [...held.keys()];
    const renewed = await sql<{ holder: string; wanted: boolean }>(
      database,
      `UPDATE upload_locks SET held_until = now() + $2 * interval '1 second'
        WHERE holder = ANY($1::uuid[]) RETURNING holder, wanted`,
      [asked, leaseSeconds],
    );
    const ours = new Map(renewed.map(({ holder, wanted }) => [holder, wanted]));
    for (const holder of asked) if (ours.get(holder) ?? true) held.get(holder)?.tell();
  };

  /** The pause begins when the renewal has ended, so that a slow database is not asked faster than it answers. */
  const schedule = (): void => {
    if (timer || held.size === 0) return;
    timer = setTimeout(() => {
      renew()
        .catch((error: unknown) => logger.warn({ err: error }, 'locks of uploads could not be renewed'))
        .finally(() => {
          timer = undefined;
          schedule();
        });
    }, renewEveryMs);
  };

  /** Of this process it is told at once. */
  const want = async (uploadId: string): Promise<void> => {
    for (const holder of held.values()) if (holder.uploadId === uploadId) holder.tell();
    await sql(database, 'UPDATE upload_locks SET wanted = true WHERE upload_id = $1 AND NOT wanted', [
      uploadId,
    ]);
  };

  return {
    async acquire(uploadId, { onWanted, signal }) {
      const holder = newUuid();
      const deadline = performance.now() + patienceMs;
      for (let pause = shortestPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
        if (await take(database, uploadId, holder)) break;
        if (signal.aborted || performance.now() >= deadline) throw new AppError('UPLOAD_LOCKED');
        await want(uploadId);
        await sleep(pause);
      }
      held.set(holder, { uploadId, tell: onWanted });
      schedule();
      return async () => {
        held.delete(holder);
        await sql(database, 'DELETE FROM upload_locks WHERE upload_id = $1 AND holder = $2', [
          uploadId,
          holder,
        ]);
      };
    },
    close: () => clearTimeout(timer),
  };
}

/** Takes a lock that is free, or whose holder died. */
async function take(database: DataSource, uploadId: string, holder: string): Promise<boolean> {
  const taken = await sql(
    database,
    `INSERT INTO upload_locks AS held (upload_id, holder, held_until)
     VALUES ($1, $2, now() + $3 * interval '1 second')
     ON CONFLICT (upload_id) DO UPDATE
       SET holder = excluded.holder, held_until = excluded.held_until, wanted = false
     WHERE held.held_until <= now() RETURNING 1`,
    [uploadId, holder, leaseSeconds],
  );
  return taken.length > 0;
}

/** Forgets the locks of processes that died, of uploads to which nobody came back. */
export async function forgetDeadLocks(database: DataSource): Promise<void> {
  await sql(database, 'DELETE FROM upload_locks WHERE held_until <= now()');
}
