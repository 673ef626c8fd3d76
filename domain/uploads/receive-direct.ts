/** Takes the bytes of a direct upload at the server's own door. Who may send them, the signature has already said. */
import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { LocalParts } from '../../storage/client-writes.ts';
import { findUpload } from './find-upload.ts';
import { countBody, type CountedBody } from './metered-body.ts';
import { byteSizeOfPart, offsetOfPart } from './part-plan.ts';
import { reportReceived } from './report-received.ts';
import { announced } from './upload-targets.ts';
import { recordPart } from './upload-parts.ts';
import type { UploadEntity } from './upload.entity.ts';

interface Arriving {
  readonly uploadId: string;
  readonly body: Readable;
  readonly byteSize: number;
}

/** @throws AppError BLOB_EXISTS for a second one, UPLOAD_SEALED, SIZE_MISMATCH. */
export async function receiveWhole(
  { database, store }: { database: DataSource; store: BlobStore },
  { uploadId, body, byteSize }: Arriving,
): Promise<void> {
  const upload = announced(await open(database, uploadId));
  const counted = countBody(body);
  /** Who sends it once more after it has arrived takes nothing of it back. */
  const tell = (received: number) =>
    sql(
      database,
      `UPDATE uploads SET status = 'RECEIVING', received_bytes = $2, updated_at = now()
        WHERE id = $1 AND status IN ('PENDING', 'RECEIVING') AND received_bytes <> $2 AND received_bytes < $3`,
      [uploadId, received, byteSize],
    );
  await reporting(counted, tell, () =>
    store.put(upload.storageKey, counted.stream, { contentType: upload.contentType, byteSize }),
  );
  await tell(byteSize);
}

/** Answers the ETag of the part. @throws AppError UPLOAD_SEALED, SIZE_MISMATCH. */
export async function receivePart(
  { database, writes }: { database: DataSource; writes: LocalParts },
  { uploadId, partNumber, body, byteSize }: Arriving & { readonly partNumber: number },
): Promise<string> {
  const plan = announced(await open(database, uploadId));
  if (byteSizeOfPart(plan, partNumber) !== byteSize)
    throw new AppError('SIZE_MISMATCH', { declared: byteSize });
  const counted = countBody(body);
  const part = { offset: offsetOfPart(plan, partNumber), byteSize, body: counted.stream };
  return recordPart(database, { uploadId, partNumber, byteSize }, (tell) =>
    reporting(counted, tell, () => writes.writePart(uploadId, part)),
  );
}

/** Tells how far it gets, or that nothing of it counts. */
async function reporting<T>(
  body: CountedBody,
  tell: (received: number) => Promise<unknown>,
  write: () => Promise<T>,
): Promise<T> {
  const stop = reportReceived(body, tell);
  try {
    const written = await write();
    await stop();
    return written;
  } catch (error) {
    await stop();
    // The error that is on its way out says more than one of the database.
    await tell(0).catch(() => undefined);
    throw error;
  }
}

/** The upload, while it takes bytes. */
async function open(database: DataSource, uploadId: string): Promise<UploadEntity> {
  const upload = await findUpload(database, uploadId);
  if (!upload) throw new AppError('NOT_FOUND', { what: 'The upload' });
  if (upload.status !== 'PENDING' && upload.status !== 'RECEIVING') throw new AppError('UPLOAD_SEALED');
  return upload;
}
