/** Plain SQL where an ORM would only hide the plan: hot reads, conditional updates, locks. */
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

export type Database = DataSource | EntityManager;

interface Pool {
  query(
    query: string | { text: string; values: unknown[] },
    parameters?: unknown[],
  ): Promise<{ rows: unknown[] }>;
}

/** Runs one statement and returns its rows, for SELECT and for anything with RETURNING alike. */
export async function sql<Row>(database: Database, text: string, parameters: unknown[] = []): Promise<Row[]> {
  if (database instanceof DataSource) return alone<Row>(database, text, parameters);
  const result: unknown = await database.query(text, parameters);
  // TypeORM answers UPDATE and DELETE with [rows, count], everything else with the rows.
  const counted = Array.isArray(result) && result.length === 2 && Array.isArray(result[0]);
  return (counted && typeof result[1] === 'number' ? result[0] : result) as Row[];
}

/**
 * A statement that is its own transaction goes straight to the pool: what TypeORM wraps around each (a runner, its
 * checkout and release, broadcasts) is a tenth of the time that a page of images takes. The log still hears of it.
 */
async function alone<Row>(database: DataSource, text: string, parameters: unknown[]): Promise<Row[]> {
  const { rows } = await poolOf(database, text, parameters).query(text, parameters);
  return rows as Row[];
}

/**
 * The same with a plan for the tables as they are now. A statement that is prepared keeps the plan that was best when the
 * connection was new, until the table is analysed: one that joins a list with a table that thousands of rows are being
 * added to would read the whole table for every list.
 */
export async function sqlPlannedAnew<Row>(
  database: DataSource,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await poolOf(database, text, values).query({ text, values });
  return rows as Row[];
}

function poolOf(database: DataSource, text: string, parameters: unknown[]): Pool {
  database.logger.logQuery(text, parameters);
  return (database.driver as PostgresDriver).master as Pool;
}
