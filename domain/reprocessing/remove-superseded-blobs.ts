/** The job's use case: removes what variants were before. Repeatable. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';

/**
 * Under the lock on the image, which whoever has a new variant made takes first. What another variant came out as is kept.
 * @throws AppError VARIANT_NOT_READY while one is in work, which may come out so too.
 */
export async function removeSupersededBlobs(
  { database, store }: { readonly database: DataSource; readonly store: Pick<BlobStore, 'delete'> },
  { imageId, keys }: { readonly imageId: string; readonly keys: readonly string[] },
): Promise<void> {
  await database.transaction(async (manager) => {
    await sql(manager, 'SELECT 1 FROM images WHERE id = $1 FOR UPDATE', [imageId]);
    const wanted = await sql<{ key: string | null }>(
      manager,
      `SELECT storage_key AS key FROM variants
        WHERE image_id = $1 AND (storage_key = ANY($2::text[])
                OR (status IN ('PENDING', 'PROCESSING') AND (NOT lazy OR requested_at IS NOT NULL)))`,
      [imageId, keys],
    );
    if (wanted.some(({ key }) => key === null)) throw new AppError('VARIANT_NOT_READY');
    const named = new Set(wanted.map(({ key }) => key));
    await store.delete(keys.filter((key) => !named.has(key)));
  });
}
