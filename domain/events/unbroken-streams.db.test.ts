/** What subscribers were told is compared with the outbox at the end, after everything broke that can. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { type FaultyNetwork, faultyNetwork } from '../../test/faulty-network.ts';
import { alice, type Harness, openHarness, silent } from '../../test/harness.ts';
import { seedImages } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { appendEvents } from './append-events.ts';
import { openEventSignal } from './event-signal.ts';
import { type EventTail, openEventTail } from './event-tail.ts';
import { followImages } from './follow-images.ts';

let harness: Harness;
let network: FaultyNetwork;
const tails: EventTail[] = [];
beforeAll(async () => {
  harness = await openHarness();
  network = await faultyNetwork(harness.url);
});
afterAll(async () => {
  for (const tail of tails) await tail.close();
  await network.close();
  await harness.close();
});

async function join(): Promise<EventTail> {
  const { database } = harness;
  const signal = await openEventSignal({ database, url: network.url, eventsUrl: undefined, logger: silent });
  const tail = await openEventTail({ database, signal, logger: silent });
  tails.push(tail);
  return tail;
}

/** Collects the ids of events until it is stopped. */
async function follow(tail: EventTail, imageIds: readonly string[]) {
  const stream = await followImages({ ...harness, tail }, { viewer: alice, imageIds });
  const ids: string[] = [];
  const reading = (async () => {
    for await (const event of stream) if (event.type !== 'SNAPSHOT') ids.push(event.id);
  })();
  return {
    ids,
    async stop() {
      await stream.return();
      await reading;
    },
  };
}

const listeners = `application_name = 'darkroom listen darkroom_events' AND datname = current_database()`;

it('every subscriber is told every event once and in order, whatever breaks meanwhile and whoever joins', async () => {
  const images = await seedImages(harness.database, [{}, {}, {}]);
  const imageIds = images.map(({ id }) => id);
  const announce = (imageId: string, count: number) =>
    harness.database.transaction((manager) =>
      appendEvents(
        manager,
        Array.from({ length: count }, () => ({ type: 'IMAGE_UPDATED' as const, imageId, ownerId: 'alice' })),
      ),
    );
  /** Three writers at once, in some hundred transactions. */
  const write = () =>
    Promise.all(
      imageIds.map(async (imageId, writer) => {
        for (let round = 0; round < 30; round += 1) await announce(imageId, 1 + ((round + writer) % 4));
      }),
    );
  const outbox = async (): Promise<string[]> =>
    (await sql<{ id: string }>(harness.database, 'SELECT id FROM events ORDER BY position')).map(
      ({ id }) => id,
    );

  const first = await follow(await join(), imageIds);
  const breaking = (async () => {
    for (let time = 0; time < 3; time += 1) {
      const release = network.holdNew();
      network.cut();
      await sql(
        harness.database,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${listeners}`,
      );
      release();
    }
  })();
  await Promise.all([write(), breaking]);
  const seenBefore = (await outbox()).length;
  const second = await follow(await join(), imageIds);
  const writing = write();
  network.cut();
  await writing;

  const all = await outbox();
  await until(
    'both have caught up',
    () => first.ids.length >= all.length && second.ids.length >= all.length - seenBefore,
  );
  expect(first.ids).toEqual(all);
  expect(second.ids).toEqual(all.slice(seenBefore));
  await first.stop();
  await second.stop();
});
