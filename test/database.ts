/**
 * A database of its own for each test file, cloned from a template that the first file of a run migrates: files
 * run in parallel and see nothing of each other.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../migrations/migrate.ts';
import { createLogger } from '../platform/logging.ts';

export interface TestDatabase {
  readonly url: string;
  /** Fails, and says what is still connected, when the test left a connection open. */
  readonly drop: () => Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${requireVariable('TEST_RUN')}_${randomBytes(6).toString('hex')}`;
  await withServer(async (server) => {
    const template = await ensureTemplate(server);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return { url: urlOf(name), drop: () => withServer((server) => drop(server, name)) };
}

/** Under a lock, since several files want the template at once; named last, so that half of one is not found. */
async function ensureTemplate(server: Client): Promise<string> {
  const template = `test_${requireVariable('TEST_RUN')}_template`;
  const unfinished = `${template}_new`;
  await server.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
  const found = await server.query('SELECT FROM pg_database WHERE datname = $1', [template]);
  if (found.rowCount === 0) {
    await server.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${unfinished}`);
    await migrate(urlOf(unfinished), createLogger({ level: 'warn', role: 'test' }));
    await server.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  }
  await server.query('SELECT pg_advisory_unlock(hashtext($1))', [template]);
  return template;
}

/** Postgres itself waits five seconds for connections that are just closing. */
async function drop(server: Client, name: string): Promise<void> {
  try {
    await server.query(`DROP DATABASE ${name}`);
  } catch (cause) {
    const leaked = await server.query<{ application_name: string; query: string }>(
      'SELECT application_name, query FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    const list = leaked.rows.map(({ application_name, query }) => `  ${application_name}: ${query}`);
    throw new Error(`The test left connections open:\n${list.join('\n')}`, { cause });
  }
}

async function withServer<T>(use: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: requireVariable('TEST_DATABASE_URL') });
  await server.connect();
  try {
    return await use(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(requireVariable('TEST_DATABASE_URL'));
  url.pathname = `/${database}`;
  return url.href;
}

function requireVariable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this test in the jest project "db"`);
  return value;
}
