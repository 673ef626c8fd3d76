/**
 * Makes the cluster (Postgres' word for a data directory) once. One role may log in, from this machine only and
 * with a random password; it owns the database `darkroom` and is no superuser, so that a hole in our SQL does
 * not become a shell. The superuser has no way in at all except Postgres' single-user mode.
 */
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { run } from './programs.ts';
import type { RunAs } from './run-as.ts';

export interface Cluster {
  /** Postgres' own directory; not even its name may be written to by others. */
  readonly directory: string;
  readonly passwordFile: string;
  readonly logFile: string;
}

export const clusterIn = (dataDir: string): Cluster => ({
  directory: join(dataDir, 'cluster'),
  passwordFile: join(dataDir, 'password'),
  logFile: join(dataDir, 'postgres.log'),
});

/** The folder around the cluster, entered by nobody but Postgres' user (and us, when we are root). */
export async function makeFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
}

export async function readPassword(cluster: Cluster): Promise<string> {
  return (await readFile(cluster.passwordFile, 'utf8')).trim();
}

interface Tools {
  binaries: Binaries;
  runAs: RunAs;
  durable: boolean;
}

/** Does nothing when the cluster exists. Made under another name first: half a cluster is never found later. */
export async function createCluster(dataDir: string, tools: Tools): Promise<void> {
  const cluster = clusterIn(dataDir);
  if (await exists(cluster.directory)) return;
  const unfinished = `${cluster.directory}.new`;
  await rm(unfinished, { recursive: true, force: true });
  if (tools.runAs.owner) await chown(dataDir, tools.runAs.owner.uid, tools.runAs.owner.gid);
  const password = randomBytes(24).toString('base64url');
  await writeFile(cluster.passwordFile, `${password}\n`, { mode: 0o600 });
  await initialise(unfinished, tools);
  await createRole(unfinished, password, tools);
  await rename(unfinished, cluster.directory);
}

async function initialise(directory: string, { binaries, runAs, durable }: Tools): Promise<void> {
  const args = [
    '--username=postgres',
    '--auth=reject',
    '--encoding=UTF8',
    '--no-instructions',
    ...binaries.locale,
  ];
  if (!durable) args.push('--no-sync');
  await run(runAs, binaries.initdb, [`--pgdata=${directory}`, ...args]);
}

/** CREATEDB is for tests that clone a template; it grants nothing on the databases of others. */
async function createRole(directory: string, password: string, { binaries, runAs }: Tools): Promise<void> {
  const statements = [
    `CREATE ROLE darkroom LOGIN CREATEDB PASSWORD '${password}'`,
    'CREATE DATABASE darkroom OWNER darkroom',
  ];
  const args = ['--single', '-D', directory, '-c', 'exit_on_error=on', 'postgres'];
  await run(runAs, binaries.postgres, args, `${statements.join('\n')}\n`);
  const rule = 'host all darkroom 127.0.0.1/32 scram-sha-256\n';
  await writeFile(join(directory, 'pg_hba.conf'), rule, { mode: 0o600 });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
