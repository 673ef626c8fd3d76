/**
 * Has damaged variants and renditions made again, which is all that can be made again: originals are never touched.
 * Variants are pending once more, and workers make them from the original; a rendition is forgotten and made when
 * somebody asks for it.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { JobContract } from '../../platform/queue/job-contract.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { renderFirst, renderLazy, type RenderPayload, renderRest } from '../renditions/render-job.ts';
import type { BlobFault } from './verify-blobs.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'delete'>;
  readonly queue: Pick<Queue, 'send'>;
}

export interface Repair {
  /** Those that are going to be as they were. */
  readonly repaired: readonly BlobFault[];
  /** Originals, and what would have to be made from a damaged one or belongs to an image that has failed. */
  readonly left: readonly BlobFault[];
}

/** Repeatable; what has changed since it was found is left alone. */
export async function repairBlobs(
  dependencies: Dependencies,
  faults: readonly BlobFault[],
  requestId: string,
): Promise<Repair> {
  const repaired: BlobFault[] = [];
  const left: BlobFault[] = [];
  for (const [imageId, damaged] of Map.groupBy(faults, (fault) => fault.imageId)) {
    const made = damaged.some(({ kind }) => kind === 'original')
      ? new Set<string>()
      : await repairImage(dependencies, { imageId, damaged, requestId });
    for (const fault of damaged) (made.has(fault.rowId) ? repaired : left).push(fault);
  }
  return { repaired, left };
}

interface DamagedImage {
  readonly imageId: string;
  readonly damaged: readonly BlobFault[];
  readonly requestId: string;
}

/**
 * Under the lock on the image. The damaged bytes go before the transaction ends: whoever makes the variant again
 * would find its key taken, and take them for its own. The ids of the rows that were changed.
 */
async function repairImage(
  { database, store, queue }: Dependencies,
  { imageId, damaged, requestId }: DamagedImage,
): Promise<Set<string>> {
  return database.transaction(async (manager) => {
    const [image] = await sql<{ ownerId: string }>(
      manager,
      `SELECT owner_id AS "ownerId" FROM images WHERE id = $1 AND status <> 'FAILED' FOR UPDATE`,
      [imageId],
    );
    if (!image) return new Set();
    const keys = damaged.map(({ key }) => key);
    const variants = await resetVariants(manager, imageId, keys);
    const renditions = await sql<{ id: string }>(
      manager,
      'DELETE FROM renditions WHERE image_id = $1 AND storage_key = ANY($2::text[]) RETURNING id',
      [imageId, keys],
    );
    for (const job of new Set(variants.map(jobOf)))
      await queue.send(job, { imageId, requestId }, { manager, group: image.ownerId });
    const changed = new Set([...variants, ...renditions].map(({ id }) => id));
    await store.delete(damaged.filter(({ rowId }) => changed.has(rowId)).map(({ key }) => key));
    return changed;
  });
}

interface ResetVariant {
  readonly id: string;
  readonly position: number;
  readonly lazy: boolean;
}

const resetVariants = (
  manager: EntityManager,
  imageId: string,
  keys: readonly string[],
): Promise<ResetVariant[]> =>
  sql<ResetVariant>(
    manager,
    `UPDATE variants SET status = 'PENDING', digest = NULL, storage_key = NULL, byte_size = NULL, ready_at = NULL,
            requested_at = CASE WHEN lazy THEN coalesce(requested_at, now()) END
      WHERE image_id = $1 AND status = 'READY' AND storage_key = ANY($2::text[])
      RETURNING id, position, lazy`,
    [imageId, keys],
  );

/** As it was made the first time. */
function jobOf({ position, lazy }: ResetVariant): JobContract<RenderPayload> {
  if (lazy) return renderLazy;
  return position === 0 ? renderFirst : renderRest;
}
