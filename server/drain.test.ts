/** A server that stops while requests run, with clients that do not come to an end. */
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { dial } from '../test/loopback.ts';
import { until, within } from '../test/until.ts';
import { createDrain } from './drain.ts';

let fastify: FastifyInstance;
let drain: (graceMs: number) => Promise<void>;
/** What has happened, in its order. */
let events: string[];
beforeEach(async () => {
  events = [];
  fastify = Fastify({ forceCloseConnections: 'idle' });
  drain = createDrain(fastify);
  await fastify.register(async (scope) => {
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.post('/upload', async (request) => {
      events.push('begun');
      try {
        for await (const _ of request.raw) events.push('bytes');
        return 'all of it';
      } catch (error) {
        // Cleaning up takes its time, and nobody is connected by then.
        await sleep(100);
        events.push('cleaned up');
        throw error;
      }
    });
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => fastify.close());

async function beginUpload() {
  const socket = await dial(Number(new URL(fastify.listeningOrigin).port));
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  socket.write(
    'POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\nContent-Length: 10\r\n\r\nhalf',
  );
  await until('it is begun', () => events.includes('bytes'));
  return { socket, answer: () => answer };
}

it('lets a request finish that can', async () => {
  const { socket, answer } = await beginUpload();
  const stopped = drain(60_000);
  socket.write('-of-it');
  await within('the end', stopped, 5_000);
  expect(answer()).toMatch(/^HTTP\/1.1 200 [^]*all of it$/);
});

it('ends one that does not when its time is over, and waits until it has cleaned up', async () => {
  const { socket } = await beginUpload();
  await within('the end', drain(200), 5_000);
  expect(events.at(-1)).toBe('cleaned up');
  await until('its connection is closed', () => socket.closed);
});

it('waits for one whose client has left by then', async () => {
  const { socket } = await beginUpload();
  socket.destroy();
  await until('the connection is gone', async () => {
    const count = await new Promise<number>((resolve) =>
      fastify.server.getConnections((_error, open) => resolve(open)),
    );
    return count === 0;
  });
  await within('the end', drain(60_000), 5_000);
  expect(events.at(-1)).toBe('cleaned up');
});

it('is at its end at once when nothing runs', async () => {
  await expect(within('the end', drain(60_000), 1_000)).resolves.toBeUndefined();
});
