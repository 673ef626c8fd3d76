/** Begins a resumable upload: what can be refused is refused before a byte comes, and the quota is held. */
import { acceptAnnouncement, type Announcement } from './accept-announcement.ts';
import { claimUpload } from './claim-upload.ts';
import { beginParts, type DirectUploadDependencies } from './create-upload.ts';
import { idempotently, type IdempotentWork, type Settle } from './idempotency.ts';
import { partBytesFor } from './part-plan.ts';
import type { UploadEntity } from './upload.entity.ts';

export interface ResumableWish extends Announcement {
  /** A fresh one: it is the address of the upload. */
  readonly uploadId: string;
  /** All that was said, in the client's own words. */
  readonly tusMetadata: string;
  /** Of the request's idempotency key. */
  readonly settle?: Settle | undefined;
}

export interface RepeatableWish extends Announcement {
  /** The same key again answers the same upload, however far it is by then. */
  readonly idempotencyKey: string | undefined;
}

/** @throws AppError the refusal. */
export async function beginResumable(
  dependencies: DirectUploadDependencies,
  wish: ResumableWish,
): Promise<UploadEntity> {
  const { database, store, quotas, uploads } = dependencies;
  const { byteSize, ...accepted } = acceptAnnouncement(dependencies, wish);
  const { upload } = await claimUpload(database.manager, {
    ...accepted,
    id: wish.uploadId,
    viewer: wish.viewer,
    byteSize,
    quotas,
    namespace: accepted.attributes.namespace,
    status: 'PENDING',
    // A file is one part. A bucket's are as small as it allows, since one of each request is held in memory.
    partBytes: store.clientWrites.kind === 'local' ? byteSize : partBytesFor(byteSize, 0),
    expiresAt: new Date(Date.now() + uploads.expireSeconds * 1_000),
    tusMetadata: wish.tusMetadata,
  });
  await beginParts(dependencies, upload, wish.settle);
  return upload;
}

/**
 * For a request that may be sent again: runs the one that begins the upload once for each key, and has the others
 * answered with what it began.
 * @throws AppError what `idempotently` throws, and the refusal.
 */
export function resumableOnce<T>(
  dependencies: DirectUploadDependencies,
  { idempotencyKey, ...wish }: RepeatableWish,
  work: IdempotentWork<T>,
): Promise<T> {
  const { ownerId, profile, ...input } = acceptAnnouncement(dependencies, wish);
  return idempotently(
    dependencies,
    {
      ownerId,
      key: idempotencyKey,
      operation: 'beginResumableUpload',
      input: { ...input, profile: profile.name },
    },
    work,
  );
}
