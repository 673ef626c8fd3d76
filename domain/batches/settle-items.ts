/** Settles images of batches: the outputs of one when a job of it has ended, a reprocessed one when it says so. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { countOutcome, type Outcome } from './count-outcome.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
}

/**
 * Call it whenever a job that renders variants of the image has ended, in whichever way: an output that is asked for has such
 * a job until it is settled. Repeatable; costs one look where no batch waits for the image.
 */
export async function settleOutputs({ database, queue }: Dependencies, imageId: string): Promise<void> {
  const waiting = await sql(
    database,
    'SELECT 1 FROM batch_items WHERE image_id = $1 AND variant_ids IS NOT NULL LIMIT 1',
    [imageId],
  );
  if (waiting.length === 0) return;
  await database.transaction(async (manager) => {
    // Whoever asks for outputs holds it until their items are there.
    const images = await sql(manager, 'SELECT 1 FROM images WHERE id = $1 FOR UPDATE', [imageId]);
    const settled = await sql<{ batchId: string; isReady: boolean }>(
      manager,
      `DELETE FROM batch_items
        WHERE image_id = $1 AND variant_ids IS NOT NULL
          AND NOT EXISTS (SELECT FROM variants WHERE id = ANY(variant_ids) AND status IN ('PENDING', 'PROCESSING'))
        RETURNING batch_id AS "batchId",
          (SELECT count(*) FROM variants WHERE id = ANY(variant_ids) AND status = 'READY') = cardinality(variant_ids) AS "isReady"`,
      [imageId],
    );
    // In one order, like everybody who counts in several batches.
    settled.sort((one, other) => (one.batchId < other.batchId ? -1 : 1));
    for (const { batchId, isReady } of settled)
      await countOutcome({ manager, queue }, batchId, outcomeOf(images.length > 0, isReady));
  });
}

const outcomeOf = (isThere: boolean, isReady: boolean): Outcome => {
  if (!isThere) return 'deleted';
  return isReady ? 'ready' : 'failed';
};

/** Repeatable: an image is counted once in a batch. */
export async function settleReprocessed(
  { database, queue }: Dependencies,
  { batchId, imageId, outcome }: { batchId: string; imageId: string; outcome: Outcome },
): Promise<void> {
  await database.transaction(async (manager) => {
    // The batch before its items, like everybody who changes both.
    await sql(manager, 'SELECT 1 FROM batches WHERE id = $1 FOR UPDATE', [batchId]);
    const settled = await sql(
      manager,
      'DELETE FROM batch_items WHERE batch_id = $1 AND image_id = $2 RETURNING 1',
      [batchId, imageId],
    );
    if (settled.length > 0) await countOutcome({ manager, queue }, batchId, outcome);
  });
}
