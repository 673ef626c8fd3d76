import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { sabotaged } from '../../test/sabotage.ts';
import {
  announce,
  deliveriesTo,
  endpointFor,
  openTestReceiver,
  startSender,
  type TestReceiver,
} from '../../test/webhooks.ts';
import { eventsOf } from '../../test/facts.ts';
import { until } from '../../test/until.ts';
import { appendEvents } from '../events/append-events.ts';
import { expireDeliveries } from './expire-deliveries.ts';
import { fanOut } from './fan-out.ts';
import { holdEndpoints, releaseEndpoint } from './hold-endpoints.ts';
import { updateEndpoint } from './update-endpoint.ts';
import type { WebhookSender } from './send-webhooks.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

let harness: Harness;
let endpoint: WebhookEndpointEntity;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());
beforeEach(async () => {
  await sql(harness.database, 'DELETE FROM webhook_endpoints');
  await fanOutAll();
  ({ endpoint } = await endpointFor(harness, { url: 'http://127.0.0.1:9/' }));
});

async function fanOutAll(): Promise<void> {
  while (await fanOut(harness.database));
}

const told = async (): Promise<string[]> =>
  (await deliveriesTo(harness, endpoint)).map(({ eventId }) => eventId);

async function happened(): Promise<string[]> {
  const since = await sql<{ position: number }>(harness.database, 'SELECT position FROM webhook_cursor');
  const events = await sql<{ id: string }>(
    harness.database,
    'SELECT id FROM events WHERE position > $1 ORDER BY position',
    [since[0]?.position],
  );
  return events.map(({ id }) => id);
}

describe('events become deliveries', () => {
  it('once each, in their order, while transactions commit late and several workers look at the same time', async () => {
    const before = (await eventsOf(harness)).length;
    const writing = Promise.all(
      Array.from({ length: 8 }, (_, nth) =>
        harness.database.transaction(async (manager) => {
          const events = Array.from({ length: 10 }, newUuid).map((imageId) => ({
            type: 'IMAGE_UPDATED' as const,
            imageId,
            ownerId: 'alice',
          }));
          await appendEvents(manager, events);
          await sql(manager, 'SELECT pg_sleep($1)', [((nth * 5) % 8) / 100]);
        }),
      ),
    );
    const written = new AbortController();
    const looking = Array.from({ length: 3 }, async () => {
      while (!written.signal.aborted) await fanOut(harness.database);
    });
    await writing;
    written.abort();
    await Promise.all(looking);
    await fanOutAll();
    const all = (await eventsOf(harness)).slice(before).map(({ id }) => id);
    expect(all).toHaveLength(80);
    expect(await told()).toEqual(all);
  });

  it.each(['now', 'commit'] as const)(
    'all or none when it breaks, and all at the next look (%s)',
    async (at) => {
      await announce(harness, 3);
      const expected = await happened();
      await sabotaged(harness.database, { table: 'webhook_cursor', on: 'UPDATE', at }, () =>
        expect(fanOut(harness.database)).rejects.toThrow('sabotaged'),
      );
      expect(await told()).toEqual([]);
      await fanOutAll();
      expect(await told()).toEqual(expected);
    },
  );

  it('no second time when the position was put back', async () => {
    await announce(harness, 3);
    const expected = await happened();
    await fanOutAll();
    await sql(harness.database, 'UPDATE webhook_cursor SET position = 0');
    await fanOutAll();
    // It reads from the beginning, and so what came before the endpoint is told as well; none of it twice.
    const all = await told();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(expected));
  });

  it('not for an endpoint that is disabled, and again when it is enabled', async () => {
    await updateEndpoint(harness, alice, { id: endpoint.id, changes: { enabled: false } });
    await announce(harness, 1);
    await fanOutAll();
    await updateEndpoint(harness, alice, { id: endpoint.id, changes: { enabled: true } });
    expect(await told()).toEqual([]);
    await announce(harness, 1);
    await fanOutAll();
    expect(await told()).toHaveLength(1);
  });

  it('more than fit into one look', async () => {
    await announce(harness, 1_200);
    await fanOutAll();
    expect(await told()).toHaveLength(1_200);
  });
});

describe('an endpoint that something waits for', () => {
  it('is given to one worker, until it is returned or that worker is taken for dead', async () => {
    await announce(harness, 1);
    await fanOutAll();
    const [held] = await holdEndpoints(harness.database, 5);
    expect(held?.id).toBe(endpoint.id);
    expect(await holdEndpoints(harness.database, 5)).toEqual([]);
    await sql(harness.database, `UPDATE webhook_endpoints SET held_until = now() - interval '1 second'`);
    const [again] = await holdEndpoints(harness.database, 5);
    expect(again?.id).toBe(endpoint.id);
    // The first wakes up, and gives back what is no longer its own.
    if (held) await releaseEndpoint(harness.database, held);
    expect(await holdEndpoints(harness.database, 5)).toEqual([]);
    if (again) await releaseEndpoint(harness.database, again);
    expect(await holdEndpoints(harness.database, 5)).toHaveLength(1);
  });

  it('is not forgotten when something is queued at the moment in which it is returned', async () => {
    await announce(harness, 1);
    await fanOutAll();
    const [held] = await holdEndpoints(harness.database, 1);
    if (!held) throw new Error('nothing is held');
    await sql(harness.database, `DELETE FROM webhook_deliveries`);
    let returning: Promise<void> | undefined;
    await harness.database.transaction(async (manager) => {
      await sql(manager, 'SELECT FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE', [endpoint.id]);
      returning = releaseEndpoint(harness.database, held);
      await until('it waits for the lock', async () => {
        const waiting = await sql(
          harness.database,
          `SELECT 1 FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return waiting.length > 0;
      });
      await sql(
        manager,
        `INSERT INTO webhook_deliveries (id, endpoint_id, owner_id, event_id, type, body, status, due_at)
         VALUES (gen_random_uuid(), $1, 'alice', gen_random_uuid(), 'ping', '{}', 'PENDING', now())`,
        [endpoint.id],
      );
    });
    await returning;
    expect(await holdEndpoints(harness.database, 1)).toHaveLength(1);
  });

  it('goes to the end of the line when its turn is over', async () => {
    const { endpoint: other } = await endpointFor(harness, { url: 'http://127.0.0.1:9/other' });
    await announce(harness, 1);
    await fanOutAll();
    const [first] = await holdEndpoints(harness.database, 1);
    if (first) await releaseEndpoint(harness.database, first);
    const [second] = await holdEndpoints(harness.database, 1);
    expect(new Set([first?.id, second?.id])).toEqual(new Set([endpoint.id, other.id]));
  });
});

it('deliveries are forgotten after the time of retention, but none that waits for its next attempt', async () => {
  await announce(harness, 3);
  await fanOutAll();
  const [old, waiting, young] = await deliveriesTo(harness, endpoint);
  await sql(
    harness.database,
    `UPDATE webhook_deliveries SET created_at = now() - interval '31 days' WHERE id = ANY($1)`,
    [[old?.id, waiting?.id]],
  );
  await sql(
    harness.database,
    `UPDATE webhook_deliveries SET status = 'FAILED', due_at = NULL WHERE id = $1`,
    [old?.id],
  );
  await expireDeliveries(harness.database, 30);
  expect((await deliveriesTo(harness, endpoint)).map(({ id }) => id)).toEqual([waiting?.id, young?.id]);
});

describe('two workers', () => {
  let hook: TestReceiver;
  const workers: WebhookSender[] = [];
  beforeAll(async () => {
    hook = await openTestReceiver();
    workers.push(await startSender(harness), await startSender(harness));
  });
  afterAll(async () => {
    for (const worker of workers) await worker.close();
    await hook.close();
  });

  it('send each of many events once', async () => {
    await updateEndpoint(harness, alice, { id: endpoint.id, changes: { url: hook.url } });
    await announce(harness, 500);
    await until(
      'all are delivered',
      async () => {
        const [row] = await sql<{ count: number }>(
          harness.database,
          `SELECT count(*)::int AS count FROM webhook_deliveries WHERE status = 'DELIVERED'`,
        );
        return row?.count === 500;
      },
      50_000,
    );
    expect(hook.received).toHaveLength(500);
    expect(new Set(hook.received.map(({ id }) => id)).size).toBe(500);
  });
});
