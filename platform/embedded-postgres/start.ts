/**
 * A Postgres of our own for people who have none: made on the first start, adopted when an earlier one was left
 * running by a supervisor that was killed. Listens on the loopback address only.
 */
import { resolve } from 'node:path';
import { Client } from 'pg';
import { AppError, isAppError } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Cluster, clusterIn, createCluster, makeFolder, readPassword } from './cluster.ts';
import { explainFailure } from './explain-failure.ts';
import { launchServer, type Server, startSeconds } from './launch-server.ts';
import { findPostmaster, type Postmaster, stopPostmaster, waitUntil } from './postmaster.ts';
import { chooseUser } from './run-as.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its password and its log; made when absent. */
  dataDir: string;
  /** False gives up safety against a power cut for speed: for tests, whose data is thrown away. */
  durable?: boolean;
  /** For a restart under programs that know the URL already. Default: any free port. */
  port?: number;
  /** Of another version, for tests against it. Default: those that npm installed. */
  binaries?: Binaries;
  logger: Logger;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** It may be nobody's child (adopted), so its end has to be looked for. */
  isAlive(): Promise<boolean>;
  stop(): Promise<void>;
}

/** The URL of a server that runs in this folder, for commands beside it; undefined when there is none. */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const cluster = clusterIn(resolve(dataDir));
  const postmaster = await findPostmaster(cluster.directory);
  return postmaster?.status === 'ready' ? urlOf(postmaster.port, await readPassword(cluster)) : undefined;
}

/** @throws AppError START_FAILED with a sentence that says what to do. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const binaries = options.binaries ?? (await findBinaries());
  try {
    await makeFolder(dataDir);
    const runAs = await chooseUser(dataDir, binaries.postgres);
    const { durable = true, port, logger } = options;
    await createCluster(dataDir, { binaries, runAs, durable });
    return await adoptOrLaunch({ cluster: clusterIn(dataDir), binaries, runAs, durable, port }, logger);
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    const output = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('START_FAILED', { reason: explainFailure(output, dataDir) }, { cause });
  }
}

async function adoptOrLaunch(server: Server, logger: Logger): Promise<EmbeddedPostgres> {
  const password = await readPassword(server.cluster);
  const adopted = await adopt(server.cluster, password);
  const { pid, port } = adopted ?? (await launchServer(server));
  logger.info(
    { postgresPid: pid, port },
    adopted ? 'embedded Postgres adopted' : 'embedded Postgres started',
  );
  return {
    url: urlOf(port, password),
    pid,
    port,
    isAlive: async () => (await findPostmaster(server.cluster.directory))?.pid === pid,
    stop: () => stopPostmaster(server.cluster.directory, pid),
  };
}

const urlOf = (port: number, password: string): string =>
  `postgres://darkroom:${password}@127.0.0.1:${port}/darkroom`;

/** A server that was left running: taken over when it lets us in, otherwise stopped. */
async function adopt({ directory }: Cluster, password: string): Promise<Postmaster | undefined> {
  const isSettled = async (): Promise<boolean> => {
    const found = await findPostmaster(directory);
    return found === undefined || found.status === 'ready';
  };
  await waitUntil(isSettled, startSeconds * 1000);
  const postmaster = await findPostmaster(directory);
  if (!postmaster) return undefined;
  if (postmaster.status === 'ready' && (await letsUsIn(postmaster.port, password))) return postmaster;
  await stopPostmaster(directory, postmaster.pid);
  return undefined;
}

async function letsUsIn(port: number, password: string): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
