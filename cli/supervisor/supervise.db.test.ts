import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { loadConfig } from '../../platform/config/load.ts';
import { findPostmaster, waitUntil } from '../../platform/embedded-postgres/postmaster.ts';
import { findEmbeddedPostgres } from '../../platform/embedded-postgres/start.ts';
import { createLogger } from '../../platform/logging.ts';
import { supervise } from './supervise.ts';

const fixture = new URL('../../test/fixtures/process.ts', import.meta.url);
let dataDir: string;
let port: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'darkroom-supervise-'));
  port = await freePort();
});
afterEach(() => rm(dataDir, { recursive: true }));

/** Server and worker are both the fixture, which behaves as FIXTURE says. */
function begin(variables: Record<string, string> = {}) {
  const environment = {
    DATA_DIR: dataDir,
    PORT: String(port),
    SHUTDOWN_SECONDS: '1',
    LOG_LEVEL: 'silent',
    ...variables,
  };
  const stop = new AbortController();
  const force = new AbortController();
  const printed: string[] = [];
  const ended = supervise({
    config: loadConfig(environment),
    environment,
    entries: { server: fixture, worker: fixture },
    logger: createLogger({ level: 'silent', role: 'test' }),
    stopping: stop.signal,
    forced: force.signal,
    print: (text) => printed.push(text),
  });
  // A start that fails is looked at by the test; until then it is nobody's unhandled rejection.
  ended.catch(() => {});
  const ready = async (): Promise<string> => {
    await Promise.race([ended, waitUntil(() => printed.length > 0, 30_000)]);
    expect(printed).toHaveLength(1);
    return printed[0] ?? '';
  };
  return { stop: () => stop.abort(), force: () => force.abort(), ended, ready };
}

const children = async (): Promise<number[]> => {
  const pids = await readdir('/proc');
  const lines = await Promise.all(
    pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')] as const),
  );
  return lines
    .filter(([, environment]) => environment.includes(`DATA_DIR=${dataDir}`))
    .map(([pid]) => Number(pid));
};

describe('the supervisor', () => {
  it('starts everything, shows the first key once, and stops Postgres last', async () => {
    const first = begin();
    expect(await first.ready()).toMatch(/API key {5}dk_\S{43}\n/);
    expect(await children()).toHaveLength(2);
    first.stop();
    await first.ended;
    const notes = (await readdir(dataDir)).filter((name) => name.startsWith('stopped-'));
    const answers = await Promise.all(notes.map((name) => readFile(join(dataDir, name), 'utf8')));
    expect(answers).toEqual(['true', 'true']);
    expect(await findEmbeddedPostgres(join(dataDir, 'postgres'))).toBeUndefined();

    const second = begin();
    expect(await second.ready()).toContain('npx darkroom keys create');
    second.stop();
    await second.ended;
  });

  it('refuses a second one in the same folder and leaves the first alone', async () => {
    const first = begin();
    await first.ready();
    await expect(begin({ PORT: '0' }).ended).rejects.toThrow(`already running in ${dataDir}`);
    expect(await children()).toHaveLength(2);
    first.stop();
    await first.ended;
  });

  it('starts a killed process again', async () => {
    const { ready, stop, ended } = begin();
    await ready();
    const before = await children();
    const victim = before[0] ?? Number.NaN;
    process.kill(victim, 'SIGKILL');
    const isBack = async (): Promise<boolean> => {
      const now = await children();
      return now.length === 2 && !now.includes(victim);
    };
    expect(await waitUntil(isBack, 30_000)).toBe(true);
    stop();
    await ended;
  });

  it('starts a killed Postgres again where the others look for it', async () => {
    const { ready, stop, ended } = begin();
    await ready();
    const url = await findEmbeddedPostgres(join(dataDir, 'postgres'));
    const postmaster = await findPostmaster(join(dataDir, 'postgres', 'cluster'));
    process.kill(postmaster?.pid ?? Number.NaN, 'SIGKILL');
    expect(await waitUntil(() => answers(url), 30_000)).toBe(true);
    stop();
    await ended;
  });

  it('gives up with the sentence of a process that cannot start, and leaves nothing behind', async () => {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const { ended } = begin({ FIXTURE: 'serve' });
    await expect(ended).rejects.toThrow(`Port ${port} is in use: stop the other program or set PORT`);
    expect(await children()).toEqual([]);
    expect(await findEmbeddedPostgres(join(dataDir, 'postgres'))).toBeUndefined();
    server.close();

    // The first key was not used up by a start that could not show it.
    const again = begin();
    expect(await again.ready()).toMatch(/API key {5}dk_/);
    again.stop();
    await again.ended;
  });

  it('gives up when a process crashes again and again while starting', async () => {
    await expect(begin({ FIXTURE: 'crash' }).ended).rejects.toThrow(/crashed 5 times while starting/);
    expect(await children()).toEqual([]);
  });

  it('cuts off what neither stops nor keeps its own deadline', async () => {
    const { ready, stop, ended } = begin({ FIXTURE: 'spin' });
    await ready();
    stop();
    await ended;
    expect(await children()).toEqual([]);
  });

  it('waits for nothing when it is told twice', async () => {
    const { ready, stop, force, ended } = begin({ FIXTURE: 'spin', SHUTDOWN_SECONDS: '600' });
    await ready();
    stop();
    force();
    await ended;
    expect(await children()).toEqual([]);
  });

  it('can be stopped while it is still starting', async () => {
    const { stop, ended } = begin();
    stop();
    await ended;
    expect(await children()).toEqual([]);
  });

  it('runs no Postgres of its own when it is given one', async () => {
    const { ended } = begin({ DATABASE_URL: `postgres://nobody:x@127.0.0.1:${port}/none` });
    await expect(ended).rejects.toThrow('The database in DATABASE_URL: nothing listens there');
    expect(await readdir(dataDir)).not.toContain('postgres');
  });
});

async function answers(url: string | undefined): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  const answered = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => {});
  return answered;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
