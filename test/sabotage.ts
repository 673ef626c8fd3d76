/** Makes the database itself fail, where a test needs a transaction that breaks at a certain step. */
import type { DataSource } from 'typeorm';
import { sql } from '../platform/database/sql.ts';

export interface Sabotage {
  /** A table, with its schema where that is not public. */
  readonly table: string;
  readonly on: 'INSERT' | 'UPDATE' | 'DELETE';
  /** `now`: the statement fails; `commit`: every statement succeeds and then the commit fails. */
  readonly at?: 'now' | 'commit';
  /** SQL over NEW (or OLD) that says which rows; default: all. */
  readonly when?: string;
}

/** Every matching statement fails while `during` runs. */
export async function sabotaged<T>(
  database: DataSource,
  { table, on, at = 'now', when = 'true' }: Sabotage,
  during: () => Promise<T>,
): Promise<T> {
  await sql(
    database,
    `CREATE OR REPLACE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql
     AS $$ BEGIN RAISE EXCEPTION 'sabotaged'; END $$`,
  );
  const timing =
    at === 'commit'
      ? `CREATE CONSTRAINT TRIGGER sabotage AFTER ${on} ON ${table} DEFERRABLE INITIALLY DEFERRED`
      : `CREATE TRIGGER sabotage BEFORE ${on} ON ${table}`;
  await sql(database, `${timing} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION sabotage()`);
  try {
    return await during();
  } finally {
    await sql(database, `DROP TRIGGER sabotage ON ${table}`);
  }
}
