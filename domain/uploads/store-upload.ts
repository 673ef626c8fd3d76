/** The way of the bytes of a claimed upload, whoever sends them: stored in one pass, verified by the decoder, committed. */
import type { DataSource } from 'typeorm';
import type { RenderPool, SourceFormat, SourceInfo } from '../../media/types.ts';
import { contentTypes } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { ImageEntity, Visibility } from '../images/image.entity.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Quotas, Room } from '../usage/quota.ts';
import { commitUpload } from './commit-upload.ts';
import { failUpload } from './fail-upload.ts';
import type { Settle } from './idempotency.ts';
import type { ImageAttributes } from './image-attributes.ts';
import type { MeteredBody } from './metered-body.ts';
import { reportReceived } from './report-received.ts';
import type { UploadEntity } from './upload.entity.ts';
import { inspectAs } from './verify-upload.ts';

export interface StoreDependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly pool: RenderPool;
  readonly queue: Pick<Queue, 'send'>;
  readonly quotas: Quotas;
}

export interface ClaimedUpload {
  readonly upload: UploadEntity;
  readonly body: MeteredBody;
  /** What it can grow to within the quota of its owner; undefined: unlimited. */
  readonly room: Room | undefined;
  readonly profile: Profile;
  /** What the first bytes said it is. */
  readonly format: SourceFormat;
  /** The SHA-256 that it must have, in lower case. */
  readonly expected?: string | undefined;
  readonly visibility: Visibility;
  readonly attributes: ImageAttributes;
  readonly outputs?: readonly string[] | undefined;
  readonly requestId: string;
  readonly logger: Logger;
  /** Of the request's idempotency key. */
  readonly settle?: Settle | undefined;
}

/** @throws AppError with the code of the refusal; the row and the bytes are then the caller's to clean up. */
export async function storeUpload(
  dependencies: StoreDependencies,
  claimed: ClaimedUpload,
): Promise<ImageEntity> {
  const source = await storeAndVerify(dependencies, claimed);
  const image = await commitUpload(dependencies, { ...claimed, source, ...claimed.body.measured() });
  claimed.logger.info(
    { imageId: image.id, uploadId: claimed.upload.id, byteSize: image.byteSize },
    'an image was uploaded',
  );
  return image;
}

async function storeAndVerify(
  { database, store, pool }: StoreDependencies,
  { upload, body, room, profile, format, expected }: ClaimedUpload,
): Promise<SourceInfo> {
  if (room) body.restrict(room.bytes, new AppError('QUOTA_EXCEEDED', { limit: room.limit, what: 'bytes' }));
  const stopReporting = reportReceived(body, (received) =>
    sql(
      database,
      `UPDATE uploads SET received_bytes = $2, updated_at = now() WHERE id = $1 AND storage_key = $3 AND status = 'RECEIVING'`,
      [upload.id, received, upload.storageKey],
    ),
  );
  try {
    await store.put(upload.storageKey, body.stream, { contentType: contentTypes[format] });
  } finally {
    await stopReporting();
  }
  const { sha256: actual } = body.measured();
  if (expected && expected !== actual) throw new AppError('CHECKSUM_MISMATCH', { actual, expected });
  return store.withLocalFile(upload.storageKey, (path) => inspectAs(pool, path, { profile, format }));
}

interface Undone {
  readonly upload: UploadEntity;
  readonly error: unknown;
  readonly requestId: string;
  readonly logger: Logger;
}

/** Ends the upload as FAILED with nothing left of it. Rejects never: what cannot be done now the sweeper does. */
export async function undoUpload(
  dependencies: Pick<StoreDependencies, 'database' | 'store'>,
  { upload, error, requestId, logger }: Undone,
): Promise<void> {
  const failure = isAppError(error) ? error : new AppError('INTERNAL', { requestId });
  try {
    await failUpload(dependencies, upload, failure);
  } catch (cause) {
    logger.error({ err: cause, uploadId: upload.id }, 'a failed upload could not be cleaned up yet');
  }
}
