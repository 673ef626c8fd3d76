/** Sends the jobs that have the CDN forget images, through the transaction that makes it necessary. */
import type { EntityManager } from 'typeorm';
import type { Cdn } from '../../platform/cdn/cdn.ts';
import { sql } from '../../platform/database/sql.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { purgeJob } from './purge-job.ts';

export interface PurgeSender {
  readonly queue: Pick<Queue, 'send'>;
  /** Absent where there is none: nothing is sent then. */
  readonly cdn?: Pick<Cdn, 'by' | 'imagesPerPurge'> | undefined;
}

export interface ImagesToPurge {
  readonly images: readonly Pick<ImageEntity, 'id' | 'ownerId'>[];
  readonly variantsOnly?: boolean | undefined;
  /** Whether nobody may have them any more. */
  readonly isWithdrawn?: boolean | undefined;
}

/**
 * A request that was allowed a moment before the image was withdrawn may still be on its way, and be kept by the CDN
 * after it has forgotten: so it is told once more when such requests are over.
 */
const secondPurgeSeconds = 60;

/** Call it while the rows of the images are there. */
export async function sendPurges(
  { queue, cdn }: PurgeSender,
  manager: EntityManager,
  { images, variantsOnly = false, isWithdrawn = false }: ImagesToPurge,
): Promise<void> {
  if (!cdn) return;
  const namesOf = cdn.by === 'url' ? await namesInUrls(manager, images) : new Map<string, string[]>();
  for (const [ownerId, owned] of Map.groupBy(images, (image) => image.ownerId))
    for (let first = 0; first < owned.length; first += cdn.imagesPerPurge) {
      const named = owned
        .slice(first, first + cdn.imagesPerPurge)
        .map(({ id }) => ({ id, names: namesOf.get(id) ?? [] }));
      const payload = { images: named, variantsOnly };
      await queue.send(purgeJob, payload, { manager, group: ownerId });
      if (isWithdrawn)
        await queue.send(purgeJob, payload, { manager, group: ownerId, after: secondPurgeSeconds });
    }
}

async function namesInUrls(
  manager: EntityManager,
  images: ImagesToPurge['images'],
): Promise<Map<string, string[]>> {
  const rows = await sql<{ id: string; names: string[] }>(
    manager,
    `SELECT id, array_agg(name) AS names FROM (
       SELECT image_id AS id, name FROM variants WHERE image_id = ANY($1::uuid[])
       UNION SELECT image_id, regexp_replace(spec, '\\.[a-z]+$', '') FROM renditions WHERE image_id = ANY($1::uuid[])
     ) named GROUP BY id`,
    [images.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}
