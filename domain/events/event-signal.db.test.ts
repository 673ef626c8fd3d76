/** One contract for every way in which commits are announced: by Postgres, and over Redis. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { newUuid } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { type FaultyNetwork, faultyNetwork } from '../../test/faulty-network.ts';
import { silent } from '../../test/harness.ts';
import { redisUnfit, startRedisServer } from '../../test/redis-server.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { wakeSenders } from '../webhooks/queue-deliveries.ts';
import { appendEvents, type NewEvent } from './append-events.ts';
import { eventChannel, type EventSignal, openEventSignal } from './event-signal.ts';
import { type EventTail, openEventTail } from './event-tail.ts';
import { lastPosition, readEvents } from './read-events.ts';

interface Announcer {
  /** Of the server that passes announcements on. */
  readonly url: string;
  /** Says anything to whoever listens there. */
  shout(text: string): Promise<void>;
  remove(): Promise<void>;
}

interface Way {
  readonly title: string;
  readonly unfit: string;
  start(databaseUrl: string): Promise<Announcer>;
  /** What a server is given, when announcements pass over this URL. */
  urls(databaseUrl: string, announcing: string): { url: string; eventsUrl: string | undefined };
}

const byPostgres: Way = {
  title: 'announced by Postgres',
  unfit: '',
  async start(url) {
    const client = new Client({ connectionString: url });
    await client.connect();
    return {
      url,
      shout: async (text) => void (await client.query('SELECT pg_notify($1, $2)', [eventChannel, text])),
      remove: () => client.end(),
    };
  },
  urls: (_, announcing) => ({ url: announcing, eventsUrl: undefined }),
};

const byRedis: Way = {
  title: 'announced over Redis',
  unfit: redisUnfit,
  async start() {
    const server = await startRedisServer({ password: 'a-password-of-redis' });
    const client = createClient({ url: server.url });
    await client.connect();
    return {
      url: server.url,
      shout: async (text) => void (await client.publish(eventChannel, text)),
      async remove() {
        client.destroy();
        await server.remove();
      },
    };
  },
  urls: (url, announcing) => ({ url, eventsUrl: announcing }),
};

/** Shorter than the look that a tail takes without being told. */
const toldMs = 3_000;

interface Server {
  readonly database: DataSource;
  readonly signal: EventSignal;
  readonly tail: EventTail;
  /** Of the images of all events that its tail has handed on. */
  readonly seen: string[];
  readonly hints: () => number;
  append(count?: number): Promise<string[]>;
  close(): Promise<void>;
}

const updated = (imageId: string): NewEvent => ({ type: 'IMAGE_UPDATED', imageId, ownerId: 'alice' });

async function startServer(
  urls: { url: string; eventsUrl: string | undefined },
  own: string,
): Promise<Server> {
  const database = await openDatabase({ url: own, poolSize: 5, applicationName: 'signal test' });
  const signal = await openEventSignal({ ...urls, database, logger: silent });
  const tail = await openEventTail({ database, signal, logger: silent });
  const seen: string[] = [];
  tail.watch(({ imageId }) => seen.push(imageId));
  let hints = 0;
  const stop = await signal.listen(() => (hints += 1));
  await until('it listens', () => hints > 0);
  return {
    database,
    signal,
    tail,
    seen,
    hints: () => hints,
    async append(count = 1) {
      const imageIds = Array.from({ length: count }, newUuid);
      await database.transaction((manager) => appendEvents(manager, imageIds.map(updated)));
      return imageIds;
    },
    async close() {
      await stop();
      await tail.close();
      signal.close();
      await database.destroy();
    },
  };
}

for (const way of [byPostgres, byRedis]) {
  (way.unfit === '' ? describe : describe.skip)(`commits, ${way.title}${way.unfit},`, () => {
    let testDatabase: TestDatabase;
    let announcer: Announcer;
    let network: FaultyNetwork;
    let servers: Server[] = [];
    beforeAll(async () => {
      testDatabase = await createTestDatabase();
      announcer = await way.start(testDatabase.url);
      network = await faultyNetwork(announcer.url);
    });
    afterEach(async () => {
      await Promise.all(servers.map((server) => server.close()));
      servers = [];
    });
    afterAll(async () => {
      await network.close();
      await announcer.remove();
      await testDatabase.drop();
    });

    async function join(announcing = network.url): Promise<Server> {
      const server = await startServer(way.urls(testDatabase.url, announcing), testDatabase.url);
      servers.push(server);
      return server;
    }

    it('wake every listener of every server, from whichever they are', async () => {
      const [one, two] = [await join(), await join()];
      const announced: string[] = [];
      for (const server of [one, two, two, one]) {
        const [ofOne, ofTwo] = [one.hints(), two.hints()];
        announced.push(...(await server.append()));
        await until('both are told', () => one.hints() > ofOne && two.hints() > ofTwo);
        await until(
          'both have seen it',
          () => [one, two].every(({ seen }) => seen.length === announced.length),
          toldMs,
        );
      }
      expect(one.seen).toEqual(announced);
      expect(two.seen).toEqual(announced);
    });

    it('are told once and in order by each server, however many write at once', async () => {
      const [one, two] = [await join(), await join()];
      const after = await lastPosition(one.database);
      await Promise.all(
        [one, two, one, two].map(async (server) => {
          for (let n = 0; n < 25; n += 1) await server.append(1 + (n % 3));
        }),
      );
      const all = (await readEvents(one.database, { after, limit: 1_000 })).map(({ imageId }) => imageId);
      await until('both have seen all', () => [one, two].every(({ seen }) => seen.length >= all.length));
      expect(one.seen).toEqual(all);
      expect(two.seen).toEqual(all);
    });

    it('wake nobody when they are rolled back, and once for all that a transaction and its savepoints did', async () => {
      const server = await join();
      const before = server.hints();
      const failing = server.database.transaction(async (manager) => {
        await appendEvents(manager, [updated(newUuid())]);
        throw new Error('later');
      });
      await expect(failing).rejects.toThrow('later');
      await server.database.transaction(async (manager) => {
        await manager.transaction((inner) => appendEvents(inner, [updated(newUuid())]));
        await appendEvents(manager, [updated(newUuid())]);
      });
      await until('it is seen', () => server.seen.length === 2, toldMs);
      await announcer.shout('the last word');
      await until('all before it has come', () => server.hints() >= before + 2);
      expect(server.hints()).toBe(before + 2);
    });

    it('are not lost with their announcements, nor late for long', async () => {
      const [cut, whole] = [await join(), await join(announcer.url)];
      network.freeze();
      const announced = [...(await whole.append()), ...(await cut.append())];
      await until('both are seen', () => cut.seen.length >= 2);
      await until('both are seen', () => whole.seen.length >= 2);
      expect([cut.seen, whole.seen]).toEqual([announced, announced]);
      // A connection of Postgres that is half there cannot be ended in order.
      network.cut();
    });

    it('are told of again by themselves when the server was away, and those from meanwhile at once', async () => {
      const server = await join();
      const release = network.holdNew();
      network.cut();
      const announced = await server.append(3);
      const before = server.hints();
      release();
      await until('it looks after it is connected again', () => server.hints() > before);
      await until('they are seen', () => server.seen.length >= 3);
      const told = server.hints();
      announced.push(...(await server.append()));
      await until('it is told again', () => server.hints() > told && server.seen.length >= 4, toldMs);
      expect(server.seen).toEqual(announced);
    });

    it('are all that is told, whatever a stranger says on the channel', async () => {
      const server = await join();
      const before = server.hints();
      const garbage = [
        '{"position":9e99}',
        'ä\u{1F480}\n\u0007',
        'x'.repeat(7_000),
        "'; DROP TABLE events; --",
      ];
      for (const text of garbage) await announcer.shout(text);
      await until('it was heard', () => server.hints() >= before + garbage.length);
      const announced = await server.append();
      await until('it is seen', () => server.seen.length > 0, toldMs);
      expect(server.seen).toEqual(announced);
    });

    it('are told to Postgres only where it is to pass them on', async () => {
      const server = await join();
      const listener = new Client({ connectionString: testDatabase.url });
      await listener.connect();
      const heard: (string | undefined)[] = [];
      listener.on('notification', ({ payload }) => heard.push(payload));
      await listener.query(`LISTEN ${eventChannel}`);
      await server.append();
      await server.database.transaction(wakeSenders);
      await until('its webhooks are told as well', () => server.hints() >= 3);
      await listener.query('SELECT pg_notify($1, $2)', [eventChannel, 'the last word']);
      await until('all before it has come', () => heard.includes('the last word'));
      await listener.end();
      expect(heard).toEqual([...(way === byPostgres ? ['', ''] : []), 'the last word']);
    });

    it.each(['at rest', 'while it comes back'])(
      'leave nothing open when a server is closed %s',
      async (when) => {
        const server = await join();
        const release = when === 'at rest' ? () => {} : network.holdNew();
        if (when !== 'at rest') network.cut();
        servers = [];
        const closing = server.close();
        release();
        await closing;
        await until('no connection is left', () => network.open() === 0);
        expect(server.database.subscribers).toEqual([]);
      },
    );
  });
}
