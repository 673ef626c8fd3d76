/** Keeps one rendered variant: bytes first, under their digest, then the row and its event in one transaction. */
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { RenderedOutput } from '../../media/types.ts';
import { contentTypes } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { isAppError } from '../../platform/errors.ts';
import { inSpan } from '../../platform/tracing/span.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { appendEvents, type NewEvent } from '../events/append-events.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { renderRest } from './render-job.ts';
import type { RenderDependencies } from './render-variants.ts';

export interface RenderedVariant {
  readonly image: Pick<ImageEntity, 'id' | 'ownerId' | 'variantFolder'>;
  readonly variant: VariantEntity;
  readonly output: RenderedOutput;
  readonly requestId: string;
}

type Dependencies = Pick<RenderDependencies, 'database' | 'store' | 'queue'>;

/** Where the blobs of an image's variants are kept. */
export const variantPrefix = ({ id, variantFolder }: Pick<ImageEntity, 'id' | 'variantFolder'>): string =>
  `${variantFolder}/${id.slice(-2)}/${id}/`;

/** Repeatable: a variant that is ready already stays as it is and is not announced again. */
export function storeVariant(dependencies: Dependencies, rendered: RenderedVariant): Promise<void> {
  const { name, format } = rendered.variant;
  const attributes = { 'darkroom.variant.name': name, 'darkroom.variant.format': format };
  return inSpan('store variant', { attributes }, () => storeOnce(dependencies, rendered));
}

async function storeOnce({ database, store, queue }: Dependencies, rendered: RenderedVariant): Promise<void> {
  const { image, output } = rendered;
  const digest = createHash('sha256').update(output.data).digest('hex');
  const key = `${variantPrefix(image)}${digest}.${output.encoding.format}`;
  await putOnce(store, key, rendered);
  const kept = await database.transaction(async (manager) => {
    if (!(await markReady(manager, rendered, { digest, key }))) return isWanted(manager, image.id, key);
    await announce(manager, queue, rendered);
    return true;
  });
  // The image was deleted, or the variant given up, while this was made: nobody else would ever remove the bytes.
  if (!kept) await store.delete([key]);
}

/** The key names the content: whoever stored it first stored the same. */
async function putOnce(store: BlobStore, key: string, { output }: RenderedVariant): Promise<void> {
  const options = { contentType: contentTypes[output.encoding.format], byteSize: output.data.byteLength };
  await store.put(key, output.data, options).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'BLOB_EXISTS') throw error;
  });
}

/**
 * Takes the lock on the image, which puts its events in order and holds a deletion off. False when the image is gone,
 * or the variant is settled already: by an attempt that was faster, or as a failure that was announced.
 */
async function markReady(
  manager: EntityManager,
  { image, variant, output }: RenderedVariant,
  { digest, key }: { digest: string; key: string },
): Promise<boolean> {
  const changed = await sql(
    manager,
    `WITH image AS (SELECT id FROM images WHERE id = $9 FOR UPDATE)
     UPDATE variants SET status = 'READY', width = $2, height = $3, byte_size = $4, quality = $5, digest = $6,
            storage_key = $7, processing_ms = $8, ready_at = now()
       FROM image
      WHERE variants.id = $1 AND image_id = image.id AND status IN ('PENDING', 'PROCESSING') RETURNING 1`,
    [
      variant.id,
      output.width,
      output.height,
      output.data.byteLength,
      output.quality,
      digest,
      key,
      Math.round(output.processingMs),
      image.id,
    ],
  );
  return changed.length > 0;
}

/** Whether a variant has these bytes, or one that is still in work may be about to: two can come out alike. */
async function isWanted(manager: EntityManager, imageId: string, key: string): Promise<boolean> {
  const found = await sql(
    manager,
    `SELECT 1 FROM variants
      WHERE image_id = $1 AND (storage_key = $2 OR status IN ('PENDING', 'PROCESSING')) LIMIT 1`,
    [imageId, key],
  );
  return found.length > 0;
}

async function announce(
  manager: EntityManager,
  queue: Dependencies['queue'],
  { image, variant, requestId }: RenderedVariant,
): Promise<void> {
  const about = { imageId: image.id, ownerId: image.ownerId };
  const events: NewEvent[] = [{ ...about, type: 'VARIANT_READY', variantId: variant.id }];
  if (await finishImage(manager, image.id)) events.push({ ...about, type: 'IMAGE_READY' });
  if (variant.position === 0)
    await queue.send(renderRest, { imageId: image.id, requestId }, { manager, group: image.ownerId });
  await appendEvents(manager, events);
}

/** READY once no required variant is missing. The caller holds the lock on the image. */
export async function finishImage(manager: EntityManager, imageId: string): Promise<boolean> {
  const finished = await sql(
    manager,
    `UPDATE images SET status = 'READY', updated_at = now()
      WHERE id = $1 AND status = 'PROCESSING'
        AND NOT EXISTS (SELECT 1 FROM variants WHERE image_id = $1 AND required AND status <> 'READY')
      RETURNING 1`,
    [imageId],
  );
  return finished.length > 0;
}
