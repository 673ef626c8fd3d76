/** Another server process on the database of a stack, as a second machine would run it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, profilesPath, type Stack } from '../stack.ts';
import { until } from '../until.ts';
import { freePorts } from './free-ports.ts';

export interface SecondServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface SecondServerOptions {
  /** The same secrets that the stack was given. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function startSecondServer(
  stack: Stack,
  { environment }: SecondServerOptions,
): Promise<SecondServer> {
  const [port, adminPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(join(stack.folder, 'second-server.log'), 'a');
  const server = spawn(process.execPath, [join(build, 'server/main.js')], {
    cwd: stack.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...environment,
      DATABASE_URL: await databaseUrl(stack),
      STORAGE_DIR: stack.blobsDir,
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      PUBLIC_URL: url,
      PROFILES_PATH: profilesPath,
    },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const exited = once(server, 'exit');
  await until(
    () =>
      fetch(`http://127.0.0.1:${adminPort}/probe/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    { what: 'the second server to be ready', seconds: 60 },
  );
  return {
    url,
    async stop() {
      server.kill('SIGTERM');
      await exited;
    },
  };
}

/** The embedded Postgres is open to whoever may read its folder. */
export async function databaseUrl(stack: Stack): Promise<string> {
  const folder = join(stack.dataDir, 'postgres');
  const [password, lock] = await Promise.all([
    readFile(join(folder, 'password'), 'utf8'),
    readFile(join(folder, 'cluster/postmaster.pid'), 'utf8'),
  ]);
  const port = lock.split('\n')[3];
  return `postgres://darkroom:${password.trim()}@127.0.0.1:${port}/darkroom`;
}
