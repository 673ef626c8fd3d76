/** Forgets events that are older than clients may resume from. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';

/** In batches, so that a long backlog never holds a long lock. */
const batchSize = 10_000;

export async function expireEvents(database: DataSource, retentionDays: number): Promise<void> {
  for (;;) {
    const gone = await sql(
      database,
      `DELETE FROM events WHERE position IN (
         SELECT position FROM events WHERE occurred_at < now() - $1 * interval '1 day' ORDER BY position LIMIT ${batchSize}
       ) RETURNING 1`,
      [retentionDays],
    );
    if (gone.length < batchSize) return;
  }
}
