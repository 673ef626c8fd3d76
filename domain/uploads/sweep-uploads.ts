/** Finishes what a crash left behind: uploads that stopped moving expire, give their quota back, and their bytes are removed. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { endUploads, lockedColumns, type LockedUpload, releaseHolds } from './end-uploads.ts';
import { type Removable, removeUploaded } from './remove-uploaded.ts';
import { forgetDeadLocks } from './upload-locks.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
}

export interface SweepOptions {
  /** How long an upload that passes the server may stand still. */
  readonly graceSeconds: number;
  /** How long a direct upload may take: so long its parts in the store are not leftovers. */
  readonly expireSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

const batchSize = 200;

/** An import does not move while it waits for a worker, and may wait for as long as the queue keeps its job. */
const queuedSeconds = 14 * 86_400;

/** A store's unfinished files may belong to a process that still writes them: an hour says that it does not. */
const shortestGraceSeconds = 3_600;

/**
 * Expires uploads without movement for the grace period, and direct ones when their time is over; then removes the
 * bytes of every upload that came to nothing, and what the store had not finished writing. The order matters: once a
 * row is EXPIRED it cannot be committed any more, so its bytes are nobody's.
 */
export async function sweepUploads(
  { database, store }: Dependencies,
  { graceSeconds, expireSeconds, signal }: SweepOptions,
): Promise<{ expired: number; removed: number }> {
  const expired = await expireUploads(database, graceSeconds);
  let removed = 0;
  for (;;) {
    if (signal?.aborted) break;
    const uploads = await sql<Removable>(
      database,
      `SELECT id, storage_key AS "storageKey", part_bytes::float8 AS "partBytes", multipart_id AS "multipartId",
              rest_keys AS "restKeys"
         FROM uploads
        WHERE status IN ('FAILED', 'EXPIRED', 'ABORTED') AND swept_at IS NULL
          AND (expires_at IS NULL OR expires_at <= now()) LIMIT ${batchSize}`,
    );
    if (uploads.length === 0) break;
    await removeUploaded({ database, store }, uploads);
    removed += uploads.length;
  }
  await forgetDeadLocks(database);
  const grace = Math.max(graceSeconds, shortestGraceSeconds);
  await store.removeLeftovers(secondsAgo(grace), secondsAgo(Math.max(grace, expireSeconds)));
  return { expired, removed };
}

/** What somebody else is just ending is left to them, and to the next sweep. */
function expireUploads(database: DataSource, graceSeconds: number): Promise<number> {
  return database.transaction(async (manager) => {
    const still = await sql<LockedUpload>(
      manager,
      `SELECT ${lockedColumns} FROM uploads
        WHERE status IN ('PENDING', 'RECEIVING', 'VERIFYING') AND swept_at IS NULL
          AND coalesce(expires_at, updated_at + interval '1 second' *
                CASE WHEN status = 'PENDING' AND source_url IS NOT NULL THEN greatest($1::float8, $2::float8) ELSE $1::float8 END) <= now()
        ORDER BY id FOR UPDATE SKIP LOCKED`,
      [graceSeconds, queuedSeconds],
    );
    await endUploads(manager, still, { status: 'EXPIRED' });
    // An upload that was ended by hand, or by an older version, has kept its hold.
    const ended = await sql<LockedUpload>(
      manager,
      `SELECT ${lockedColumns} FROM uploads
        WHERE held_on IS NOT NULL AND status IN ('FAILED', 'ABORTED', 'EXPIRED')
        ORDER BY id FOR UPDATE SKIP LOCKED`,
    );
    await releaseHolds(manager, ended);
    return still.length;
  });
}

const secondsAgo = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);
