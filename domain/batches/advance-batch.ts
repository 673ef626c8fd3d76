/**
 * The job's use case: has the next images of a batch reprocessed. A batch of millions is never in the queue, in memory or in
 * `batch_items` as a whole: it has a place in the order of images, and goes on from there when most of what it took is done.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { conditionsOf } from '../images/image-filter.ts';
import { reprocessJob } from '../reprocessing/reprocess-job.ts';
import type { BatchCursor, BatchEntity } from './batch.entity.ts';
import { lowWater } from './count-outcome.ts';
import { batchColumns } from './find-batches.ts';

const chunkSize = 100;

/** Repeatable: where enough images are open, or all are listed, there is nothing to do. */
export async function advanceBatch(
  { database, queue }: { readonly database: DataSource; readonly queue: Pick<Queue, 'send'> },
  batchId: string,
): Promise<void> {
  await database.transaction(async (manager) => {
    const [batch] = await sql<BatchEntity>(
      manager,
      `SELECT ${batchColumns(database)} FROM batches WHERE id = $1 FOR UPDATE`,
      [batchId],
    );
    if (!batch || batch.status !== 'RUNNING' || batch.isListed || batch.openItems > lowWater) return;
    const counted = batch.total ?? (await countImages(manager, batch));
    const images = await nextImages(manager, batch);
    const isListed = images.length < chunkSize;
    await sql(manager, 'INSERT INTO batch_items (batch_id, image_id) SELECT $1, unnest($2::uuid[])', [
      batchId,
      images.map(({ id }) => id),
    ]);
    for (const { id, ownerId } of images)
      await queue.send(
        reprocessJob,
        { imageId: id, batchId, requestId: batch.requestId },
        { manager, group: ownerId },
      );
    const openItems = batch.openItems + images.length;
    // Images were deleted between the count and now: in the end it is what was found.
    const total = isListed ? batch.ready + batch.failed + batch.deleted + openItems : counted;
    const isOver = isListed && openItems === 0;
    await sql(
      manager,
      `UPDATE batches SET total = $2, open_items = $3, is_listed = $4, cursor = coalesce($5::jsonb, cursor),
              status = CASE WHEN $6 THEN 'READY' ELSE status END, finished_at = CASE WHEN $6 THEN now() END
        WHERE id = $1`,
      [batchId, total, openItems, isListed, images.length > 0 ? JSON.stringify(images.at(-1)) : null, isOver],
    );
  });
}

async function countImages(manager: EntityManager, batch: BatchEntity): Promise<number> {
  const { where, parameters } = selected(batch);
  const [row] = await sql<{ count: number }>(
    manager,
    `SELECT count(*)::int AS count FROM images WHERE ${where}`,
    parameters,
  );
  return row?.count ?? 0;
}

/** In the order of an index of the image list, for one owner and for all. */
async function nextImages(manager: EntityManager, batch: BatchEntity): Promise<BatchCursor[]> {
  const { where, parameters } = selected(batch);
  return sql(
    manager,
    `SELECT owner_id AS "ownerId", to_json(created_at) AS "createdAt", id FROM images
      WHERE ${where} ${batch.cursor ? `AND ${following(batch.cursor, parameters)}` : ''}
      ORDER BY owner_id, created_at, id LIMIT ${chunkSize}`,
    parameters,
  );
}

function following({ ownerId, createdAt, id }: BatchCursor, parameters: unknown[]): string {
  const last = parameters.push(ownerId, createdAt, id);
  return `(owner_id, created_at, id) > ($${last - 2}::text, $${last - 1}::timestamptz, $${last}::uuid)`;
}

/** Images that came after the batch are of the new profile anyway. */
function selected({ selection, createdAt }: BatchEntity): { where: string; parameters: unknown[] } {
  const { conditions, parameters } = conditionsOf(selection?.ownerId, selection?.filter ?? {});
  const where = [...conditions, `created_at <= $${parameters.push(createdAt)}::timestamptz`];
  if (selection?.profile !== undefined) where.push(`profile = $${parameters.push(selection.profile)}`);
  return { where: where.join(' AND '), parameters };
}
