/** Plain SQL where an ORM would only hide the plan: hot reads, conditional updates, locks. */
import type { DataSource, EntityManager } from 'typeorm';

export type Database = DataSource | EntityManager;

/** Runs one statement and returns its rows, for SELECT and for anything with RETURNING alike. */
export async function sql<Row>(database: Database, text: string, parameters: unknown[] = []): Promise<Row[]> {
  const result: unknown = await database.query(text, parameters);
  // TypeORM answers UPDATE and DELETE with [rows, count], everything else with the rows.
  const counted = Array.isArray(result) && result.length === 2 && Array.isArray(result[0]);
  return (counted && typeof result[1] === 'number' ? result[0] : result) as Row[];
}
