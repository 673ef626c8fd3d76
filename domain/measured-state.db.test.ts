/** What a scrape says of the state in the database: what waits and for how long, also while nobody works on it, and also when nobody can be asked. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../platform/database/sql.ts';
import { newUuid } from '../platform/ids.ts';
import { registry } from '../platform/metrics/registry.ts';
import { alice, type Harness, openHarness } from '../test/harness.ts';
import { endpointFor } from '../test/webhooks.ts';
import { appendEvents } from './events/append-events.ts';
import { openDatabase } from './database.ts';
import { measureState } from './measured-state.ts';
import { renderRest } from './renditions/render-job.ts';
import { queueDeliveries } from './webhooks/queue-deliveries.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

interface Sample {
  readonly labels: object;
  readonly value: number;
}

async function samplesOf(name: string): Promise<readonly Sample[]> {
  const metric = registry.getSingleMetric(`darkroom_${name}`);
  return ((await metric?.get())?.values ?? []) as readonly Sample[];
}

const valueOf = async (name: string, labels: object): Promise<number | undefined> =>
  (await samplesOf(name)).find((sample) => JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;

it('says what waits, since when, and what is only due later', async () => {
  const { database, queue } = harness;
  const send = (after?: number): Promise<void> =>
    database.transaction((manager) =>
      queue.send(
        renderRest,
        { imageId: newUuid(), requestId: 'a-request' },
        { manager, group: 'alice', ...(after !== undefined && { after }) },
      ),
    );
  for (const after of [undefined, undefined, 3_600]) await send(after);
  await sql(
    database,
    `UPDATE pgboss.job SET start_after = now() - interval '5 minutes' WHERE name = $1 AND start_after <= now()`,
    [renderRest.name],
  );
  await appendEvents(database.manager, [
    { type: 'IMAGE_UPLOADED', imageId: newUuid(), ownerId: alice.subject ?? '' },
  ]);
  await sql(database, `UPDATE events SET occurred_at = now() - interval '2 minutes'`);

  const end = measureState(database, harness.config);
  const queued = { queue: renderRest.name };
  expect(await valueOf('queue_jobs', { ...queued, state: 'waiting' })).toBe(2);
  expect(await valueOf('queue_jobs', { ...queued, state: 'deferred' })).toBe(1);
  expect(await valueOf('queue_jobs', { ...queued, state: 'active' })).toBe(0);
  const age = await valueOf('queue_oldest_age_seconds', queued);
  expect(age).toBeGreaterThanOrEqual(300);
  expect(age).toBeLessThan(900);
  expect(await valueOf('queue_oldest_age_seconds', { queue: 'purge' })).toBe(0);
  expect(await valueOf('outbox_lag_seconds', { reader: 'webhooks' })).toBeGreaterThanOrEqual(120);
  expect(await valueOf('database_pool_max_connections', {})).toBe(harness.config.database.poolSize);
  expect((await samplesOf('metrics_read_failed')).filter(({ value }) => value !== 0)).toEqual([]);
  end();
  expect(await samplesOf('queue_jobs')).toEqual([]);
});

it('says how many webhooks wait', async () => {
  const { endpoint } = await endpointFor(harness, { url: 'http://127.0.0.1:9/' });
  await harness.database.transaction((manager) =>
    queueDeliveries(manager, [
      {
        endpointId: endpoint.id,
        ownerId: endpoint.ownerId,
        eventId: newUuid(),
        type: 'image.ready',
        body: '{}',
      },
    ]),
  );
  const end = measureState(harness.database, harness.config);
  expect(await valueOf('webhook_deliveries_pending', {})).toBe(1);
  end();
});

it('leaves out what a database that is gone cannot say, and fails nobody who asks', async () => {
  const gone = await openDatabase({ url: harness.url, poolSize: 2, applicationName: 'a test' });
  const end = measureState(gone, harness.config);
  await gone.destroy();
  const text = await registry.metrics();
  expect(text).not.toContain('darkroom_queue_jobs{');
  expect(text).toContain('darkroom_metrics_read_failed{part="queue"} 1');
  expect(text).toContain('darkroom_disk_available_bytes{folder="scratch"}');
  end();
});
