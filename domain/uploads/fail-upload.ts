/** Ends an upload that came to nothing: the row keeps the reason, the bytes go. Repeatable at every step. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { type Removable, removeUploaded } from './remove-uploaded.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
}

/**
 * The row is failed before the bytes are deleted: a commit that did go through although its answer was lost has
 * made the row COMPLETED, and then its bytes belong to an image and stay. Of a row that the sweeper has expired
 * meanwhile the bytes go as well: it swept before they were whole, and does not come back.
 */
export async function failUpload(
  { database, store }: Dependencies,
  upload: Removable,
  failure: AppError,
): Promise<void> {
  await sql(
    database,
    `UPDATE uploads SET status = 'FAILED', failure_code = $2, failure_message = $3, updated_at = now()
      WHERE id = $1 AND status IN ('PENDING', 'RECEIVING', 'VERIFYING')`,
    [upload.id, failure.code, failure.message],
  );
  const uncommitted = await sql(database, `SELECT 1 FROM uploads WHERE id = $1 AND status <> 'COMPLETED'`, [
    upload.id,
  ]);
  if (uncommitted.length > 0) await removeUploaded({ database, store }, [upload]);
}
