import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { silent } from '../../test/harness.ts';
import { seedImage } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { appendEvents, type NewEvent } from './append-events.ts';
import { openEventSignal } from './event-signal.ts';
import { type EventTail, openEventTail } from './event-tail.ts';
import { expireEvents } from './expire-events.ts';
import { type HydratedEvent, lastPosition, positionOf, readEvents } from './read-events.ts';

let testDatabase: TestDatabase;
let database: DataSource;
let tail: EventTail;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const { url } = testDatabase;
  database = await openDatabase({ url, poolSize: 25, applicationName: 'events test' });
  const signal = await openEventSignal({ database, url, eventsUrl: undefined, logger: silent });
  tail = await openEventTail({ database, signal, logger: silent });
});
afterAll(async () => {
  await tail.close();
  await database.destroy();
  await testDatabase.drop();
});

const updated = (imageId: string): NewEvent => ({ type: 'IMAGE_UPDATED', imageId, ownerId: 'alice' });

describe('events that twenty transactions append at the same time', () => {
  it('are seen by a reader in the order of their positions, none missed and none twice', async () => {
    const [transactions, each] = [20, 5];
    const imageIds = Array.from({ length: transactions * each }, newUuid);
    const seen: HydratedEvent[] = [];
    const unwatch = tail.watch((event) => seen.push(event));
    await Promise.all(
      Array.from({ length: transactions }, (_, nth) =>
        database.transaction(async (manager) => {
          const own = imageIds.slice(nth * each, (nth + 1) * each);
          await appendEvents(manager, own.map(updated));
          // Commits come in another order than the statements before them, unless something puts them in order.
          await sql(manager, 'SELECT pg_sleep($1)', [((nth * 7) % transactions) / 400]);
        }),
      ),
    );
    await until('every event is seen', () => seen.length >= imageIds.length);
    unwatch();
    expect(seen.map(({ position }) => position)).toEqual(
      seen.map(({ position }) => position).sort((one, other) => one - other),
    );
    expect(seen.map(({ imageId }) => imageId).sort()).toEqual([...imageIds].sort());
  });

  it('keep the order that each transaction gave them', async () => {
    const imageIds = Array.from({ length: 200 }, newUuid);
    const after = await lastPosition(database);
    await database.transaction((manager) => appendEvents(manager, imageIds.map(updated)));
    const events = await readEvents(database, { after, limit: 500 });
    expect(events.map(({ imageId }) => imageId)).toEqual(imageIds);
  });
});

describe('an event', () => {
  it('of a transaction that is rolled back was never there, and wakes nobody', async () => {
    const after = await lastPosition(database);
    const failing = database.transaction(async (manager) => {
      await appendEvents(manager, [updated(newUuid())]);
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await lastPosition(database)).toBe(after);
  });

  it('carries what its transaction knew and nobody can read later', async () => {
    const after = await lastPosition(database);
    const imageId = newUuid();
    const data = { id: imageId, title: 'gone', createdAt: new Date(5), updatedAt: new Date(6) };
    await database.transaction((manager) =>
      appendEvents(manager, [{ ...updated(imageId), type: 'IMAGE_DELETED', data }]),
    );
    const [event] = await readEvents(database, { after, limit: 1 });
    expect(event).toMatchObject({ type: 'IMAGE_DELETED', image: data, variant: undefined });
  });

  it('is found by its id as long as it is kept', async () => {
    const after = await lastPosition(database);
    await database.transaction((manager) => appendEvents(manager, [updated(newUuid())]));
    const [event] = await readEvents(database, { after, limit: 1 });
    expect(await positionOf(database, event?.id ?? '')).toBe(event?.position);
    expect(await positionOf(database, newUuid())).toBeUndefined();
  });

  it('is read together with the present state of its image', async () => {
    const after = await lastPosition(database);
    const image = await seedImage(database, { title: 'before' });
    await database.transaction((manager) => appendEvents(manager, [updated(image.id)]));
    await sql(database, `UPDATE images SET title = 'after' WHERE id = $1`, [image.id]);
    const [event] = await readEvents(database, { after, limit: 1 });
    expect(event?.image?.title).toBe('after');
  });
});

describe('old events', () => {
  it('are forgotten after the time of retention, however many there are, and younger ones stay', async () => {
    await sql(
      database,
      `INSERT INTO events (id, type, image_id, owner_id, occurred_at)
       SELECT gen_random_uuid(), 'IMAGE_UPDATED', gen_random_uuid(), 'old', now() - interval '31 days'
         FROM generate_series(1, 10001)`,
    );
    await sql(
      database,
      `INSERT INTO events (id, type, image_id, owner_id, occurred_at)
       VALUES (gen_random_uuid(), 'IMAGE_UPDATED', gen_random_uuid(), 'old', now() - interval '29 days')`,
    );
    const { length: young } = await sql(database, `SELECT 1 FROM events WHERE owner_id <> 'old'`);
    await expireEvents(database, 30);
    expect(await sql(database, `SELECT owner_id FROM events WHERE owner_id = 'old'`)).toHaveLength(1);
    expect(await sql(database, `SELECT 1 FROM events WHERE owner_id <> 'old'`)).toHaveLength(young);
  });
});
