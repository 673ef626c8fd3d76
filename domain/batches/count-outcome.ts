/** Counts what has become of an image of a batch, and ends the batch with its last one. */
import type { EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { advanceJob } from './advance-job.ts';

export type Outcome = 'ready' | 'failed' | 'deleted';

/** With so few open images a batch takes the next ones, so that workers need not wait for the slowest. */
export const lowWater = 50;

/**
 * For an item that the caller's transaction has removed, which happens once. The row of the batch is locked from here to
 * the end of the transaction: of two that count the last two images one sees the other, and is the one that ends it.
 */
export async function countOutcome(
  { manager, queue }: { readonly manager: EntityManager; readonly queue: Pick<Queue, 'send'> },
  batchId: string,
  outcome: Outcome,
): Promise<void> {
  const [batch] = await sql<{ openItems: number; isListed: boolean; ownerId: string }>(
    manager,
    `UPDATE batches SET ${outcome} = ${outcome} + 1, open_items = open_items - 1,
            status = CASE WHEN is_listed AND open_items = 1 THEN 'READY' ELSE status END,
            finished_at = CASE WHEN is_listed AND open_items = 1 THEN now() END
      WHERE id = $1 AND status = 'RUNNING'
      RETURNING open_items AS "openItems", is_listed AS "isListed", owner_id AS "ownerId"`,
    [batchId],
  );
  if (batch && !batch.isListed && (batch.openItems === lowWater || batch.openItems === 0))
    await queue.send(advanceJob, { batchId }, { manager, group: batch.ownerId });
}
