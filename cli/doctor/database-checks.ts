/** Whether the database can be reached, is of a version and a state that this version works with, and has workers. */
import type { DataSource } from 'typeorm';
import { requireMigrations } from '../../migrations/migrate.ts';
import { sql } from '../../platform/database/sql.ts';
import { queueSchema } from '../../platform/queue/queue.ts';
import { advice, type Check } from './check.ts';

const oldest = 13;
const toleratedSkewSeconds = 5;
const toleratedWaitMinutes = 10;

export const databaseChecks = (database: DataSource): Check[] => [
  { name: 'database', look: () => reachable(database) },
  { name: 'migrations', look: () => migrated(database) },
  { name: 'clock', look: () => clock(database) },
  { name: 'queue', look: () => queue(database) },
];

async function reachable(database: DataSource): Promise<string> {
  const [server] = await sql<{ version: string; number: number }>(
    database,
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number`,
  );
  if (!server || server.number < oldest * 10_000)
    throw advice(`Postgres is ${server?.version}: use version ${oldest} or newer.`);
  return `Postgres ${server.version} answers.`;
}

async function migrated(database: DataSource): Promise<string> {
  await requireMigrations(database).catch((cause: unknown) => {
    throw advice('The schema is older than this version: run npm run migrate.', cause);
  });
  return 'The schema is the one of this version.';
}

/** URLs expire by the servers' clocks, rows by the database's. */
async function clock(database: DataSource) {
  const [now] = await sql<{ seconds: number }>(
    database,
    'SELECT extract(epoch FROM clock_timestamp())::float8 AS seconds',
  );
  const skew = Math.round(Math.abs(Date.now() / 1000 - (now?.seconds ?? 0)));
  return skew <= toleratedSkewSeconds
    ? 'This clock and the database’s agree.'
    : { warning: `This clock and the database’s differ by ${skew} seconds: synchronise both (NTP).` };
}

async function queue(database: DataSource) {
  const [jobs] = await sql<{ waiting: number; minutes: number; dead: number }>(
    database,
    `SELECT count(*) FILTER (WHERE due)::int AS waiting,
            coalesce(extract(epoch FROM max(now() - start_after) FILTER (WHERE due)) / 60, 0)::float8 AS minutes,
            count(*) FILTER (WHERE state = 'failed')::int AS dead
       FROM (SELECT *, state < 'active' AND start_after <= now() AS due FROM ${queueSchema}.job) jobs`,
  );
  if (jobs && jobs.minutes > toleratedWaitMinutes)
    return {
      warning: `${jobs.waiting} jobs wait, the oldest for ${Math.round(jobs.minutes)} minutes: does a worker run, and are there enough?`,
    };
  return `${jobs?.waiting ?? 0} jobs wait; ${jobs?.dead ?? 0} have failed and are kept.`;
}
