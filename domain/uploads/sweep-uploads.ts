/** Finishes what a crash left behind: uploads that stopped moving expire, and their bytes are removed. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { removeBytes } from './fail-upload.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
}

const batchSize = 200;

/** An import does not move while it waits for a worker, and may wait for as long as the queue keeps its job. */
const queuedSeconds = 14 * 86_400;

/** A store's unfinished files may belong to a process that still writes them: an hour says that it does not. */
const shortestGraceSeconds = 3_600;

/**
 * Expires uploads without movement for the grace period, then removes the bytes of every upload that came to
 * nothing, and what the store had not finished writing. The order matters: once a row is EXPIRED it cannot be committed any more, so its bytes are nobody's.
 */
export async function sweepUploads(
  { database, store }: Dependencies,
  { graceSeconds, signal }: { graceSeconds: number; signal?: AbortSignal | undefined },
): Promise<{ expired: number; removed: number }> {
  const expired = await sql(
    database,
    `UPDATE uploads SET status = 'EXPIRED', updated_at = now()
      WHERE status IN ('PENDING', 'RECEIVING', 'VERIFYING') AND swept_at IS NULL
        AND updated_at <= now() - CASE WHEN status = 'PENDING' AND source_url IS NOT NULL
                                       THEN greatest($1::float8, $2::float8) ELSE $1::float8 END * interval '1 second'
      RETURNING 1`,
    [graceSeconds, queuedSeconds],
  );
  let removed = 0;
  for (;;) {
    if (signal?.aborted) break;
    const uploads = await sql<{ id: string; storageKey: string }>(
      database,
      `SELECT id, storage_key AS "storageKey" FROM uploads
        WHERE status IN ('FAILED', 'EXPIRED', 'ABORTED') AND swept_at IS NULL LIMIT ${batchSize}`,
    );
    if (uploads.length === 0) break;
    await removeBytes({ database, store }, uploads);
    removed += uploads.length;
  }
  await store.removeLeftovers(new Date(Date.now() - Math.max(graceSeconds, shortestGraceSeconds) * 1_000));
  return { expired: expired.length, removed };
}
