/**
 * Before the first database test of a run: a Postgres server, the embedded one unless TEST_DATABASE_URL names
 * another, or TEST_POSTGRES_BIN the programs of another version. The test processes inherit the environment that is set here.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

export const keeperKey = Symbol.for('darkroom.test.postgres-keeper');

export type WithKeeper = typeof globalThis & { [keeperKey]?: ChildProcess };

/** Jest wants a default export. */
// oxlint-disable-next-line import/no-default-export
export default async function setUp(): Promise<void> {
  process.env['TEST_RUN'] = randomBytes(4).toString('hex');
  if (process.env['TEST_DATABASE_URL']) return;
  const keeper = fork(new URL('postgres-keeper.ts', import.meta.url), { stdio: ['ignore', 2, 2, 'ipc'] });
  (globalThis as WithKeeper)[keeperKey] = keeper;
  const stopped = once(keeper, 'exit').then(([code]) => {
    throw new Error(`the test database did not start: its process ended with ${String(code)}`);
  });
  const [message] = (await Promise.race([once(keeper, 'message'), stopped])) as [{ url: string }];
  stopped.catch(() => {});
  process.env['TEST_DATABASE_URL'] = message.url;
}
