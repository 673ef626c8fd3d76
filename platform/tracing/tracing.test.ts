import { execFile } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { trace } from '@opentelemetry/api';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readableLog } from '../../test/log-lines.ts';
import { type Loopback, serve } from '../../test/loopback.ts';
import { until } from '../../test/until.ts';
import { AppError } from '../errors.ts';
import { inSpan, traceParent } from './span.ts';
import { startTracing } from './start-tracing.ts';

const settings = {
  headers: {},
  serviceName: 'darkroom',
  attributes: {},
  share: 1,
  parentFrom: 'nobody',
} as const;

/** What a process of its own has loaded after it started tracing so. */
async function loadedWith(endpoint: string | undefined): Promise<string[]> {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { startTracing } = await import(${JSON.stringify(new URL('start-tracing.ts', import.meta.url).href)});
    const { inSpan } = await import(${JSON.stringify(new URL('span.ts', import.meta.url).href)});
    const config = { ...${JSON.stringify(settings)}, endpoint: ${JSON.stringify(endpoint)} };
    const tracing = await startTracing({ config, role: 'test', logger: { warn() {} } });
    await inSpan('work', {}, async () => {});
    console.log(JSON.stringify(loaded.flatMap((url) => url.split('/@opentelemetry/')[1]?.split('/')[0] ?? [])));
    process.exit();
  `;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  return [...new Set(JSON.parse(stdout) as string[])];
}

describe('tracing that is off', () => {
  it('loads nothing but the interface, whose calls do nothing', async () => {
    expect(await loadedWith(undefined)).toEqual(['api']);
    // So the test would see it.
    expect(await loadedWith('http://127.0.0.1:9')).toContain('sdk-trace');
  });

  it('runs what is in a span as if there was none', async () => {
    const failure = new AppError('BUSY');
    expect(await inSpan('work', {}, async () => traceParent())).toBeNull();
    await expect(inSpan('work', {}, () => Promise.reject(failure))).rejects.toBe(failure);
  });
});

describe('a receiver of spans', () => {
  let receiver: Loopback | undefined;
  afterEach(async () => receiver?.close());

  it('that does not answer costs a bounded memory, and what it missed is not sent later', async () => {
    const bodies: string[] = [];
    const waiting: ServerResponse[] = [];
    let isHung = true;
    const answer = (response: ServerResponse): void =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    receiver = await serve((request: IncomingMessage, response: ServerResponse) => {
      void take(request, response);
    });
    async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
      bodies.push(await text(request));
      if (isHung) waiting.push(response);
      else answer(response);
    }
    const { logger } = readableLog();
    const config = { ...settings, endpoint: `http://127.0.0.1:${receiver.port}` };
    const tracing = await startTracing({ config, role: 'test', logger });
    const tracer = trace.getTracer('test');
    for (let n = 0; n < 10_000; n += 1) tracer.startSpan('work').end();
    await until('the first are sent', () => waiting.length > 0);
    for (let n = 0; n < 10_000; n += 1) tracer.startSpan('work').end();
    isHung = false;
    for (const response of waiting) answer(response);
    await tracing.stop();
    const count = bodies.join('').split('"name":"work"').length - 1;
    expect(count).toBeGreaterThan(500);
    // What was on its way, and what may wait.
    expect(count).toBeLessThanOrEqual(512 + 2_048);
  });
});
