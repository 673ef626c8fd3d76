/** A server that stops while requests run, with clients that do not come to an end. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { dial } from '../test/loopback.ts';
import { until, within } from '../test/until.ts';
import { createDrain } from './drain.ts';

let fastify: FastifyInstance;
let drain: (graceMs: number, idleMs?: number) => Promise<void>;
/** What has happened, in its order. */
let events: string[];
beforeEach(async () => {
  events = [];
  fastify = Fastify({ forceCloseConnections: 'idle' });
  const created = createDrain(fastify);
  drain = async (graceMs, idleMs = 0) => {
    await created.stopAccepting();
    await created.finish({ graceMs, idleMs });
  };
  await fastify.register(async (scope) => {
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.get('/', async () => 'hello');
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
  await until('the answer has come', () => answer().endsWith('all of it'));
  expect(answer()).toMatch(/^HTTP\/1.1 200 /);
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

const port = (): number => Number(new URL(fastify.listeningOrigin).port);

/** One request after the other over one connection. */
async function keptAlive() {
  const socket = await dial(port());
  let heard = '';
  socket.on('data', (chunk) => (heard += String(chunk)));
  return {
    socket,
    ask: async (): Promise<string> => {
      heard = '';
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      await until('it is answered', () => heard.endsWith('hello'));
      return heard;
    },
  };
}

it('answers who is connected once more, and tells them that it was the last time', async () => {
  const { socket, ask } = await keptAlive();
  expect(await ask()).toMatch(/connection: keep-alive/i);
  const address = port();
  const stopped = drain(60_000, 60_000);
  await until('nobody can come any more', () =>
    dial(address).then(
      (late) => void late.destroy(),
      () => true,
    ),
  );
  expect(await ask()).toMatch(/^HTTP\/1.1 200 [^]*connection: close/i);
  await until('its connection is closed', () => socket.closed);
  await within('the end', stopped, 5_000);
});

it('does not wait longer for connections that nobody uses than it is told', async () => {
  const { ask } = await keptAlive();
  await ask();
  await expect(within('the end', drain(60_000, 100), 5_000)).resolves.toBeUndefined();
});

it('answers all who were connected by the system before it stopped listening', async () => {
  const crowd = Array.from({ length: 50 }, () => connect(port(), '127.0.0.1'));
  const answers = crowd.map(async (socket) => {
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    return text(socket);
  });
  // In one go with what they began: the server has fetched none of them.
  await within('the end', drain(60_000, 60_000), 20_000);
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1.1 200 /);
});
