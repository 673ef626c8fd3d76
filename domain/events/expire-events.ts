/** Forgets events that are older than clients may resume from. */
import type { DataSource } from 'typeorm';
import { deleteInBatches } from '../../platform/database/delete-in-batches.ts';

export async function expireEvents(database: DataSource, retentionDays: number): Promise<void> {
  await deleteInBatches(
    database,
    (limit) => `DELETE FROM events WHERE position IN (
       SELECT position FROM events WHERE occurred_at < now() - $1 * interval '1 day' ORDER BY position LIMIT ${limit}
     ) RETURNING 1`,
    [retentionDays],
  );
}
