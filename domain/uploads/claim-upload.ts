/** The row of an upload: it comes before the first stored byte, so that bytes without an image can be found and swept. */
import type { EntityManager } from 'typeorm';
import { newUuid } from '../../platform/ids.ts';
import type { Profile } from '../profiles/profile.ts';
import { safeFilename } from './filename.ts';
import { type UploadAttributes, UploadEntity } from './upload.entity.ts';

export interface UploadClaim {
  readonly ownerId: string;
  readonly profile: Profile;
  readonly filename: string;
  /** RECEIVING when the bytes pass the server now, PENDING when the client sends them elsewhere or later. */
  readonly status: 'RECEIVING' | 'PENDING';
  /** As announced by the client. */
  readonly byteSize?: number;
  readonly expiresAt?: Date;
  readonly contentType?: string;
  readonly sha256?: string | undefined;
  readonly attributes?: UploadAttributes;
  readonly partBytes?: number | undefined;
}

/** Claims a storage key that nothing else will ever use. */
export async function claimUpload(
  manager: EntityManager,
  { ownerId, profile, filename, status, ...announced }: UploadClaim,
): Promise<UploadEntity> {
  const id = newUuid();
  const upload = Object.assign(new UploadEntity(), {
    id,
    ownerId,
    status,
    profile: profile.name,
    filename: safeFilename(filename),
    // The random end of a UUIDv7 spreads keys evenly; its beginning is a clock.
    storageKey: `originals/${id.slice(-2)}/${id}`,
    receivedBytes: 0,
    byteSize: announced.byteSize ?? null,
    contentType: announced.contentType ?? null,
    sha256: announced.sha256 ?? null,
    attributes: announced.attributes ?? null,
    partBytes: announced.partBytes ?? null,
    multipartId: null,
    imageId: null,
    failureCode: null,
    failureMessage: null,
    createdAt: new Date(),
    updatedAt: new Date(),
    expiresAt: announced.expiresAt ?? null,
    sweptAt: null,
  } satisfies UploadEntity);
  await manager.insert(UploadEntity, upload);
  return upload;
}
