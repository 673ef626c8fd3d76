import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { readableLog } from '../../test/log-lines.ts';
import { dial, exchange } from '../../test/loopback.ts';
import { until } from '../../test/until.ts';
import { logRequests, noteRoute } from './request-log.ts';

let fastify: FastifyInstance;
afterEach(() => fastify.close());

/** A server as ours are, with a route for each test. */
async function start(level: 'info' | 'debug' = 'info') {
  const log = readableLog();
  const { logger } = log;
  fastify = Fastify({
    loggerInstance: logger as never,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => 'the-request',
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;
  logRequests(fastify, { logger, level, about: () => ({ viewer: 'stranger' }) });
  fastify.server.prependListener('request', (request, response) => {
    if (request.url === '/remembered') {
      noteRoute(response, '/i/:id/:file');
      response.end('remembered');
    }
  });
  fastify.get('/s/:token', async () => 'x'.repeat(1_000));
  fastify.get('/fails', async () => Promise.reject(new Error('of the route')));
  fastify.get('/slow', async (_request, reply) => {
    while (!reply.raw.destroyed) await sleep(5);
    return 'too late';
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fastify.server.address() as { port: number };
  const lines = () => log.lines.filter(({ msg }) => msg === 'a request was answered');
  const line = (count = 1) => until(`${count} lines`, () => lines().length >= count && lines());
  return { port, base: `http://127.0.0.1:${port}`, line, all: log.lines };
}

describe('the log', () => {
  it('has one line for each request, with its route in place of what the address holds', async () => {
    const { base, line, all } = await start();
    await (await fetch(`${base}/s/a-secret-token?sig=another`)).text();
    expect(await line()).toEqual([
      expect.objectContaining({
        method: 'GET',
        route: '/s/:token',
        status: 200,
        viewer: 'stranger',
        requestId: 'the-request',
      }),
    ]);
    const [told] = await line();
    expect(told?.['ms']).toEqual(expect.any(Number));
    expect(told).not.toHaveProperty('aborted');
    expect(all.filter(({ msg }) => !String(msg).startsWith('Server listening'))).toHaveLength(1);
    expect(JSON.stringify(all)).not.toMatch(/a-secret-token|another/);
  });

  it('counts the bytes of each answer on a connection that several share', async () => {
    const { port, line } = await start();
    const ask = 'GET /s/one HTTP/1.1\r\nhost: x\r\n';
    const { body } = await exchange(port, `${ask}\r\n`, `${ask}\r\n`, `${ask}connection: close\r\n\r\n`);
    const told = await line(3);
    for (const { bytes } of told) {
      expect(bytes).toBeGreaterThan(1_000);
      expect(bytes).toBeLessThan(1_500);
    }
    expect(told).toHaveLength(3);
    expect(body.length).toBeGreaterThan(2_000);
  });

  it('tells a client that has gone from one that was answered', async () => {
    const { port, line } = await start();
    const socket = await dial(port);
    socket.write('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
    socket.destroySoon();
    expect(await line()).toEqual([expect.objectContaining({ route: '/slow', status: null, aborted: true })]);
  });

  it('has what no route takes, what fails, and what is answered before the framework', async () => {
    const { base, line } = await start();
    for (const path of ['/nowhere/a-secret', '/fails', '/remembered'])
      await (await fetch(base + path)).text();
    const told = (await line(3)).map(({ route, status }) => [route, status]);
    expect(told).toEqual([
      [undefined, 404],
      ['/fails', 500],
      ['/i/:id/:file', 200],
    ]);
  });

  it('has nothing of what is below its level', async () => {
    const { base, all } = await start('debug');
    await (await fetch(`${base}/s/one`)).text();
    await (await fetch(`${base}/fails`)).text();
    expect(all.filter(({ msg }) => msg === 'a request was answered')).toEqual([]);
  });
});
