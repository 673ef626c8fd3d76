import { afterEach, describe, expect, it } from '@jest/globals';
import { exchange } from '../../test/loopback.ts';
import { readableLog } from '../../test/log-lines.ts';
import { until } from '../../test/until.ts';
import { type Admin, serveAdmin } from './admin-port.ts';
import type { DebugAccess } from './debug-access.ts';

let admin: Admin;
afterEach(() => admin.close());

/** Of the machine's free ports. */
async function start(debug: DebugAccess = 'local', host = '127.0.0.1') {
  const log = readableLog();
  admin = await serveAdmin({ host, port: 0, debug, logger: log.logger, checks: {} });
  const { port } = admin;
  const at = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/debug/${path}`, init);
  const put = (body: object): Promise<Response> =>
    at('log-level', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { ...log, port, at, put };
}

const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { code?: unknown }).code;

describe('a CPU profile', () => {
  it('shows where the process was busy', async () => {
    const { at } = await start();
    const profiling = at('cpu-profile?seconds=1');
    const state = { isOver: false };
    void profiling.finally(() => (state.isOver = true));
    let sum = 0;
    while (!state.isOver) {
      sum += busyWithThis();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(sum).toBeGreaterThan(0);
    const answer = await profiling;
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.cpuprofile"$/);
    const profile = (await answer.json()) as Record<string, unknown[]> & {
      nodes: { callFrame: { url: string } }[];
    };
    expect(profile.nodes.map(({ callFrame }) => callFrame.url)).toContainEqual(
      expect.stringContaining('debug-routes.test'),
    );
    // As Chrome wants it.
    expect(profile['samples']?.length).toBe(profile['timeDeltas']?.length);
  });

  it('is made one at a time, and the next when its reader has gone', async () => {
    const { at, lines } = await start();
    const leaving = new AbortController();
    const left = at('cpu-profile?seconds=60', { signal: leaving.signal }).catch(() => 'left');
    await until('it is being made', () => lines.some(({ msg }) => msg === 'the process is profiled'));
    const second = await at('heap-snapshot');
    expect([second.status, second.headers.get('retry-after'), await codeOf(second)]).toEqual([
      409,
      '2',
      'DEBUG_IN_PROGRESS',
    ]);
    leaving.abort();
    expect(await left).toBe('left');
    await until('another may be made', async () => (await at('cpu-profile?seconds=1')).status === 200);
    expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it.each(['0', '61', '1.5', 'all'])('of %s seconds is none', async (seconds) => {
    const { at } = await start();
    const answer = await at(`cpu-profile?seconds=${seconds}`);
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('does not keep a process from ending', async () => {
    const { at, lines } = await start();
    const cut = at('cpu-profile?seconds=60').catch(() => 'cut');
    await until('it is being made', () => lines.some(({ msg }) => msg === 'the process is profiled'));
    await admin.close();
    expect(await cut).toBe('cut');
  });
});

describe('the level of the log', () => {
  it('is changed for a while, and goes back by itself', async () => {
    const { at, put, logger, lines } = await start();
    expect(await (await at('log-level')).json()).toEqual({ level: 'info', usual: null, until: null });
    const changed = (await (await put({ level: 'debug', seconds: 1 })).json()) as { until: string };
    expect(changed).toEqual({ level: 'debug', usual: 'info', until: expect.any(String) });
    logger.debug('heard');
    logger.child({ requestId: 'x' }).debug('heard of a request');
    await until('it goes back', async () => logger.level === 'info');
    expect(Date.parse(changed.until)).toBeLessThanOrEqual(Date.now() + 50);
    logger.debug('not heard');
    const heard = lines.map(({ msg }) => msg);
    expect(heard).toEqual(expect.arrayContaining(['heard', 'heard of a request']));
    expect(heard).not.toContain('not heard');
  });

  it('is for ten minutes where nothing is said, and the last word counts', async () => {
    const { put, logger } = await start();
    await put({ level: 'silent', seconds: 1 });
    const { until: end } = (await (await put({ level: 'warn' })).json()) as { until: string };
    const seconds = (Date.parse(end) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(500);
    expect(seconds).toBeLessThanOrEqual(600);
    expect(logger.level).toBe('warn');
  });

  it.each([{}, { level: 'loud' }, { level: 'debug', seconds: 0 }, { level: 'debug', second: 5 }])(
    'is not changed by %j',
    async (body) => {
      const { put, logger } = await start();
      const answer = await put(body);
      expect([answer.status, await codeOf(answer), logger.level]).toEqual([400, 'BAD_REQUEST', 'info']);
    },
  );
});

describe('who may debug', () => {
  const ask = (port: number, lines: string): Promise<{ status: number; body: Buffer }> =>
    exchange(port, `GET /debug/log-level HTTP/1.1\r\n${lines}connection: close\r\n\r\n`);

  it.each([
    ['by the address', 'host: 127.0.0.1:9090\r\n', 200],
    ['by the name of the machine itself', 'host: localhost:9090\r\n', 200],
    ['by IPv6', 'host: [::1]:9090\r\n', 200],
    ['from the address bar', 'host: localhost\r\nsec-fetch-site: none\r\n', 200],
    ['from a page elsewhere', 'host: localhost\r\nsec-fetch-site: cross-site\r\n', 403],
    ['from a page that says where it is', 'host: localhost\r\norigin: https://evil.example\r\n', 403],
    ['by a name that points here (DNS rebinding)', 'host: evil.example:9090\r\n', 403],
  ])('is, on the machine itself, who asks %s', async (_, headers, status) => {
    const { port } = await start();
    const answer = await ask(port, headers);
    expect(answer.status).toBe(status);
    expect(answer.body.includes('DEBUG_NOT_ALLOWED')).toBe(status === 403);
  });

  it('is nobody where it is off, and anybody where it is for everybody', async () => {
    const { at } = await start('off');
    for (const path of ['log-level', 'heap-snapshot', 'cpu-profile'])
      expect((await at(path)).status).toBe(403);
    await admin.close();
    const { port } = await start('everybody');
    expect((await ask(port, 'host: worker.internal:9091\r\n')).status).toBe(200);
  });
});

function busyWithThis(): number {
  let sum = 0;
  for (let n = 0; n < 300_000; n += 1) sum += Math.sqrt(n);
  return sum;
}
