/**
 * Takes more bytes of a resumable upload. What its row says to have been received is durable, and it never goes back:
 * a crash at any moment costs only what has not been acknowledged. Whoever calls holds the upload's lock.
 */
import type { EntityManager } from 'typeorm';
import { sniffLength } from '../../media/sniff.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import { type Checkpoint, storeArriving } from './arriving-bytes.ts';
import type { DirectUploadDependencies } from './create-upload.ts';
import { failUpload } from './fail-upload.ts';
import { refuseOver } from './own-upload.ts';
import { type Checksum, UnfailingBody } from './unfailing-body.ts';
import { rememberParts } from './upload-parts.ts';
import { UploadEntity } from './upload.entity.ts';
import { countEnded } from './upload-metrics.ts';
import { acceptedFormat } from './verify-upload.ts';

type Dependencies = Pick<DirectUploadDependencies, 'database' | 'store' | 'profiles'>;

interface Arrival {
  readonly upload: UploadEntity;
  readonly body: AsyncIterable<Uint8Array>;
  /** Where one is given, nothing counts before all of it has come and is what it should be. */
  readonly checksum?: Checksum | undefined;
}

/**
 * Answers how much of the upload is durable now. A body that fails keeps what came before, and its error comes out.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, UPLOAD_CHECKSUM_MISMATCH, UPLOAD_OFFSET_MISMATCH, UPLOAD_SEALED, or why the upload is over.
 */
export async function appendToUpload(
  dependencies: Dependencies,
  { upload, body, checksum }: Arrival,
): Promise<number> {
  if (upload.receivedBytes === upload.byteSize) return upload.receivedBytes;
  refuseOver(upload);
  const unfailing = new UnfailingBody(body, checksum);
  if (!checksum) await refuseEarly(dependencies, upload, unfailing);
  const unchecked: Checkpoint[] = [];
  let receivedBytes = upload.receivedBytes;
  const settle = async (checkpoints: readonly Checkpoint[]): Promise<void> => {
    receivedBytes = await record(dependencies, { upload, receivedBytes, checkpoints });
  };
  for await (const checkpoint of storeArriving(dependencies, upload, unfailing.chunks())) {
    if (checksum) unchecked.push(checkpoint);
    else await settle([checkpoint]);
  }
  unfailing.verify();
  await settle(unchecked);
  if (unfailing.failure) throw unfailing.failure;
  return receivedBytes;
}

/**
 * What begins like nothing that the profile takes is over with its first bytes, and not when all of it has come. Bytes
 * with a checksum are nobody's word before it has been compared; the end looks at everything again.
 */
async function refuseEarly(
  dependencies: Dependencies,
  upload: UploadEntity,
  body: UnfailingBody,
): Promise<void> {
  if (upload.receivedBytes > 0) return;
  const head = await body.head(sniffLength);
  if (head.length < Math.min(sniffLength, upload.byteSize ?? 0)) return;
  try {
    await acceptedFormat(head, profileOf(dependencies.profiles, { profile: upload.profile }));
  } catch (error) {
    if (isAppError(error) && error.code === 'UNSUPPORTED_MEDIA_TYPE') {
      countEnded('tus', error);
      await failUpload(dependencies, upload, error);
    }
    throw error;
  }
}

interface Progress {
  readonly upload: UploadEntity;
  /** As the row says until now. */
  readonly receivedBytes: number;
  readonly checkpoints: readonly Checkpoint[];
}

async function record(
  dependencies: Dependencies,
  { upload, receivedBytes, checkpoints }: Progress,
): Promise<number> {
  const last = checkpoints.at(-1);
  if (!last || last.receivedBytes === receivedBytes) return receivedBytes;
  const restKeys = await dependencies.database.transaction(async (manager) => {
    const keys = await advance(manager, { upload, receivedBytes, last });
    const parts = checkpoints.flatMap(({ part }) => (part ? [part] : []));
    if (parts.length > 0) await rememberParts(manager, upload.id, parts);
    return keys;
  });
  await forgetRests(dependencies, { upload, last, restKeys });
  return last.receivedBytes;
}

/** Answers the keys of all rests. @throws AppError when it is not where this request began any more. */
async function advance(
  manager: EntityManager,
  { upload, receivedBytes, last }: { upload: UploadEntity; receivedBytes: number; last: Checkpoint },
): Promise<readonly string[]> {
  const [advanced] = await sql<{ restKeys: string[] }>(
    manager,
    `UPDATE uploads SET status = 'RECEIVING', received_bytes = $3, updated_at = now(),
            rest_keys = CASE WHEN $4::text IS NULL THEN rest_keys
                             ELSE array_prepend($4::text, array_remove(rest_keys, $4::text)) END
      WHERE id = $1 AND received_bytes = $2 AND status IN ('PENDING', 'RECEIVING')
      RETURNING rest_keys AS "restKeys"`,
    [upload.id, receivedBytes, last.receivedBytes, last.restKey ?? null],
  );
  if (advanced) return advanced.restKeys;
  const now = await manager.findOneBy(UploadEntity, { id: upload.id });
  if (now) refuseOver(now);
  throw new AppError(now?.status === 'RECEIVING' ? 'UPLOAD_OFFSET_MISMATCH' : 'UPLOAD_SEALED');
}

interface Rests {
  readonly upload: UploadEntity;
  readonly last: Checkpoint;
  readonly restKeys: readonly string[];
}

/** Deletes what does not count any more, and only then its keys: a crash in between is made up for by the next request. */
async function forgetRests(
  { database, store }: Dependencies,
  { upload, last, restKeys }: Rests,
): Promise<void> {
  const stale = restKeys.filter((key) => key !== last.restKey);
  if (stale.length === 0) return;
  await store.delete(stale);
  await sql(database, `UPDATE uploads SET rest_keys = $3 WHERE id = $1 AND received_bytes = $2`, [
    upload.id,
    last.receivedBytes,
    last.restKey === undefined ? [] : [last.restKey],
  ]);
}
