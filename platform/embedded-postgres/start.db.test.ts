import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createLogger } from '../logging.ts';
import { waitUntil } from './postmaster.ts';
import { type EmbeddedPostgres, findEmbeddedPostgres, startEmbeddedPostgres } from './start.ts';

const logger = createLogger({ level: 'silent', role: 'test' });
const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;

let folder: string;
let dataDir: string;
const running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-postgres-'));
  dataDir = join(folder, 'postgres');
});
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: { port?: number; durable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, logger, ...options });
  running.push(postgres);
  return postgres;
}

async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function crash(postgres: EmbeddedPostgres): Promise<void> {
  process.kill(postgres.pid, 'SIGKILL');
  expect(await waitUntil(async () => !(await postgres.isAlive()), 10_000)).toBe(true);
}

describe('the embedded Postgres', () => {
  it('is version 18, on the loopback address, and our role is no superuser', async () => {
    const { url } = await start();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const [row] = await query(
      url,
      'SELECT current_setting($$server_version_num$$)::int / 10000 AS version, rolsuper, rolreplication ' +
        'FROM pg_roles WHERE rolname = current_user',
    );
    expect(row).toEqual({ version: 18, rolsuper: false, rolreplication: false });
  });

  it('lets in nobody without the password, and the superuser not at all', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const superuser = new URL(url);
    superuser.username = 'postgres';
    await expect(query(superuser.href, 'SELECT 1')).rejects.toThrow('no pg_hba.conf entry');
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('keeps its data over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(await first.isAlive()).toBe(false);
    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('recovers after a crash, on the port that its clients know', async () => {
    const first = await start({ durable: true });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    // A session that is open at the crash has to notice before the shared memory is free.
    const session = new Client({ connectionString: first.url });
    session.on('error', () => {});
    await session.connect();
    await crash(first);
    const second = await start({ port: first.port });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await session.end().catch(() => {});
  });

  it('is adopted when it is running already', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ pid: first.pid, url: first.url });
    expect(await findEmbeddedPostgres(dataDir)).toBe(first.url);
  });

  it('is stopped and started anew when it is running but the password is another', async () => {
    const first = await start();
    await query(first.url, `ALTER ROLE darkroom PASSWORD 'another'`);
    await writeFile(join(dataDir, 'password'), 'another-one\n');
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await first.isAlive()).toBe(false);
  });

  it('does not mistake a program that got the pid of a dead server for the server', async () => {
    const first = await start();
    await crash(first);
    const lockFile = join(dataDir, 'cluster', 'postmaster.pid');
    const lock = await readFile(lockFile, 'utf8');
    await writeFile(lockFile, lock.replace(/^\d+/, String(process.pid)));
    expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
    expect((await start()).pid).not.toBe(process.pid);
  });

  it('starts over when making the cluster was interrupted', async () => {
    await mkdir(join(dataDir, 'cluster.new', 'base'), { recursive: true });
    await start();
    expect(await readdir(dataDir)).not.toContain('cluster.new');
  });

  it('says so when its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(start({ port })).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('its port on 127.0.0.1 taken'),
    });
    server.close();
  });

  it('says so when the folder is a file', async () => {
    await writeFile(dataDir, '');
    await expect(start()).rejects.toMatchObject({ code: 'START_FAILED' });
  });

  it('says so when the data is of another version', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toMatchObject({
      message: expect.stringMatching(/made by Postgres 12: move it aside/),
    });
  });
});

async function startHolder(user: { uid?: number; gid?: number } = {}): Promise<Held> {
  const hold = new URL('../../test/fixtures/hold-postgres.ts', import.meta.url);
  const holder = fork(hold, [dataDir], { detached: true, stdio: ['ignore', 2, 2, 'ipc'], cwd: '/', ...user });
  const [held] = (await once(holder, 'message')) as [Omit<Held, 'holder'>];
  return { ...held, holder };
}

interface Held {
  pid: number;
  url: string;
  uid: number;
  holder: ChildProcess;
}

describe('the embedded Postgres under a supervisor', () => {
  it('survives the Ctrl-C that ends the whole foreground group, and the end of its supervisor', async () => {
    const { holder, pid, url } = await startHolder();
    const exit = once(holder, 'exit');
    process.kill(-(holder.pid ?? Number.NaN), 'SIGINT');
    await exit;
    expect(await start()).toMatchObject({ pid, url });
  });
});

describeAsRoot('the embedded Postgres, started by root,', () => {
  it('runs as somebody else, also in a folder that is closed to others', async () => {
    await chmod(folder, 0o700);
    const status = await processStatus(await start());
    expect(status).toMatch(/^Uid:\t65534\t65534/m);
    // All that it may do beyond a stranger is to walk through folders.
    expect(status).toMatch(/^CapEff:\t000000000000000[42]$/m);
  });

  it('has no right of root at all where every folder is open', async () => {
    await chmod(folder, 0o755);
    expect(await processStatus(await start())).toMatch(/^CapEff:\t0{16}$/m);
  });

  it('runs as the owner of the folder when that is not root', async () => {
    await chmod(folder, 0o755);
    await mkdir(dataDir);
    await chown(dataDir, 1, 1);
    expect(await processStatus(await start())).toMatch(/^Uid:\t1\t1/m);
  });

  it('is adopted from another user who started it', async () => {
    await chown(folder, 65534, 65534);
    const { holder, pid, uid } = await startHolder({ uid: 65534, gid: 65534 });
    expect(uid).toBe(65534);
    holder.send('end');
    await once(holder, 'exit');
    expect(await start()).toMatchObject({ pid });
  });
});

const processStatus = ({ pid }: EmbeddedPostgres): Promise<string> => readFile(`/proc/${pid}/status`, 'utf8');
