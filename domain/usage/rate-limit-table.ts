/** Where servers add up what clients have drawn from their budgets. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';

/** What one server has seen of one bucket. */
export interface Told {
  /** The budget and the client. */
  readonly key: string;
  /** By how much later the bucket is full. */
  readonly ms: number;
  /** How long ago the first of it was drawn: since then it has been coming back. */
  readonly ageMs: number;
  /** Called with how long it takes to be full, whoever drew from it. */
  readonly takeOver: (msToFull: number) => void;
  /** Called when nobody could be told. */
  readonly undo: () => void;
}

/**
 * One statement, however many clients there are, by the clock of the database. Who overdrew at several servers at once waits
 * no longer than for an empty bucket.
 */
export async function addToShared(
  database: DataSource,
  told: readonly Told[],
  windowMs: number,
): Promise<void> {
  // In one order, like every server: two that lock the same rows must not wait for each other.
  const rows = told.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const summed = await sql<{ key: string; msToFull: number }>(
    database,
    // A row in conflict knows of what was told only what it would have inserted: the other half is looked up.
    `INSERT INTO rate_limits AS kept (key, full_at)
     SELECT key, now() + (ms - age) * interval '1 millisecond'
       FROM unnest($1::text[], $2::float8[], $3::float8[]) AS told (key, ms, age)
     ON CONFLICT (key) DO UPDATE
       SET full_at = LEAST(
             GREATEST(kept.full_at + ($4::jsonb ->> excluded.key)::float8 * interval '1 millisecond', excluded.full_at),
             now() + $5 * interval '1 millisecond')
     RETURNING key, (extract(epoch FROM full_at - now()) * 1000)::float8 AS "msToFull"`,
    [
      rows.map(({ key }) => key),
      rows.map(({ ms }) => ms),
      rows.map(({ ageMs }) => ageMs),
      JSON.stringify(Object.fromEntries(rows.map(({ key, ms }) => [key, ms]))),
      windowMs,
    ],
  );
  const msToFull = new Map(summed.map((row) => [row.key, row.msToFull]));
  for (const { key, takeOver } of rows) takeOver(msToFull.get(key) ?? 0);
}
