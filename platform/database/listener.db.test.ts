import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { type FaultyNetwork, faultyNetwork } from '../../test/faulty-network.ts';
import { silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { listen, type Listener } from './listener.ts';

let database: TestDatabase;
let client: Client;
let network: FaultyNetwork;
let listeners: Listener[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
beforeEach(async () => {
  network = await faultyNetwork(database.url);
});
afterEach(async () => {
  await Promise.all(listeners.map((listener) => listener.close()));
  listeners = [];
  await network.close();
  await until('no connection is left', async () => (await connections()).length === 0);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function begin(url = database.url): Promise<{ listener: Listener; hints: () => number }> {
  let hints = 0;
  const listener = await listen({ url, channel: 'news', onHint: () => (hints += 1), logger: silent });
  listeners.push(listener);
  return { listener, hints: () => hints };
}

const notify = (channel: string) => client.query('SELECT pg_notify($1, $2)', [channel, '']);

/** What is connected to listen, by its process id. */
async function connections(): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'darkroom listen news'`,
  );
  return rows.map(({ pid }) => pid);
}

const terminate = async (): Promise<void> => {
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'darkroom listen news'`,
  );
};

describe('a listener', () => {
  it('hints once when it begins, since something may have happened before', async () => {
    const { hints } = await begin();
    expect(hints()).toBe(1);
  });

  it('hints at each notification of its channel and at no other', async () => {
    const { hints } = await begin();
    await notify('gossip');
    await notify('news');
    await until('it is told', () => hints() >= 2);
    await notify('news');
    await until('it is told again', () => hints() >= 3);
    expect(hints()).toBe(3);
  });

  it('rejects when there is no server, and leaves nothing behind', async () => {
    await network.close();
    await expect(begin(network.url)).rejects.toThrow('ECONNREFUSED');
    network = await faultyNetwork(database.url);
  });

  it('comes back when the server ends its connection, and hints because it may have missed something', async () => {
    const { hints } = await begin();
    const [before] = await connections();
    await terminate();
    await until('it hints', () => hints() === 2);
    expect(await connections()).not.toContain(before);
    await notify('news');
    await until('it is told', () => hints() === 3);
  });

  it('comes back when the network resets its connection', async () => {
    const { hints } = await begin(network.url);
    network.cut();
    await until('it hints', () => hints() === 2);
    expect(network.opened()).toBe(2);
  });

  it('notices a connection that is only half there', async () => {
    const { hints } = await begin(network.url);
    network.freeze();
    await until('it hints from a new one', () => hints() === 2, 30_000);
    expect(network.opened()).toBe(2);
    await notify('news');
    await until('it is told', () => hints() === 3);
  });

  it('goes on trying while coming back fails, also after the answer to its first words was cut off', async () => {
    const { hints } = await begin(network.url);
    const release = network.holdNew();
    network.cut();
    for (const attempt of [2, 3]) {
      await until('it tries', () => network.opened() >= attempt);
      network.cut();
    }
    release();
    await until('it hints', () => hints() === 2);
    expect(await connections()).toHaveLength(1);
  });

  it('can be closed while it is coming back, and leaves no connection', async () => {
    const { listener } = await begin(network.url);
    const release = network.holdNew();
    network.cut();
    await until('it tries', () => network.opened() === 2);
    listeners = [];
    const closing = listener.close();
    release();
    await closing;
    await until('no connection is left', () => network.open() === 0);
    expect(network.opened()).toBe(2);
  });

  it('can be closed while it waits to come back', async () => {
    const { listener } = await begin(network.url);
    listeners = [];
    network.cut();
    await listener.close();
    await until('no connection is left', () => network.open() === 0);
    expect(network.opened()).toBe(1);
  });
});
