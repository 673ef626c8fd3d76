/** The row of an upload: it comes before the first stored byte, so that bytes without an image can be found and swept. */
import type { EntityManager } from 'typeorm';
import { newUuid } from '../../platform/ids.ts';
import type { Viewer } from '../access/viewer.ts';
import { holdQuota, type Quotas, type Room } from '../usage/quota.ts';
import type { Profile } from '../profiles/profile.ts';
import { storageKeyOf } from '../profiles/storage-path.ts';
import { safeFilename } from './filename.ts';
import type { Settle } from './idempotency.ts';
import { type UploadAttributes, UploadEntity } from './upload.entity.ts';

export interface UploadClaim {
  /** Where it is known beforehand. */
  readonly id?: string;
  readonly ownerId: string;
  /** For the audit log. */
  readonly viewer: Pick<Viewer, 'keyId' | 'address'>;
  readonly profile: Profile;
  readonly quotas: Quotas;
  readonly filename: string;
  /** RECEIVING when the bytes pass the server now, PENDING when the client sends them elsewhere or later. */
  readonly status: 'RECEIVING' | 'PENDING';
  /** As announced by the client. */
  readonly byteSize?: number;
  /** As found in the bytes or announced: the ending of the key, where the profile wants one. */
  readonly contentType?: string;
  /** A folder of the key, where the profile wants one. */
  readonly namespace?: string | null | undefined;
  readonly expiresAt?: Date;
  readonly sha256?: string | undefined;
  readonly attributes?: UploadAttributes;
  readonly partBytes?: number | undefined;
  /** Where a worker fetches the bytes from. */
  readonly sourceUrl?: string;
  /** Of the request's idempotency key, where the row is all that the request comes to. */
  readonly settle?: Settle | undefined;
  /** Of a resumable upload. */
  readonly tusMetadata?: string;
}

export interface Claimed {
  readonly upload: UploadEntity;
  /** What it can still grow to; undefined: unlimited. */
  readonly room: Room | undefined;
}

/**
 * Claims a storage key that nothing else will ever use, and the upload's share of the quota.
 * @throws AppError QUOTA_EXCEEDED, DAILY_QUOTA_EXCEEDED, or what `settle` throws.
 */
export async function claimUpload(
  manager: EntityManager,
  {
    id = newUuid(),
    ownerId,
    viewer,
    profile,
    quotas,
    filename,
    status,
    namespace,
    settle,
    ...announced
  }: UploadClaim,
): Promise<Claimed> {
  const upload = Object.assign(new UploadEntity(), {
    id,
    ownerId,
    status,
    profile: profile.name,
    filename: safeFilename(filename),
    storageKey: storageKeyOf(profile.storagePath, {
      id,
      contentType: announced.contentType,
      namespace,
      now: new Date(),
    }),
    receivedBytes: 0,
    byteSize: announced.byteSize ?? null,
    contentType: announced.contentType ?? null,
    sha256: announced.sha256 ?? null,
    attributes: announced.attributes ?? null,
    partBytes: announced.partBytes ?? null,
    sourceUrl: announced.sourceUrl ?? null,
    tusMetadata: announced.tusMetadata ?? null,
    restKeys: [],
    multipartId: null,
    imageId: null,
    failureCode: null,
    failureMessage: null,
    createdAt: new Date(),
    updatedAt: new Date(),
    expiresAt: announced.expiresAt ?? null,
    heldBytes: 0,
    heldOn: null,
    sweptAt: null,
    keyId: viewer.keyId,
    address: viewer.address ?? null,
  } satisfies UploadEntity);
  // Together or not at all: a hold without a row would never be given back.
  return manager.transaction(async (inner) => {
    const { room, ...hold } = await holdQuota(inner, { ownerId, byteSize: announced.byteSize }, quotas);
    Object.assign(upload, hold);
    await inner.insert(UploadEntity, upload);
    await settle?.(inner, { uploadId: id });
    return { upload, room };
  });
}
