/** Ends an upload that came to nothing: the row keeps the reason, the bytes go. Repeatable at every step. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
}

/**
 * The row is failed before the bytes are deleted: a commit that did go through although its answer was lost has
 * made the row COMPLETED, and then its bytes belong to an image and stay. Of a row that the sweeper has expired
 * meanwhile the bytes go as well: it swept before they were whole, and does not come back. So do those of an attempt
 * whose row names another key by now; that row is not ours to fail.
 */
export async function failUpload(
  { database, store }: Dependencies,
  upload: { id: string; storageKey: string },
  failure: AppError,
): Promise<void> {
  await sql(
    database,
    `UPDATE uploads SET status = 'FAILED', failure_code = $2, failure_message = $3, updated_at = now()
      WHERE id = $1 AND storage_key = $4 AND status IN ('PENDING', 'RECEIVING', 'VERIFYING')`,
    [upload.id, failure.code, failure.message, upload.storageKey],
  );
  const committed = await sql(
    database,
    `SELECT 1 FROM uploads WHERE storage_key = $1 AND status = 'COMPLETED'`,
    [upload.storageKey],
  );
  if (committed.length === 0) await removeBytes({ database, store }, [upload]);
}

export async function removeBytes(
  { database, store }: Dependencies,
  uploads: readonly { storageKey: string }[],
): Promise<void> {
  const keys = uploads.map(({ storageKey }) => storageKey);
  await store.delete(keys);
  await sql(database, 'UPDATE uploads SET swept_at = now() WHERE storage_key = ANY($1::text[])', [keys]);
}
