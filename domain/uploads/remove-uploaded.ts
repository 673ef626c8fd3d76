/** Removes what has arrived of uploads that came to nothing: parts, and the blob where there is one. Repeatable. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { UploadEntity } from './upload.entity.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
}

export type Removable = Pick<UploadEntity, 'id' | 'storageKey' | 'partBytes' | 'multipartId' | 'restKeys'>;

/**
 * A signed request of a direct upload may still be sent until it expires, so such an upload counts as swept only
 * after that, and until then the sweeper comes again.
 */
export async function removeUploaded(
  { database, store }: Dependencies,
  uploads: readonly Removable[],
): Promise<void> {
  for (const upload of uploads) await freeParts(store, upload);
  await store.delete(uploads.flatMap(({ storageKey, restKeys }) => [storageKey, ...restKeys]));
  await sql(
    database,
    `UPDATE uploads SET swept_at = now()
      WHERE storage_key = ANY($1::text[]) AND (expires_at IS NULL OR expires_at <= now())`,
    [uploads.map(({ storageKey }) => storageKey)],
  );
}

async function freeParts({ clientWrites }: BlobStore, upload: Removable): Promise<void> {
  if (upload.partBytes === null) return;
  if (clientWrites.kind === 'local') await clientWrites.abort(upload.id);
  else if (upload.multipartId !== null) await clientWrites.abort(upload.storageKey, upload.multipartId);
}
