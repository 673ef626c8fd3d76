/** Forgets batches that ended longer ago than events are kept. */
import type { DataSource } from 'typeorm';
import { deleteInBatches } from '../../platform/database/delete-in-batches.ts';

export async function expireBatches(database: DataSource, retentionDays: number): Promise<void> {
  await deleteInBatches(
    database,
    (limit) => `DELETE FROM batches WHERE id IN (
       SELECT id FROM batches WHERE finished_at < now() - $1 * interval '1 day' LIMIT ${limit}
     ) RETURNING 1`,
    [retentionDays],
  );
}
