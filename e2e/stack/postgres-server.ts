/** A Postgres of our own with the programs that dump and restore, where the machine has them: Debian's, of any version. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../until.ts';
import { freePorts } from './free-ports.ts';

const debian = '/usr/lib/postgresql';

/** The newest. */
const programs = (existsSync(debian) ? readdirSync(debian) : [])
  .sort((one, other) => Number(other) - Number(one))
  .map((version) => join(debian, version, 'bin'))
  .find((folder) =>
    ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((name) => existsSync(join(folder, name))),
  );

/** Why there can be none, for the name of what is skipped; empty where there can. */
export const postgresUnfit = programs
  ? ''
  : ' (not applicable: no Postgres server with pg_dump here; on Debian: apt-get install postgresql)';

export interface PostgresServer {
  readonly url: string;
  /** To be put first on a PATH. */
  readonly programs: string;
  /** Kills it and removes its files. */
  remove(): Promise<void>;
}

/** With an empty database, open to whoever is on this machine. */
export async function startPostgresServer(): Promise<PostgresServer> {
  if (!programs) throw new Error(`there is no Postgres${postgresUnfit}`);
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-postgres-'));
  const user = await unprivileged(folder);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const [port] = await freePorts(1);
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...args], { ...options, stdio: 'ignore' });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await until(() => accepts(server, url), { what: 'Postgres to accept connections', everyMs: 100 });
  return {
    url,
    programs,
    async remove() {
      if (server.exitCode === null && server.signalCode === null) {
        const exited = once(server, 'exit');
        // As a power cut; SIGKILL would leave its children behind.
        server.kill('SIGQUIT');
        await exited;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Postgres does not run as root. */
async function unprivileged(folder: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'])));
  await chown(folder, uid, gid);
  return { uid, gid };
}

async function accepts(server: ChildProcess, url: string): Promise<boolean> {
  if (server.exitCode !== null) throw new Error('Postgres ended before it was ready');
  const asked = promisify(execFile)(join(programs ?? '', 'pg_isready'), ['--dbname', url]);
  return asked.then(
    () => true,
    () => false,
  );
}
