/**
 * Whose turn it is with an import. Each attempt stores under a key of its own, and the row names the key of the
 * latest: a worker that was taken for dead and wakes up can neither commit nor end what another has taken over.
 */
import { type DataSource, In, IsNull, Not } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { anotherKey } from '../profiles/storage-path.ts';
import { failUpload } from './fail-upload.ts';
import { findUpload } from './find-upload.ts';
import { countEnded } from './upload-metrics.ts';
import { UploadEntity } from './upload.entity.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
}

/** Takes the upload over, and removes what an attempt before left. Undefined when it has come to an end. */
export async function beginAttempt(
  { database, store }: Dependencies,
  uploadId: string,
): Promise<UploadEntity | undefined> {
  const begun = await database.transaction(async (manager) => {
    const upload = await manager.findOne(UploadEntity, {
      where: { id: uploadId, sourceUrl: Not(IsNull()), status: In(['PENDING', 'RECEIVING']) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!upload) return undefined;
    const earlier = upload.storageKey;
    const begin = {
      status: 'RECEIVING',
      storageKey: anotherKey(earlier),
      receivedBytes: 0,
      updatedAt: new Date(),
    } as const;
    await manager.update(UploadEntity, uploadId, begin);
    return { upload: Object.assign(upload, begin), earlier };
  });
  if (!begun) return undefined;
  await store.delete([begun.earlier]);
  return begun.upload;
}

/** Writes down what the headers of the source told. */
export async function describeAttempt(
  database: DataSource,
  upload: UploadEntity,
  told: { filename: string; byteSize: number | null },
): Promise<void> {
  await sql(
    database,
    `UPDATE uploads SET filename = $3, byte_size = $4, updated_at = now() WHERE id = $1 AND storage_key = $2`,
    [upload.id, upload.storageKey, told.filename, told.byteSize],
  );
  Object.assign(upload, told);
}

/**
 * Lets another attempt come later. The row goes first: a commit that did go through although its answer was lost
 * has made it COMPLETED, and then the bytes are those of an image.
 */
export async function pauseAttempt({ database, store }: Dependencies, upload: UploadEntity): Promise<void> {
  const paused = await sql(
    database,
    `UPDATE uploads SET status = 'PENDING', received_bytes = 0, updated_at = now()
      WHERE id = $1 AND storage_key = $2 AND status = 'RECEIVING' RETURNING 1`,
    [upload.id, upload.storageKey],
  );
  if (paused.length > 0) await store.delete([upload.storageKey]);
}

/** Ends an import of which no further attempt is made. */
export async function giveUpImport(
  dependencies: Dependencies,
  uploadId: string,
  failure: AppError,
): Promise<void> {
  const upload = await findUpload(dependencies.database, uploadId);
  if (!upload) return;
  countEnded('import', failure);
  await failUpload(dependencies, upload, failure);
}
