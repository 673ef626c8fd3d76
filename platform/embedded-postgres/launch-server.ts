/** Starts the server of an existing cluster and waits until it is ready. */
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { findPostmaster, lockFile, type Postmaster, readLockFile, waitUntil } from './postmaster.ts';
import { launch } from './programs.ts';
import type { RunAs } from './run-as.ts';

export interface Server {
  cluster: Cluster;
  binaries: Binaries;
  runAs: RunAs;
  durable: boolean;
  /** Any free one when undefined. */
  port: number | undefined;
}

/** Recovery after a crash replays up to max_wal_size (1 GB): minutes on a slow disk. */
export const startSeconds = 300;

/** Somebody else may take the free port first; backends of a killed server need a moment to notice and exit. */
const passing = /could not bind|pre-existing shared memory|postmaster\.pid" already exists/;
const attempts = 50;

/** Resolves when the server accepts connections. Rejects with its log when it does not come up. */
export async function launchServer(server: Server): Promise<Postmaster> {
  await removeStaleLock(server.cluster.directory);
  await keepPreviousLog(server.cluster.logFile);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchOnce(server);
    } catch (error) {
      const isPassing = error instanceof Error && passing.test(error.message);
      if (!isPassing || attempt === attempts) throw error;
      await waitUntil(() => false, 100);
    }
  }
}

/** Postgres keeps a lock whose pid is alive; in a container that pid is soon some other program of ours. */
async function removeStaleLock(directory: string): Promise<void> {
  const lock = await readLockFile(directory);
  if (lock && !(await findPostmaster(directory))) await rm(lockFile(directory), { force: true });
}

const keepPreviousLog = (logFile: string): Promise<void> =>
  rename(logFile, `${logFile}.previous`).catch(() => {});

async function launchOnce({ cluster, binaries, runAs, durable, port }: Server): Promise<Postmaster> {
  const log = openSync(cluster.logFile, 'w', 0o600);
  const args = ['-D', cluster.directory, ...settings(port ?? (await freePort()), durable)];
  const child = launch(runAs, binaries.postgres, args, log);
  closeSync(log);
  const failure = new Promise<Error>((resolve) => {
    child.once('error', resolve);
    child.once('exit', () => resolve(new Error('exited')));
  });
  const ready = waitForReady(cluster.directory, () => child.exitCode === null && child.signalCode === null);
  const outcome = await Promise.race([failure, ready]);
  child.removeAllListeners();
  child.unref();
  if (!(outcome instanceof Error)) return outcome;
  throw await withLog(outcome, cluster.logFile);
}

async function waitForReady(directory: string, isAlive: () => boolean): Promise<Postmaster | Error> {
  let postmaster: Postmaster | undefined;
  const isReady = await waitUntil(async () => {
    postmaster = await findPostmaster(directory);
    return postmaster?.status === 'ready' || !isAlive();
  }, startSeconds * 1000);
  if (isReady && postmaster?.status === 'ready') return postmaster;
  return new Error(`not ready after ${startSeconds} seconds`);
}

async function withLog(failure: Error, logFile: string): Promise<Error> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  return new Error(log || failure.message, { cause: failure });
}

/**
 * On the command line, so that a new version of ours brings its settings to an old cluster. No parallel query:
 * renders need the cores, and its shared memory does not fit Docker's 64 MB /dev/shm. No JIT: our queries are
 * short. The log keeps warnings; checkpoints and refused logins of a healthy server would only fill the disk.
 */
function settings(port: number, durable: boolean): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    jit: 'off',
    timezone: 'UTC',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
