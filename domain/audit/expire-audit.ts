/** Forgets lines of the audit log that are older than they have to be kept. */
import type { DataSource } from 'typeorm';
import { deleteInBatches } from '../../platform/database/delete-in-batches.ts';

export async function expireAudit(database: DataSource, retentionDays: number): Promise<void> {
  await deleteInBatches(
    database,
    (limit) => `DELETE FROM audit_log WHERE id IN (
       SELECT id FROM audit_log WHERE occurred_at < now() - $1 * interval '1 day' ORDER BY occurred_at LIMIT ${limit}
     ) RETURNING 1`,
    [retentionDays],
  );
}
