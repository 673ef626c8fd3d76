import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from './config/load.ts';
import { startFault } from './lifecycle.ts';

const fixture = new URL('../test/fixtures/process.ts', import.meta.url);
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** As the supervisor starts it, or alone, as a person would. */
function begin(variables: Record<string, string>, how: 'supervised' | 'alone' = 'supervised') {
  const env = { PATH: process.env['PATH'], LOG_LEVEL: 'info', SHUTDOWN_SECONDS: '1', ...variables };
  const child =
    how === 'supervised'
      ? fork(fixture, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
      : spawn(process.execPath, [fixture.pathname], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const said = { out: '', error: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
  const closed = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    said,
    closed,
    message: () => once(child, 'message').then(([message]) => message as unknown),
  };
}

describe('a process', () => {
  it('says that it is ready, and ends with 0 when it is asked to', async () => {
    const { child, closed, message } = begin({ FIXTURE: 'idle' });
    expect(await message()).toEqual({ type: 'ready' });
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await closed).toBe(0);
  });

  it('ends when its supervisor is gone', async () => {
    const { child, message } = begin({ FIXTURE: 'idle' });
    await message();
    // Node emits no "close" for a child that was disconnected.
    const exit = once(child, 'exit');
    child.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  it('ends when its supervisor was killed', async () => {
    const parent = fork(new URL('../test/fixtures/fixture-parent.ts', import.meta.url), { stdio: 'ignore' });
    const [{ pid }] = (await once(parent, 'message')) as [{ pid: number }];
    parent.kill('SIGKILL');
    await expect(untilGone(pid)).resolves.toBeUndefined();
  });

  it('is cut off by itself when stopping takes longer than SHUTDOWN_SECONDS', async () => {
    const { child, closed, message, said } = begin({ FIXTURE: 'hang' });
    await message();
    child.kill('SIGTERM');
    expect(await closed).toBe(1);
    expect(said.out).toContain('not everything ended in time');
  });

  it('may be stopped while it is still starting', async () => {
    const { child, closed, message } = begin({ FIXTURE: 'startForEver' });
    expect(await message()).toEqual({ type: 'starting' });
    child.kill('SIGTERM');
    expect(await closed).toBe(0);
  });

  it('tells its supervisor the sentence of a start that failed, and prints it when it is alone', async () => {
    const sentence = 'The fixture does not want to';
    const supervised = begin({ FIXTURE: 'refuse' });
    expect(await supervised.message()).toEqual({ type: 'failed', reason: sentence });
    expect(await supervised.closed).toBe(1);
    const alone = begin({ FIXTURE: 'refuse' }, 'alone');
    expect(await alone.closed).toBe(1);
    expect(alone.said.error).toBe(`${sentence}\n`);
  });

  it('reports a fault of the configuration as sentences', async () => {
    const { closed, said } = begin({ PORT: 'eighty' }, 'alone');
    expect(await closed).toBe(1);
    expect(said.error).toMatch(/^The configuration has faults:\n {2}PORT is "eighty"; allowed is/);
  });

  it('names the variable to change when its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { message, closed } = begin({ FIXTURE: 'serve', PORT: String(port) });
    const reason = `Port ${port} is in use: stop the other program or set PORT`;
    expect(await message()).toEqual({ type: 'failed', reason });
    expect(await closed).toBe(1);
    server.close();
  });

  it('logs an unexpected fault and ends with 1', async () => {
    const { closed, said } = begin({ FIXTURE: 'throwLater' });
    expect(await closed).toBe(1);
    expect(said.out).toMatch(/"level":60.*"message":"later"/);
  });
});

describe('the sentence for a start that failed', () => {
  const listenError = (code: string, port: number) =>
    Object.assign(new Error(code), { code, syscall: 'listen', port, address: '10.0.0.1' });

  it('covers what listening can meet', () => {
    expect(startFault(listenError('EACCES', 80))).toContain('set PORT to 1024 or more');
    expect(startFault(listenError('EADDRNOTAVAIL', 80))).toContain('set HOST');
    const config = loadConfig({ ADMIN_PORT: '81', WORKER_ADMIN_PORT: '82' });
    expect(startFault(listenError('EADDRINUSE', 82), config)).toContain('or set WORKER_ADMIN_PORT');
    expect(startFault(listenError('EADDRNOTAVAIL', 81), config)).toContain('set ADMIN_HOST');
  });

  it('does not dress up what nobody foresaw', () => {
    expect(startFault(new TypeError('x is not a function'))).toBeUndefined();
    expect(
      startFault(Object.assign(new Error('x'), { code: 'EADDRINUSE', syscall: 'connect' })),
    ).toBeUndefined();
  });
});

async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
