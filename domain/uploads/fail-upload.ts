/** Ends an upload that came to nothing: the row keeps the reason, the quota gets its hold back, the bytes go. Repeatable at every step. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { endOpenUploads } from './end-uploads.ts';
import { type Removable, removeUploaded } from './remove-uploaded.ts';

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
  upload: Removable,
  failure: AppError,
): Promise<void> {
  await database.transaction((manager) =>
    endOpenUploads(
      manager,
      { where: 'id = $1 AND storage_key = $2', parameters: [upload.id, upload.storageKey] },
      { status: 'FAILED', failure },
    ),
  );
  const committed = await sql(
    database,
    `SELECT 1 FROM uploads WHERE storage_key = $1 AND status = 'COMPLETED'`,
    [upload.storageKey],
  );
  if (committed.length === 0) await removeUploaded({ database, store }, [upload]);
}
