import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { eventsOf } from '../../test/facts.ts';
import { type FaultyNetwork, faultyNetwork } from '../../test/faulty-network.ts';
import { type Harness, openHarness, silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { appendEvents } from './append-events.ts';
import { openEventSignal } from './event-signal.ts';
import { type EventTail, openEventTail } from './event-tail.ts';

let harness: Harness;
let network: FaultyNetwork;
/** As another server process has it, on a network of its own. */
let other: EventTail;
beforeAll(async () => {
  harness = await openHarness();
  network = await faultyNetwork(harness.url);
  const { database } = harness;
  const signal = await openEventSignal({ database, url: network.url, eventsUrl: undefined, logger: silent });
  other = await openEventTail({ database, signal, logger: silent });
});
afterAll(async () => {
  await other.close();
  await network.close();
  await harness.close();
});

/** One event in a transaction of its own. */
async function announce({ imageId = newUuid(), ownerId = 'alice' } = {}): Promise<string> {
  await harness.database.transaction((manager) =>
    appendEvents(manager, [{ type: 'IMAGE_UPDATED', imageId, ownerId }]),
  );
  return imageId;
}

function record(tail: EventTail): { seen: string[]; stop: () => void } {
  const seen: string[] = [];
  return { seen, stop: tail.watch(({ imageId }) => seen.push(imageId)) };
}

/** Shorter than the look that a tail takes without being told. */
const toldMs = 3_000;

describe('the tail of the outbox', () => {
  it('hands every event to whoever watches, as soon as it is committed', async () => {
    const { seen, stop } = record(harness.tail);
    const imageId = await announce();
    await until('it is seen', () => seen.includes(imageId), toldMs);
    expect(seen).toEqual([imageId]);
    stop();
  });

  it('hands each watcher what it watches and nothing else: images, an owner, or all', async () => {
    const [one, other] = [newUuid(), newUuid()];
    const seen = { images: [] as string[], owner: [] as string[] };
    const all = record(harness.tail);
    const stops = [
      harness.tail.watch(({ imageId }) => seen.images.push(imageId), { imageIds: [one, other] }),
      harness.tail.watch(({ imageId }) => seen.owner.push(imageId), { ownerId: 'bob' }),
      all.stop,
    ];
    const announced = [
      await announce({ imageId: one }),
      await announce({ ownerId: 'bob' }),
      await announce({ imageId: other, ownerId: 'bob' }),
      await announce(),
    ];
    await until('all is seen', () => all.seen.includes(announced[3] ?? ''));
    for (const stop of stops) stop();
    expect(seen).toEqual({ images: [one, other], owner: [announced[1], other] });
  });

  it('hands on nothing from before the watch, and nothing after it', async () => {
    const second = record(harness.tail);
    const before = await announce();
    await until('it was handed on', () => second.seen.includes(before));
    const first = record(harness.tail);
    const during = await announce();
    await until('it is seen', () => first.seen.length > 0);
    first.stop();
    const after = await announce();
    await until('the other watcher sees it', () => second.seen.includes(after));
    second.stop();
    expect(first.seen).toEqual([during]);
  });

  it('is the same in two processes, for events from any of them', async () => {
    const [one, two] = [record(harness.tail), record(other)];
    const announced: string[] = [];
    for (let n = 0; n < 30; n++) announced.push(await announce());
    await until('both have seen all', () => one.seen.length >= 30 && two.seen.length >= 30);
    expect(one.seen).toEqual(announced);
    expect(two.seen).toEqual(announced);
    one.stop();
    two.stop();
  });

  it('misses nothing while its notifications go nowhere, and tells it without waiting for its next look', async () => {
    const { seen, stop } = record(other);
    const announced = [await announce()];
    await until('it is seen', () => seen.length === 1);
    const release = network.holdNew();
    network.cut();
    for (let n = 0; n < 3; n++) announced.push(await announce());
    release();
    await until('all are seen', () => seen.length >= 4, toldMs);
    announced.push(await announce());
    await until('it is told again', () => seen.length >= 5, toldMs);
    expect(seen).toEqual(announced);
    stop();
  });

  it('misses nothing when the server ends its listening connection', async () => {
    const { seen, stop } = record(harness.tail);
    await sql(
      harness.database,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'darkroom listen darkroom_events'`,
    );
    const announced = [await announce(), await announce()];
    await until('both are seen', () => seen.length >= 2);
    await until('it listens again', async () => {
      const listening = await sql(
        harness.database,
        `SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'darkroom listen darkroom_events'`,
      );
      return listening.length === 2;
    });
    announced.push(await announce());
    await until('it is told again', () => seen.length >= 3, toldMs);
    expect(seen).toEqual(announced);
    stop();
  });

  it('looks by itself now and then, so that a lost notification costs time and not truth', async () => {
    const { seen, stop } = record(harness.tail);
    const [event] = await sql<{ imageId: string }>(
      harness.database,
      `INSERT INTO events (id, type, image_id, owner_id)
       VALUES (gen_random_uuid(), 'IMAGE_UPDATED', gen_random_uuid(), 'alice') RETURNING image_id AS "imageId"`,
    );
    await until('it is seen', () => seen.includes(event?.imageId ?? ''));
    expect(seen).toHaveLength(1);
    stop();
  });

  it('goes on where it was after the database could not be read', async () => {
    const { seen, stop } = record(harness.tail);
    await sql(harness.database, 'ALTER TABLE images RENAME TO lost');
    const during = await announce();
    await sql(harness.database, 'ALTER TABLE lost RENAME TO images');
    const after = await announce();
    await until('both are seen', () => seen.length >= 2);
    expect(seen).toEqual([during, after]);
    stop();
  });

  it('hands on more events than it reads at once', async () => {
    const { seen, stop } = record(harness.tail);
    const imageId = newUuid();
    await harness.database.transaction((manager) =>
      appendEvents(
        manager,
        Array.from({ length: 1_201 }, () => ({ type: 'IMAGE_UPDATED', imageId, ownerId: 'alice' })),
      ),
    );
    await until('all are seen', () => seen.length >= 1_201, toldMs);
    expect(seen).toHaveLength((await eventsOf(harness, imageId)).length);
    stop();
  });

  it('leaves no connection and no timer when it is closed', async () => {
    const tail = await openEventTail({ ...harness, logger: silent });
    const { seen, stop } = record(tail);
    await tail.close();
    await announce();
    expect(seen).toEqual([]);
    stop();
  });
});
