/** Whether a pooler stands before the database, and is told apart from the way past it. */
import { Client } from 'pg';
import type { Config } from '../../platform/config/load.ts';
import { explainDatabaseFault } from '../supervisor/explain-database-fault.ts';
import { advice, type Check, type Warning } from './check.ts';

/** Nothing to look at where the database is our own. */
export const poolerChecks = ({ database: { url, directUrl } }: Config): Check[] =>
  url === undefined ? [] : [{ name: 'pooler', look: () => look(url, directUrl).catch(explainDatabaseFault) }];

async function look(url: string, directUrl: string | undefined): Promise<string | Warning> {
  if (!(await keepsConnections(directUrl ?? url)))
    throw advice(
      directUrl === undefined
        ? 'DATABASE_URL leads through a pooler by transaction: set DATABASE_DIRECT_URL to the same database past it.'
        : 'DATABASE_DIRECT_URL leads through a pooler by transaction as well: name the port of Postgres itself.',
    );
  if (directUrl === undefined) return 'DATABASE_URL keeps its connections.';
  const [pooled, direct] = [await serverOf(url), await serverOf(directUrl)];
  if (pooled.identity !== direct.identity)
    throw advice('DATABASE_URL and DATABASE_DIRECT_URL lead to different databases: correct one of them.');
  if (pooled.patience === '0')
    return {
      warning: `Through the pooler no statement has an end: ALTER ROLE ${pooled.role} SET statement_timeout = '30s'; ALTER ROLE ${pooled.role} SET idle_in_transaction_session_timeout = '60s'.`,
    };
  return 'DATABASE_URL and DATABASE_DIRECT_URL lead to the same database.';
}

interface Server {
  readonly identity: string;
  readonly role: string;
  readonly patience: string;
}

async function serverOf(url: string): Promise<Server> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<Server>(
      `SELECT current_database() || ' ' || pg_postmaster_start_time() AS identity, quote_ident(current_user) AS role,
              current_setting('statement_timeout') AS patience`,
    );
    return rows[0] as Server;
  });
}

/** While another has begun a transaction: a pooler by transaction gives that one the connection that was free. */
async function keepsConnections(url: string): Promise<boolean> {
  return withClient(url, (one) =>
    withClient(url, async (other) => {
      const before = await processOf(one);
      await other.query('BEGIN');
      const taken = await processOf(other);
      return taken !== before && (await processOf(one)) === before;
    }),
  );
}

async function processOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'darkroom doctor',
    connectionTimeoutMillis: 5_000,
  });
  // Kept for good: an error that nobody listens for would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end();
  }
}
