/**
 * Ends a direct or resumable upload: what lies in the store is measured, hashed and verified exactly as what passes the server, and
 * only then it becomes an image. Repeatable, also while another call for the same upload is at work: whichever commits
 * first has made the image, and the others answer it.
 */
import { createReadStream } from 'node:fs';
import { contentTypes, properType, type SourceFormat, type SourceInfo } from '../../media/types.ts';
import { sniffLength } from '../../media/sniff.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { findImage } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profile } from '../profiles/profile.ts';
import { commitUpload } from './commit-upload.ts';
import type { DirectUploadDependencies } from './create-upload.ts';
import { digestOf } from './digest-file.ts';
import { failUpload } from './fail-upload.ts';
import { ownUpload, refuseOver, type UploadOfViewer } from './own-upload.ts';
import { announced, type PartReceipt } from './upload-targets.ts';
import { announcedAttributes, completedUpload, type UploadEntity } from './upload.entity.ts';
import { countCompleted, countEnded, type WayIn } from './upload-metrics.ts';
import { acceptedFormat, checkedDigest, inspectAs } from './verify-upload.ts';

export interface Completion extends UploadOfViewer {
  /** What the answers to the parts said. Default: what the store has. */
  readonly parts?: readonly PartReceipt[] | null | undefined;
  readonly sha256?: string | null | undefined;
  readonly requestId: string;
  readonly logger: Logger;
}

export interface Completed {
  readonly image: ImageEntity;
  readonly upload: UploadEntity;
}

/** @throws AppError the refusal; UPLOAD_INCOMPLETE while bytes are missing, which ends nothing. */
export async function completeUpload(
  dependencies: DirectUploadDependencies,
  completion: Completion,
): Promise<Completed> {
  const { database } = dependencies;
  const upload = await ownUpload(database, completion);
  const finished = await imageOf(dependencies, upload);
  if (finished) return { image: finished, upload };
  refuseOver(upload);
  const expected = checkedDigest(completion.sha256) ?? upload.sha256 ?? undefined;
  try {
    await gather(dependencies, upload, completion);
    const image = await verifyAndCommit(dependencies, { upload, expected, completion });
    countCompleted(wayOf(upload), image.byteSize);
    return { image, upload: completedUpload(upload, image) };
  } catch (error) {
    const image = await imageOf(dependencies, await ownUpload(database, completion));
    if (image) return { image, upload: await ownUpload(database, completion) };
    if (isTerminal(error)) {
      countEnded(wayOf(upload), error);
      await failUpload(dependencies, upload, error);
    }
    throw error;
  }
}

const wayOf = ({ tusMetadata }: UploadEntity): WayIn => (tusMetadata === null ? 'direct' : 'tus');

async function imageOf(
  { database }: DirectUploadDependencies,
  { imageId, status }: UploadEntity,
): Promise<ImageEntity | undefined> {
  if (status !== 'COMPLETED' || imageId === null) return undefined;
  const image = await findImage(database, imageId);
  if (!image) throw new AppError('NOT_FOUND', { what: 'The image' });
  return image;
}

/** Parts become one blob. The upload takes no more of them from here on. */
async function gather(
  { database, store, targets }: DirectUploadDependencies,
  upload: UploadEntity,
  { parts }: Completion,
): Promise<void> {
  const there = (await store.head(upload.storageKey)) !== undefined;
  if (!there && upload.partBytes === null) throw new AppError('UPLOAD_INCOMPLETE');
  // Before the parts are joined, so that none is taken any more; undone when one turns out to be missing.
  await move(database, upload, 'VERIFYING');
  if (there) return;
  try {
    await targets.complete(upload, parts ?? undefined);
  } catch (error) {
    // Another call for the same upload was faster, and has taken the parts away.
    if (await store.head(upload.storageKey)) return;
    if (isAppError(error) && error.code === 'UPLOAD_INCOMPLETE') await move(database, upload, 'RECEIVING');
    throw error;
  }
}

const move = (
  database: DirectUploadDependencies['database'],
  { id }: UploadEntity,
  status: 'RECEIVING' | 'VERIFYING',
): Promise<unknown> =>
  sql(
    database,
    `UPDATE uploads SET status = $2, updated_at = now()
      WHERE id = $1 AND status IN ('PENDING', 'RECEIVING', 'VERIFYING')`,
    [id, status],
  );

interface Gathered {
  readonly upload: UploadEntity;
  readonly expected: string | undefined;
  readonly completion: Completion;
}

async function verifyAndCommit(
  dependencies: DirectUploadDependencies,
  { upload, expected, completion }: Gathered,
): Promise<ImageEntity> {
  const { byteSize } = announced(upload);
  const profile = profileOf(dependencies.profiles, { profile: upload.profile });
  const stored = await dependencies.store.head(upload.storageKey);
  if (stored?.byteSize !== byteSize) throw new AppError('SIZE_MISMATCH', { declared: byteSize });
  const { source, sha256 } = await verify(dependencies, upload, profile);
  if (expected && expected !== sha256) throw new AppError('CHECKSUM_MISMATCH', { actual: sha256, expected });
  const image = await commitUpload(dependencies, {
    upload,
    profile,
    source,
    byteSize,
    sha256,
    ...announcedAttributes(upload),
    requestId: completion.requestId,
  });
  const about = { imageId: image.id, uploadId: upload.id, byteSize };
  completion.logger.info(about, 'an image was uploaded');
  return image;
}

/** One local copy serves the first bytes, the decoder and the hash. */
function verify(
  { store, pool }: DirectUploadDependencies,
  upload: UploadEntity,
  profile: Profile,
): Promise<{ source: SourceInfo; sha256: string }> {
  return store.withLocalFile(upload.storageKey, async (path) => {
    const format = await acceptedFormat(await beginningOf(path), profile);
    // What a browser says over tus it guesses from the name: that is no announcement to be held to.
    if (upload.tusMetadata === null) refuseOtherType(format, announced(upload).contentType);
    // Cheap refusals come before the whole file is read.
    const source = await inspectAs(pool, path, { format, profile });
    return { source, sha256: await digestOf(path) };
  });
}

function refuseOtherType(format: SourceFormat, contentType: string): void {
  const found = contentTypes[format];
  if (found === properType(contentType)) return;
  throw new AppError('MIME_MISMATCH', { sniffed: contentType, decoded: found });
}

async function beginningOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: sniffLength - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The bytes are at fault, or their owner's quota: no later call can make an image of them. */
function isTerminal(error: unknown): error is AppError {
  const lasting = new Set(['UPLOAD_INCOMPLETE', 'QUOTA_EXCEEDED', 'UPLOAD_EXPIRED', 'INVALID_INPUT']);
  return (
    isAppError(error) && error.kind !== 'unavailable' && error.kind !== 'internal' && !lasting.has(error.code)
  );
}
