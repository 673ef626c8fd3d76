/** After the last database test of a run: nothing of it stays, neither a server nor a database on a given one. */
import { once } from 'node:events';
import { Client, escapeIdentifier } from 'pg';
import { keeperKey, type WithKeeper } from './database-setup.ts';

/** Jest wants a default export. */
// oxlint-disable-next-line import/no-default-export
export default async function tearDown(): Promise<void> {
  const keeper = (globalThis as WithKeeper)[keeperKey];
  if (!keeper) return dropDatabasesOfThisRun();
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  const exit = once(keeper, 'exit');
  keeper.disconnect();
  await exit;
}

async function dropDatabasesOfThisRun(): Promise<void> {
  const client = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [`test_${process.env['TEST_RUN']}_`],
  );
  for (const { datname } of rows) {
    await client.query(`DROP DATABASE ${escapeIdentifier(datname)} WITH (FORCE)`);
  }
  await client.end();
}
