/** Begins a resumable upload: what can be refused is refused before a byte comes, and the quota is held. */
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Visibility } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import { checkOutputs } from '../renditions/outputs.ts';
import { claimUpload } from './claim-upload.ts';
import { beginParts, checkAnnouncement, type DirectUploadDependencies } from './create-upload.ts';
import { safeFilename } from './filename.ts';
import { idempotently, type IdempotentWork, type Settle } from './idempotency.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { partBytesFor } from './part-plan.ts';
import type { UploadEntity } from './upload.entity.ts';
import { checkedDigest } from './verify-upload.ts';

interface Announcement extends ImageAttributes {
  readonly viewer: Viewer;
  readonly byteSize: number;
  readonly filename: string;
  /** Where the client thinks to know it; what it is, the bytes say. */
  readonly contentType?: string | undefined;
  readonly sha256?: string | undefined;
  readonly profile?: string | undefined;
  readonly visibility?: Visibility | undefined;
  /** Specs of what is made beside the profile's variants. */
  readonly outputs?: readonly string[] | undefined;
}

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
  const { byteSize, ...accepted } = accept(dependencies, wish);
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
  const { ownerId, profile, ...input } = accept(dependencies, wish);
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

/** What was announced, checked and with its defaults. */
function accept({ profiles }: Pick<DirectUploadDependencies, 'profiles'>, wish: Announcement) {
  const ownerId = requireScope(wish.viewer, 'UPLOAD');
  const profile = profileOf(profiles, wish);
  const { title, description, tags, namespace } = checkAttributes(wish);
  const sha256 = checkedDigest(wish.sha256);
  checkAnnouncement(wish, profile);
  return {
    ownerId,
    profile,
    filename: safeFilename(wish.filename),
    byteSize: wish.byteSize,
    ...(wish.contentType !== undefined && { contentType: wish.contentType }),
    sha256,
    attributes: {
      title,
      description,
      tags,
      namespace,
      visibility: wish.visibility ?? 'PRIVATE',
      outputs: checkOutputs(wish.outputs, profile),
    } as const,
  };
}
