/** The row of an upload: it comes before the first stored byte, so that bytes without an image can be found and swept. */
import type { EntityManager } from 'typeorm';
import { newUuid } from '../../platform/ids.ts';
import type { Visibility } from '../images/image.entity.ts';
import type { Profile } from '../profiles/profile.ts';
import { safeFilename } from './filename.ts';
import type { ImageAttributes } from './image-attributes.ts';
import { UploadEntity } from './upload.entity.ts';

export interface UploadClaim {
  readonly ownerId: string;
  readonly profile: Profile;
  readonly filename: string;
  /** RECEIVING when the bytes pass the server now, PENDING when the client sends them elsewhere or later. */
  readonly status: 'RECEIVING' | 'PENDING';
  /** As announced by the client. */
  readonly byteSize?: number;
  readonly expiresAt?: Date;
  /** What has to be remembered until the bytes come. */
  readonly later?: LaterBytes;
}

export interface LaterBytes {
  readonly sourceUrl: string;
  readonly visibility: Visibility;
  readonly attributes: ImageAttributes;
}

/** A key that nothing has used. The random end of a UUIDv7 spreads keys evenly; its beginning is a clock. */
export function newStorageKey(id: string = newUuid()): string {
  return `originals/${id.slice(-2)}/${id}`;
}

/** Claims a storage key that nothing else will ever use. */
export async function claimUpload(
  manager: EntityManager,
  { ownerId, profile, filename, status, byteSize, expiresAt, later }: UploadClaim,
): Promise<UploadEntity> {
  const id = newUuid();
  const upload = Object.assign(new UploadEntity(), {
    id,
    ownerId,
    status,
    profile: profile.name,
    filename: safeFilename(filename),
    storageKey: newStorageKey(id),
    receivedBytes: 0,
    byteSize: byteSize ?? null,
    imageId: null,
    failureCode: null,
    failureMessage: null,
    createdAt: new Date(),
    updatedAt: new Date(),
    expiresAt: expiresAt ?? null,
    sweptAt: null,
    sourceUrl: later?.sourceUrl ?? null,
    visibility: later?.visibility ?? null,
    attributes: later?.attributes ?? null,
  } satisfies UploadEntity);
  await manager.insert(UploadEntity, upload);
  return upload;
}
