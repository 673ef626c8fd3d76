/** Begins an upload that the client brings to the store itself: claims the key and answers where to send the bytes. */
import { AppError } from '../../platform/errors.ts';
import { sql } from '../../platform/database/sql.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Visibility } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profile } from '../profiles/profile.ts';
import { claimUpload } from './claim-upload.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { maxParts, maxWholeBytes, partBytesFor, partCountOf } from './part-plan.ts';
import type { UploadDependencies } from './receive-upload.ts';
import type { SignedPart, SignedRequest, UploadTargets } from './upload-targets.ts';
import type { UploadEntity } from './upload.entity.ts';
import { checkedDigest } from './verify-upload.ts';

export interface DirectUploadDependencies extends UploadDependencies {
  readonly targets: UploadTargets;
  readonly uploads: { readonly expireSeconds: number };
}

export type UploadStrategy = 'AUTO' | 'SINGLE' | 'MULTIPART';

export interface UploadWish extends ImageAttributes {
  readonly viewer: Viewer;
  readonly filename: string;
  readonly contentType: string;
  readonly byteSize: number;
  readonly sha256?: string | null | undefined;
  readonly profile?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  readonly strategy?: UploadStrategy | null | undefined;
}

/** Where the bytes go: `single` or `multipart`. */
export interface UploadTarget {
  readonly single?: SignedRequest;
  readonly multipart?: {
    readonly uploadId: string;
    readonly partSize: number;
    readonly partCount: number;
    /** The first ones, ready to be sent; ask for the others when it is their turn. */
    readonly parts: readonly SignedPart[];
  };
  /** When its requests expire. The upload itself lives longer: they can be signed anew. */
  readonly expiresAt: Date;
}

/** Signed with the target; a client that sends four at a time does not need more at once. */
const firstParts = 100;

/** @throws AppError for what can be refused before a byte is sent. */
export async function createUpload(
  dependencies: DirectUploadDependencies,
  wish: UploadWish,
): Promise<{ upload: UploadEntity; target: UploadTarget }> {
  const ownerId = requireScope(wish.viewer, 'UPLOAD');
  const profile = profileOf(dependencies.profiles, wish);
  const { title, description, tags, namespace } = checkAttributes(wish);
  const sha256 = checkedDigest(wish.sha256);
  checkAnnouncement(wish, profile);
  const partBytes = chosenPartBytes(wish, profile);
  const upload = await claimUpload(dependencies.database.manager, {
    ownerId,
    profile,
    quotas: dependencies.quotas,
    namespace,
    filename: wish.filename,
    status: 'PENDING',
    byteSize: wish.byteSize,
    contentType: wish.contentType,
    sha256,
    attributes: { title, description, tags, namespace, visibility: wish.visibility ?? 'PRIVATE' },
    partBytes,
    expiresAt: new Date(Date.now() + dependencies.uploads.expireSeconds * 1_000),
  });
  if (partBytes !== undefined) await beginParts(dependencies, upload);
  return { upload, target: await targetOf(dependencies, upload, profile.tokenSeconds) };
}

/** The row comes first, so that an upload that was begun at the store is always somebody's. */
export async function beginParts(
  { database, targets }: Pick<DirectUploadDependencies, 'database' | 'targets'>,
  upload: UploadEntity,
): Promise<void> {
  upload.multipartId = await targets.begin(upload);
  await sql(database, 'UPDATE uploads SET multipart_id = $2 WHERE id = $1', [upload.id, upload.multipartId]);
}

/** @throws AppError for a size or, where one is told, a type that the profile does not take. */
export function checkAnnouncement(
  { byteSize, contentType }: { byteSize: number; contentType?: string | undefined },
  profile: Profile,
): void {
  if (!Number.isSafeInteger(byteSize) || byteSize < 0)
    throw new AppError('INVALID_INPUT', { field: 'byteSize', reason: 'give the size of the file in bytes' });
  if (byteSize === 0) throw new AppError('FILE_EMPTY');
  if (byteSize > profile.maxBytes)
    throw new AppError('FILE_TOO_LARGE', { limit: profile.maxBytes, profile: profile.name });
  if (contentType !== undefined && !profile.allowedContentTypes.includes(contentType))
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
      type: contentType.slice(0, 100),
      profile: profile.name,
      allowed: profile.allowedContentTypes.join(', '),
    });
}

/** Undefined when the body is sent whole. */
function chosenPartBytes({ byteSize, strategy }: UploadWish, profile: Profile): number | undefined {
  const whole =
    strategy === 'SINGLE' || (strategy !== 'MULTIPART' && byteSize < profile.multipartThresholdBytes);
  if (whole && byteSize > maxWholeBytes)
    throw new AppError('INVALID_INPUT', {
      field: 'strategy',
      reason: `more than ${maxWholeBytes} bytes need MULTIPART`,
    });
  return whole ? undefined : partBytesFor(byteSize, profile.partBytes);
}

async function targetOf(
  { targets }: DirectUploadDependencies,
  upload: UploadEntity,
  tokenSeconds: number,
): Promise<UploadTarget> {
  const { id, byteSize, partBytes } = upload;
  if (partBytes === null || byteSize === null) {
    const single = await targets.signWhole(upload, tokenSeconds);
    return { single, expiresAt: single.expiresAt };
  }
  const partCount = partCountOf({ byteSize, partBytes });
  const numbers = Array.from({ length: Math.min(partCount, firstParts, maxParts) }, (_, index) => index + 1);
  const parts = await targets.signParts(upload, numbers, tokenSeconds);
  const [first] = parts;
  if (!first) throw new Error('an upload has at least one part');
  return {
    multipart: { uploadId: id, partSize: partBytes, partCount, parts },
    expiresAt: first.request.expiresAt,
  };
}
