/** Forgets lines of the audit log that are older than they have to be kept. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';

/** In batches, so that a long backlog never holds a long lock. */
const batchSize = 10_000;

export async function expireAudit(database: DataSource, retentionDays: number): Promise<void> {
  for (;;) {
    const gone = await sql(
      database,
      `DELETE FROM audit_log WHERE id IN (
         SELECT id FROM audit_log WHERE occurred_at < now() - $1 * interval '1 day' ORDER BY occurred_at LIMIT ${batchSize}
       ) RETURNING 1`,
      [retentionDays],
    );
    if (gone.length < batchSize) return;
  }
}
