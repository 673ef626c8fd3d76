/** Deletes many rows in batches, so that a long backlog never holds a long lock. */
import type { DataSource } from 'typeorm';
import { sql } from './sql.ts';

const batchSize = 10_000;

/** @param statement a DELETE of at most so many rows, which returns something for each. */
export async function deleteInBatches(
  database: DataSource,
  statement: (limit: number) => string,
  parameters: unknown[],
): Promise<void> {
  for (;;) {
    const gone = await sql(database, statement(batchSize), parameters);
    if (gone.length < batchSize) return;
  }
}
