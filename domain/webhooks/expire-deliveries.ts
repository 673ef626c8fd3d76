/** Forgets deliveries that are older than they have to be kept; those of a disabled endpoint that wait since then, too. */
import type { DataSource } from 'typeorm';
import { deleteInBatches } from '../../platform/database/delete-in-batches.ts';

export async function expireDeliveries(database: DataSource, retentionDays: number): Promise<void> {
  await deleteInBatches(
    database,
    (limit) => `DELETE FROM webhook_deliveries WHERE id IN (
       SELECT id FROM webhook_deliveries
        WHERE created_at < now() - $1 * interval '1 day' AND (due_at IS NULL OR due_at < now() - $1 * interval '1 day')
        ORDER BY created_at LIMIT ${limit}
     ) RETURNING 1`,
    [retentionDays],
  );
}
