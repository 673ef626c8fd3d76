/** Begins a resumable upload: what can be refused is refused before a byte comes, and the quota is held. */
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Visibility } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import { claimUpload } from './claim-upload.ts';
import { beginParts, checkAnnouncement, type DirectUploadDependencies } from './create-upload.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { partBytesFor } from './part-plan.ts';
import type { UploadEntity } from './upload.entity.ts';
import { checkedDigest } from './verify-upload.ts';

export interface ResumableWish extends ImageAttributes {
  readonly viewer: Viewer;
  /** A fresh one: it is the address of the upload. */
  readonly uploadId: string;
  readonly byteSize: number;
  readonly filename: string;
  /** Where the client thinks to know it; what it is, the bytes say. */
  readonly contentType?: string | undefined;
  readonly sha256?: string | undefined;
  readonly profile?: string | undefined;
  readonly visibility?: Visibility | undefined;
  /** All that was said, in the client's own words. */
  readonly tusMetadata: string;
}

/** @throws AppError the refusal. */
export async function beginResumable(
  dependencies: DirectUploadDependencies,
  wish: ResumableWish,
): Promise<UploadEntity> {
  const { database, store, profiles, quotas, uploads } = dependencies;
  const ownerId = requireScope(wish.viewer, 'UPLOAD');
  const profile = profileOf(profiles, wish);
  const { title, description, tags, namespace } = checkAttributes(wish);
  const sha256 = checkedDigest(wish.sha256);
  checkAnnouncement(wish, profile);
  const { byteSize } = wish;
  const { upload } = await claimUpload(database.manager, {
    id: wish.uploadId,
    ownerId,
    viewer: wish.viewer,
    profile,
    quotas,
    namespace,
    filename: wish.filename,
    status: 'PENDING',
    byteSize,
    ...(wish.contentType !== undefined && { contentType: wish.contentType }),
    sha256,
    attributes: { title, description, tags, namespace, visibility: wish.visibility ?? 'PRIVATE' },
    // A file is one part. A bucket's are as small as it allows, since one of each request is held in memory.
    partBytes: store.clientWrites.kind === 'local' ? byteSize : partBytesFor(byteSize, 0),
    expiresAt: new Date(Date.now() + uploads.expireSeconds * 1_000),
    tusMetadata: wish.tusMetadata,
  });
  await beginParts(dependencies, upload);
  return upload;
}
