/** A PgBouncer before a Postgres, where the machine has the program. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.ts';
import { freePorts } from './free-ports.ts';

/** Daemons are where the PATH of a user may not lead. */
const program = ['pgbouncer', '/usr/sbin/pgbouncer'].find(
  (each) => spawnSync(each, ['--version']).status === 0,
);

/** Why there can be none, for the name of what is skipped; empty where there can. */
export const pgbouncerUnfit =
  program === undefined ? ' (not applicable: no pgbouncer here; on Debian: apt-get install pgbouncer)' : '';

export interface PgBouncer {
  /** The URL that it was given, through it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** @param mode what a client is given a connection for. */
export async function startPgBouncer(
  behind: string,
  { mode, poolSize }: { mode: 'session' | 'transaction'; poolSize: number },
): Promise<PgBouncer> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-pgbouncer-'));
  // It refuses to run as root.
  await chmod(folder, 0o755);
  const [port] = await freePorts(1);
  const { hostname, port: postgresPort, username, password } = new URL(behind);
  const configFile = join(folder, 'pgbouncer.ini');
  await writeFile(
    configFile,
    `[databases]
* = host=${hostname} port=${postgresPort} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${poolSize}
max_client_conn = 200
`,
  );
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(program ?? '', [...user, configFile], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  await until(() => answers(Number(port)), { what: 'PgBouncer to listen' });
  const url = new URL(behind);
  url.port = String(port);
  return {
    url: url.href,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
