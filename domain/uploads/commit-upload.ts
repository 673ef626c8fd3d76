/**
 * The one transaction that turns verified bytes into an image: the upload is completed, the image, its pending
 * variants, the jobs and the event exist together or not at all.
 */
import type { DataSource, EntityManager } from 'typeorm';
import type { SourceInfo } from '../../media/types.ts';
import { contentTypes } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { appendEvents } from '../events/append-events.ts';
import { ImageEntity, type Visibility } from '../images/image.entity.ts';
import { VariantEntity } from '../images/variant.entity.ts';
import type { Profile } from '../profiles/profile.ts';
import { renderFirst } from '../renditions/render-job.ts';
import { charge, type Quotas } from '../usage/charge.ts';
import type { ImageAttributes } from './image-attributes.ts';
import type { UploadEntity } from './upload.entity.ts';

export interface VerifiedUpload {
  readonly upload: UploadEntity;
  readonly profile: Profile;
  readonly source: SourceInfo;
  readonly byteSize: number;
  readonly sha256: string;
  readonly visibility: Visibility;
  readonly attributes: ImageAttributes;
  readonly requestId: string;
}

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
  readonly quotas: Quotas;
}

/** @throws AppError QUOTA_EXCEEDED, or UPLOAD_EXPIRED when the sweeper was faster. */
export function commitUpload(dependencies: Dependencies, verified: VerifiedUpload): Promise<ImageEntity> {
  const image = imageOf(verified);
  const variants = pendingVariants(image.id, verified.profile);
  return dependencies.database.transaction(async (manager) => {
    await completeUpload(manager, verified, image.id);
    await charge(manager, image.ownerId, image.byteSize, dependencies.quotas);
    await manager.insert(ImageEntity, image);
    if (variants.length > 0) await manager.insert(VariantEntity, variants);
    if (variants.length > 0)
      await dependencies.queue.send(
        renderFirst,
        { imageId: image.id, requestId: verified.requestId },
        { manager, group: image.ownerId },
      );
    await appendEvents(manager, [
      { type: 'IMAGE_UPLOADED', imageId: image.id, ownerId: image.ownerId },
      ...(image.status === 'READY'
        ? [{ type: 'IMAGE_READY' as const, imageId: image.id, ownerId: image.ownerId }]
        : []),
    ]);
    return image;
  });
}

async function completeUpload(
  manager: EntityManager,
  verified: VerifiedUpload,
  imageId: string,
): Promise<void> {
  const completed = await sql(
    manager,
    `UPDATE uploads SET status = 'COMPLETED', received_bytes = $2, image_id = $3, updated_at = now()
      WHERE id = $1 AND storage_key = $4 AND status IN ('RECEIVING', 'VERIFYING') RETURNING 1`,
    [verified.upload.id, verified.byteSize, imageId, verified.upload.storageKey],
  );
  if (completed.length === 0) throw new AppError('UPLOAD_EXPIRED');
}

function imageOf({ upload, profile, source, ...verified }: VerifiedUpload): ImageEntity {
  const now = new Date();
  return Object.assign(new ImageEntity(), {
    id: newUuid(),
    ownerId: upload.ownerId,
    uploadId: upload.id,
    status: profile.variants.length > 0 ? 'PROCESSING' : 'READY',
    profile: profile.name,
    namespace: verified.attributes.namespace ?? null,
    visibility: verified.visibility,
    filename: upload.filename,
    title: verified.attributes.title ?? null,
    description: verified.attributes.description ?? null,
    tags: [...(verified.attributes.tags ?? [])],
    contentType: contentTypes[source.format],
    byteSize: verified.byteSize,
    sha256: verified.sha256,
    width: source.width,
    height: source.height,
    frames: source.frames,
    hasAlpha: source.hasAlpha,
    focalX: null,
    focalY: null,
    placeholder: null,
    metadata: source.metadata,
    storageKey: upload.storageKey,
    failureCode: null,
    failureMessage: null,
    createdAt: now,
    updatedAt: now,
  } satisfies ImageEntity);
}

/** What the profile makes of every image, numbered in the order in which it is made. */
function pendingVariants(imageId: string, profile: Profile): VariantEntity[] {
  const wanted = profile.variants.flatMap((variant) =>
    variant.formats.map((format) => ({ variant, format })),
  );
  return wanted.map(({ variant, format }, position) =>
    Object.assign(new VariantEntity(), {
      id: newUuid(),
      imageId,
      name: variant.name,
      format,
      position,
      required: variant.required,
      geometry: variant.geometry,
      quality: variant.quality ?? null,
      background: profile.background,
      status: 'PENDING',
      width: null,
      height: null,
      byteSize: null,
      digest: null,
      storageKey: null,
      failureCode: null,
      failureMessage: null,
      processingMs: null,
      createdAt: new Date(),
      readyAt: null,
    } satisfies VariantEntity),
  );
}
