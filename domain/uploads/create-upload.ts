/** Begins an upload that the client brings to the store itself: claims the key and answers where to send the bytes. */
import { AppError, isAppError } from '../../platform/errors.ts';
import { sql } from '../../platform/database/sql.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Profile } from '../profiles/profile.ts';
import { acceptAnnouncement, type Announcement } from './accept-announcement.ts';
import { claimUpload } from './claim-upload.ts';
import { failUpload } from './fail-upload.ts';
import { idempotently, repeatedUpload, type Settle } from './idempotency.ts';
import { maxParts, maxWholeBytes, partBytesFor, partCountOf } from './part-plan.ts';
import type { UploadDependencies } from './receive-upload.ts';
import type { SignedPart, SignedRequest, UploadTargets } from './upload-targets.ts';
import type { UploadEntity } from './upload.entity.ts';

export interface DirectUploadDependencies extends UploadDependencies {
  readonly targets: UploadTargets;
  readonly uploads: { readonly expireSeconds: number };
}

export type UploadStrategy = 'AUTO' | 'SINGLE' | 'MULTIPART';

export interface UploadWish extends Announcement {
  readonly contentType: string;
  readonly strategy?: UploadStrategy | null | undefined;
  /** The same key again answers the same upload, with targets that are signed anew. */
  readonly idempotencyKey?: string | null | undefined;
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

export interface CreatedUpload {
  readonly upload: UploadEntity;
  /** Undefined when a repeated request finds the upload completed: nothing is left to be sent. */
  readonly target: UploadTarget | undefined;
}

/** @throws AppError for what can be refused before a byte is sent; of a repeated request also why the upload is over. */
export async function createUpload(
  dependencies: DirectUploadDependencies,
  wish: UploadWish,
): Promise<CreatedUpload> {
  const accepted = accept(dependencies, wish);
  const { ownerId, profile, partBytes: _, ...input } = accepted;
  return idempotently(
    dependencies,
    {
      ownerId,
      key: wish.idempotencyKey,
      operation: 'createUpload',
      input: { ...input, profile: profile.name, strategy: wish.strategy ?? 'AUTO' },
    },
    {
      async run(settle) {
        const upload = await begin(dependencies, { ...accepted, viewer: wish.viewer, settle });
        return { upload, target: await targetOf(dependencies, upload, profile.tokenSeconds) };
      },
      async replay(settled) {
        const upload = await repeatedUpload(dependencies.database, settled);
        if (upload.status === 'COMPLETED') return { upload, target: undefined };
        return { upload, target: await targetOf(dependencies, upload, profile.tokenSeconds) };
      },
    },
  );
}

const accept = (dependencies: DirectUploadDependencies, wish: UploadWish) => {
  const accepted = acceptAnnouncement(dependencies, wish);
  return { ...accepted, partBytes: chosenPartBytes(wish, accepted.profile) };
};

interface Accepted extends ReturnType<typeof accept> {
  readonly viewer: Viewer;
  readonly settle: Settle;
}

async function begin(
  dependencies: DirectUploadDependencies,
  { settle, ...accepted }: Accepted,
): Promise<UploadEntity> {
  const { database, quotas, uploads } = dependencies;
  const isWhole = accepted.partBytes === undefined;
  const { upload } = await claimUpload(database.manager, {
    ...accepted,
    quotas,
    status: 'PENDING',
    namespace: accepted.attributes.namespace,
    expiresAt: new Date(Date.now() + uploads.expireSeconds * 1_000),
    ...(isWhole && { settle }),
  });
  if (!isWhole) await beginParts(dependencies, upload, settle);
  return upload;
}

/**
 * The row comes first, so that an upload that was begun at the store is always somebody's. The key is settled last:
 * whoever repeats the request finds an upload that can take parts.
 */
export async function beginParts(
  { database, store, targets }: Pick<DirectUploadDependencies, 'database' | 'store' | 'targets'>,
  upload: UploadEntity,
  settle?: Settle,
): Promise<void> {
  try {
    upload.multipartId = await targets.begin(upload);
    await database.transaction(async (manager) => {
      await sql(manager, 'UPDATE uploads SET multipart_id = $2 WHERE id = $1', [
        upload.id,
        upload.multipartId,
      ]);
      await settle?.(manager, { uploadId: upload.id });
    });
  } catch (error) {
    const failure = isAppError(error) ? error : new AppError('STORAGE_UNAVAILABLE');
    // Nobody is told of this upload. Where it cannot be ended now, it ends with its time.
    await failUpload({ database, store }, upload, failure).catch(() => undefined);
    throw error;
  }
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
