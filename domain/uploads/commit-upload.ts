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
import { inSpan } from '../../platform/tracing/span.ts';
import { appendEvents } from '../events/append-events.ts';
import { ImageEntity, type Visibility } from '../images/image.entity.ts';
import type { Profile } from '../profiles/profile.ts';
import { addOutputs } from '../renditions/add-outputs.ts';
import { resolveOutputs } from '../renditions/outputs.ts';
import { profileVariants, type ProfileVariantRow } from '../renditions/profile-variants.ts';
import { renderFirst } from '../renditions/render-job.ts';
import { type Hold, holdQuota, type Quotas, releaseQuota, settleQuota } from '../usage/quota.ts';
import { deleteBlobs } from '../images/delete-images.ts';
import { findDuplicate } from './deduplicate.ts';
import type { Settle } from './idempotency.ts';
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
  /** Specs of what is made beside the profile's variants. */
  readonly outputs?: readonly string[] | undefined;
  readonly requestId: string;
  /** Settles the idempotency key of the request with the rest. */
  readonly settle?: Settle | undefined;
}

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
  readonly quotas: Quotas;
}

/**
 * Answers the new image, or the one that there is of the same bytes where the profile says so.
 * @throws AppError QUOTA_EXCEEDED, UPLOAD_EXPIRED when the sweeper was faster, INVALID_TRANSFORM when the profile has lost a
 * preset meanwhile, or what `settle` throws.
 */
export function commitUpload(dependencies: Dependencies, verified: VerifiedUpload): Promise<ImageEntity> {
  return inSpan('commit upload', {}, () => commit(dependencies, verified));
}

function commit(dependencies: Dependencies, verified: VerifiedUpload): Promise<ImageEntity> {
  const image = imageOf(verified);
  const variants = profileVariants(verified.profile);
  const outputs = resolveOutputs(verified.outputs, verified.profile);
  return dependencies.database.transaction(async (manager) => {
    const { ownerId, byteSize } = image;
    const { upload, profile, sha256 } = verified;
    const duplicate = await findDuplicate(
      { database: dependencies.database, manager },
      { ownerId, profile, namespace: image.namespace, sha256 },
    );
    const held = await completeUpload(manager, verified, (duplicate ?? image).id);
    await verified.settle?.(manager, { uploadId: upload.id, sha256 });
    if (duplicate) {
      if (held) await releaseQuota(manager, ownerId, [held]);
      // The bytes that came are nobody's: they go when this is certain, and by a job, so that a crash forgets nothing.
      const job = {
        imageId: null,
        storageKey: upload.storageKey,
        variantFolder: profile.variantFolder,
      };
      await dependencies.queue.send(deleteBlobs, job, { manager, group: ownerId });
      await addOutputs({ ...dependencies, manager }, { ...verified, image: duplicate, outputs });
      return duplicate;
    }
    const hold = held ?? (await holdQuota(manager, { ownerId, byteSize }, dependencies.quotas));
    await settleQuota(manager, { ownerId, hold, byteSize }, dependencies.quotas);
    await manager.insert(ImageEntity, image);
    if (variants.length > 0) await insertVariants(manager, image.id, variants);
    if (variants.some(({ lazy }) => !lazy))
      await dependencies.queue.send(
        renderFirst,
        { imageId: image.id, requestId: verified.requestId },
        { manager, group: image.ownerId },
      );
    await addOutputs({ ...dependencies, manager }, { ...verified, image, outputs });
    await appendEvents(manager, [
      { type: 'IMAGE_UPLOADED', imageId: image.id, ownerId: image.ownerId },
      ...(image.status === 'READY'
        ? [{ type: 'IMAGE_READY' as const, imageId: image.id, ownerId: image.ownerId }]
        : []),
    ]);
    return image;
  });
}

/** And says so in the audit log. What it held; undefined when it began before uploads held anything. */
async function completeUpload(
  manager: EntityManager,
  verified: VerifiedUpload,
  imageId: string,
): Promise<Hold | undefined> {
  const [completed] = await sql<{ heldBytes: number; heldOn: string | null }>(
    manager,
    `WITH held AS (SELECT id, held_bytes, held_on, owner_id, key_id, address FROM uploads
                    WHERE id = $1 AND storage_key = $4 AND status IN ('RECEIVING', 'VERIFYING') FOR UPDATE),
          audited AS (INSERT INTO audit_log (id, action, actor_id, key_id, address, owner_id, image_id)
                      SELECT $5, 'IMAGE_UPLOADED', owner_id, key_id, address, owner_id, $3 FROM held)
     UPDATE uploads SET status = 'COMPLETED', received_bytes = $2, image_id = $3, updated_at = now(),
            held_bytes = 0, held_on = NULL
       FROM held WHERE uploads.id = held.id
      RETURNING held.held_bytes::float8 AS "heldBytes", held.held_on::text AS "heldOn"`,
    [verified.upload.id, verified.byteSize, imageId, verified.upload.storageKey, newUuid()],
  );
  if (!completed) throw new AppError('UPLOAD_EXPIRED');
  const { heldBytes, heldOn } = completed;
  return heldOn === null ? undefined : { heldBytes, heldOn };
}

function imageOf({ upload, profile, source, ...verified }: VerifiedUpload): ImageEntity {
  const now = new Date();
  return Object.assign(new ImageEntity(), {
    id: newUuid(),
    ownerId: upload.ownerId,
    uploadId: upload.id,
    status: profile.variants.some(({ required }) => required) ? 'PROCESSING' : 'READY',
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
    durationSeconds: source.durationSeconds ?? null,
    focalX: null,
    focalY: null,
    placeholder: null,
    metadata: source.metadata,
    storageKey: upload.storageKey,
    variantFolder: profile.variantFolder,
    failureCode: null,
    failureMessage: null,
    createdAt: now,
    updatedAt: now,
  } satisfies ImageEntity);
}

async function insertVariants(
  manager: EntityManager,
  imageId: string,
  variants: readonly ProfileVariantRow[],
): Promise<void> {
  await sql(
    manager,
    `INSERT INTO variants (id, image_id, name, format, position, required, lazy, geometry, quality, auto_quality,
                           background, color_space, status)
     SELECT id, $1, name, format, position, required, lazy, geometry, quality, "autoQuality", background,
            "colorSpace", 'PENDING'
       FROM jsonb_to_recordset($2::jsonb)
         AS wanted (id uuid, name text, format text, position integer, required boolean, lazy boolean,
                    geometry jsonb, quality integer, "autoQuality" double precision, background text,
                    "colorSpace" text)`,
    [imageId, JSON.stringify(variants.map((variant) => ({ ...variant, id: newUuid() })))],
  );
}
