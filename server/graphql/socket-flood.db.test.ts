/** Sockets by the thousand, and readers that do not read: at a whole server. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { insertApiKey } from '../../domain/access/api-keys.ts';
import { appendEvents } from '../../domain/events/append-events.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { seedImage } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { startWholeServer, type WholeServer } from '../../test/whole-server.ts';

let harness: Harness;
let server: WholeServer;
beforeAll(async () => {
  harness = await openHarness();
  server = await startWholeServer(harness, { WEBSOCKETS_PER_CLIENT: '100' });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await harness.close();
});

const open = (): WebSocket =>
  new WebSocket(`${server.urls.public.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');

/** Whether it was opened; else its status is 429. */
const isOpened = (socket: WebSocket): Promise<boolean> =>
  new Promise((resolve, reject) => {
    socket.once('open', () => resolve(true));
    socket.once('unexpected-response', (_request, { statusCode }) =>
      statusCode === 429 ? resolve(false) : reject(new Error(`it is ${statusCode}`)),
    );
    socket.once('error', reject);
  });

describe('a thousand sockets of one address', () => {
  it('are opened as far as one client may have them, and when they leave, others may come', async () => {
    const sockets = Array.from({ length: 1_000 }, open);
    const opened = await Promise.all(sockets.map(isOpened));
    expect(opened.filter(Boolean)).toHaveLength(100);
    for (const [index, socket] of sockets.entries()) if (opened[index]) socket.terminate();
    await until('all of them have left', async () => {
      const others = Array.from({ length: 100 }, open);
      const all = await Promise.all(others.map(isOpened));
      for (const [index, socket] of others.entries()) if (all[index]) socket.terminate();
      return all.every(Boolean);
    });
  });
});

describe('a reader that reads nothing', () => {
  /** More than the buffers of a connection hold, and ten times what the server keeps for one reader. */
  const count = 2_560;
  const patienceMs = 80_000;

  interface Reader {
    readonly socket: WebSocket;
    readonly events: string[];
  }

  async function follow(key: string, image: string): Promise<Reader> {
    const socket = open();
    const events: string[] = [];
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString()) as {
        type: string;
        payload: { data: { imageEvents: { id: string } } };
      };
      if (type === 'next') events.push(payload.data.imageEvents.id);
    });
    await once(socket, 'open');
    const query = 'subscription ($ids: [ID!]) { imageEvents(imageIds: $ids) { id image { description } } }';
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } }));
    await once(socket, 'message');
    socket.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query, variables: { ids: [image] } } }),
    );
    await until('the snapshot', () => events.length === 1);
    return { socket, events };
  }

  it('holds up nobody, and is told everything in its order when it reads again', async () => {
    const { database } = harness;
    const { id } = await seedImage(database, { description: 'x'.repeat(5_000) });
    const { secret } = await insertApiKey(database.manager, {
      ownerId: 'alice',
      name: 'key',
      scopes: ['READ'],
    });
    const paused = await follow(secret, toGlobalId('image', id));
    const other = await follow(secret, toGlobalId('image', id));
    paused.socket.pause();
    const batch = Array.from(
      { length: 128 },
      () => ({ type: 'IMAGE_UPDATED', imageId: id, ownerId: 'alice' }) as const,
    );
    for (let added = 0; added < count; added += batch.length)
      await database.transaction((manager) => appendEvents(manager, batch));
    await until('the other has everything', () => other.events.length === count + 1, patienceMs);
    expect(paused.events).toHaveLength(1);
    paused.socket.resume();
    await until('it has everything as well', () => paused.events.length >= count + 1, patienceMs);
    // The first is the snapshot of each.
    expect(paused.events.slice(1)).toEqual(other.events.slice(1));
    paused.socket.terminate();
    other.socket.terminate();
  }, 180_000);
});
