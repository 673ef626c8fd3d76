/**
 * The product as it is installed: `darkroom start` with a data folder and ports of its own. Its environment is made
 * here, so that nothing of the machine's (a database, a bucket) is measured or written to by mistake.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findEmbeddedPostgres } from '../../platform/embedded-postgres/start.ts';
import { findChild } from '../machine/find-child.ts';
import { freePort } from './free-port.ts';

export interface Stack {
  readonly url: string;
  readonly apiKey: string;
  readonly databaseUrl: string;
  /** What all of its processes were given. */
  readonly environment: Readonly<Record<string, string>>;
  /** The process that answers requests; undefined where processes cannot be found. */
  readonly serverPid: number | undefined;
  /** The process that works on jobs. */
  readonly workerPid: number | undefined;
  /** The first process of Postgres, which starts one for each connection. */
  readonly postgresPid: number | undefined;
}

export interface StackOptions {
  /** The stack gets a folder in this one. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const entry = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const project = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs `use` against a fresh stack and stops it whatever happens. */
export async function withStack<T>(options: StackOptions, use: (stack: Stack) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(options.folder, 'stack-'));
  const port = await freePort();
  const apiKey = secret();
  const environment = {
    PATH: process.env['PATH'] ?? '',
    // The libraries' quick paths, as in any deployment; it wants its secrets given.
    NODE_ENV: 'production',
    SIGNING_KEYS: `bench:${secret()}`,
    BOOTSTRAP_API_KEY: apiKey,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    ADMIN_PORT: String(await freePort()),
    WORKER_ADMIN_PORT: '0',
    PROFILES_PATH: join(project, 'profiles.yaml'),
    // Counted, as they are for everybody, and never reached.
    RATE_LIMIT_QUERIES: '1000000000',
    RATE_LIMIT_MUTATIONS: '1000000000',
    RATE_LIMIT_UPLOADS: '1000000000',
    RATE_LIMIT_RENDITIONS: '1000000000',
    WEBSOCKETS_PER_CLIENT: '1000000',
    SUBSCRIPTIONS_PER_CLIENT: '1000000',
    ...options.environment,
  };
  // With a channel, so that the product ends by itself should the bench be killed.
  const child = fork(entry, ['start'], {
    cwd: dataDir,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    await started(child);
    const databaseUrl = (await findEmbeddedPostgres(join(environment.DATA_DIR, 'postgres'))) ?? '';
    const pidOf = async (script: string): Promise<number | undefined> =>
      child.pid === undefined ? undefined : findChild(child.pid, script);
    return await use({
      url: `http://127.0.0.1:${port}`,
      apiKey,
      databaseUrl,
      environment,
      serverPid: await pidOf('/server/main.js'),
      workerPid: await pidOf('/worker/main.js'),
      postgresPid: await pidOf('/bin/postgres'),
    });
  } finally {
    await stopped(child);
  }
}

const secret = (): string => randomBytes(32).toString('base64url');

/** Resolves when the banner is printed. @throws with the last lines when the product ends before. */
function started(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  const ready = Promise.withResolvers<void>();
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('Darkroom is ready')) ready.resolve();
      said.splice(0, said.length - 20);
      said.push(line);
    });
  child.once('exit', () => ready.reject(new Error(`the product ended:\n${said.join('\n')}`)));
  return ready.promise;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await exit;
}
