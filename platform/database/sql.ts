/** Plain SQL where an ORM would only hide the plan: hot reads, conditional updates, locks. */
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { inSpan, isTracing } from '../tracing/span.ts';

export type Database = DataSource | EntityManager;

interface Pool {
  query(
    query: string | { text: string; values: unknown[] },
    parameters?: unknown[],
  ): Promise<{ rows: unknown[] }>;
}

/** Runs one statement and returns its rows, for SELECT and for anything with RETURNING alike. */
export function sql<Row>(database: Database, text: string, parameters: unknown[] = []): Promise<Row[]> {
  return traced(text, () => run<Row>(database, text, parameters));
}

async function run<Row>(database: Database, text: string, parameters: unknown[]): Promise<Row[]> {
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
export function sqlPlannedAnew<Row>(database: DataSource, text: string, values: unknown[]): Promise<Row[]> {
  return traced(text, async () => {
    const { rows } = await poolOf(database, text, values).query({ text, values });
    return rows as Row[];
  });
}

/** Its text has no values in it: those are parameters. */
function traced<Row>(text: string, query: () => Promise<Row[]>): Promise<Row[]> {
  if (!isTracing()) return query();
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text };
  return inSpan(summaryOf(text), { kind: 'CLIENT', attributes }, query);
}

/** What it writes, or else what it reads first. */
function summaryOf(text: string): string {
  const [, verb, table] = writing.exec(text) ?? reading.exec(text) ?? [];
  return verb === undefined ? 'SQL' : `${verb.split(/\s/, 1)[0]} ${table}`;
}

const writing = /(?<!\b(?:FOR|KEY|DO) )\b(INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)/;
const reading = /\b(SELECT)\b[^]*?\bFROM\s+(\w+)/;

function poolOf(database: DataSource, text: string, parameters: unknown[]): Pool {
  database.logger.logQuery(text, parameters);
  return (database.driver as PostgresDriver).master as Pool;
}
