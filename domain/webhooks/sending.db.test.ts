import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { alice, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { sabotaged } from '../../test/sabotage.ts';
import { seedImage, seedVariants } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import {
  announce,
  deliveriesTo,
  endpointFor,
  openTestReceiver,
  passTime,
  startSender,
  type TestReceiver,
  untilFannedOut,
  verified,
} from '../../test/webhooks.ts';
import { appendEvents } from '../events/append-events.ts';
import { createEndpoint } from './create-endpoint.ts';
import { findEndpoints } from './list-webhooks.ts';
import { deleteEndpoint, rotateSecret, updateEndpoint } from './update-endpoint.ts';
import type { WebhookSender } from './send-webhooks.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** What a test opens, closed after it in reverse order. */
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
  await sql(harness.database, 'DELETE FROM webhook_endpoints');
});

async function receiver(...given: Parameters<typeof openTestReceiver>): Promise<TestReceiver> {
  const made = await openTestReceiver(...given);
  opened.push(made);
  return made;
}

async function sender(...given: Parameters<typeof startSender> extends [unknown, ...infer R] ? R : never) {
  const made = await startSender(harness, ...given);
  opened.push(made);
  return made;
}

const answering = (status: number, body = '') =>
  receiver((response) => void response.writeHead(status).end(body));

const found = async (id: string) => (await findEndpoints(harness.database, [id]))[0];

const settled = (endpoint: { id: string }, count: number) =>
  until('all deliveries are settled', async () => {
    const deliveries = await deliveriesTo(harness, endpoint);
    return deliveries.length === count && deliveries.every(({ dueAt }) => dueAt === null) && deliveries;
  });

describe('an event of the owner', () => {
  it('reaches the endpoint, signed as the reference library wants it, with what it is about', async () => {
    const hook = await receiver();
    const { endpoint, secret } = await endpointFor(harness, hook);
    await sender();
    const image = await seedImage(harness.database, { title: 'A “title” with ünïcode' });
    const [variant] = await seedVariants(harness.database, image.id, [{ status: 'READY', width: 40 }]);
    await harness.database.transaction((manager) =>
      appendEvents(manager, [
        { type: 'VARIANT_READY', imageId: image.id, ownerId: 'alice', variantId: variant?.id ?? '' },
      ]),
    );
    const [delivery] = await settled(endpoint, 1);
    const [webhook] = hook.received;
    if (!webhook) throw new Error('nothing arrived');
    expect(webhook.id).toBe(toGlobalId('event', delivery?.eventId ?? ''));
    expect(verified(secret, webhook)).toMatchObject({
      type: 'variant.ready',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        imageId: toGlobalId('image', image.id),
        ownerId: 'alice',
        image: { title: 'A “title” with ünïcode', status: 'PROCESSING' },
        variant: { id: toGlobalId('variant', variant?.id ?? ''), format: 'WEBP', width: 40 },
      },
    });
    expect(delivery?.attempts).toMatchObject([{ status: 204, answer: '', failureCode: null }]);
    expect(webhook.body).not.toContain(image.storageKey);
  });

  it('is refused by the library when a single character was changed', async () => {
    const hook = await receiver();
    const { endpoint, secret } = await endpointFor(harness, hook);
    await sender();
    await announce(harness, 1);
    await settled(endpoint, 1);
    const [webhook] = hook.received;
    if (!webhook) throw new Error('nothing arrived');
    const forged = { ...webhook, body: webhook.body.replace('alice', 'malory') };
    expect(() => verified(secret, forged)).toThrow('No matching signature');
  });

  it('is told to each endpoint that wants it, and to nobody else', async () => {
    const [all, some, other] = [await receiver(), await receiver(), await receiver()];
    const { endpoint } = await endpointFor(harness, all);
    await endpointFor(harness, some, { events: ['IMAGE_DELETED'] });
    await createEndpoint(harness, viewerOf('bob'), { url: other.url });
    await sender();
    await announce(harness, 1);
    await announce(harness, 1, { type: 'IMAGE_DELETED' });
    await settled(endpoint, 2);
    const types = ({ received }: TestReceiver) =>
      received.map(({ body }) => (JSON.parse(body) as { type: string }).type).sort();
    await until('both have theirs', () => all.received.length === 2 && some.received.length === 1);
    expect([types(all), types(some), types(other)]).toEqual([
      ['image.deleted', 'image.updated'],
      ['image.deleted'],
      [],
    ]);
  });

  it('of an image that is gone by now is told with its id alone', async () => {
    const hook = await receiver();
    const { endpoint } = await endpointFor(harness, hook);
    const imageId = newUuid();
    await announce(harness, 1, { imageId });
    await sender();
    await settled(endpoint, 1);
    expect(JSON.parse(hook.received[0]?.body ?? '')).toMatchObject({
      data: { imageId: toGlobalId('image', imageId), image: null },
    });
  });
});

describe('a receiver that does not take a message', () => {
  it('is sent it again after a pause, with the same id and body, and another time and signature', async () => {
    let refusals = 1;
    const hook = await receiver((response) => void response.writeHead(refusals-- > 0 ? 503 : 200).end());
    const { endpoint, secret } = await endpointFor(harness, hook);
    await sender();
    await announce(harness, 1);
    const [waiting] = await until('the first attempt', async () => {
      const deliveries = await deliveriesTo(harness, endpoint);
      return deliveries[0]?.attempts.length === 1 && deliveries;
    });
    expect(waiting).toMatchObject({ status: 'PENDING', attempts: [{ failureCode: 'RECEIVER_REFUSED' }] });
    const pause = Number(waiting?.dueAt) - Date.parse(waiting?.attempts[0]?.startedAt ?? '');
    expect(pause).toBeGreaterThanOrEqual(4_000);
    expect((await found(endpoint.id))?.failingSince).not.toBeNull();

    await passTime(harness);
    const [delivery] = await settled(endpoint, 1);
    expect(delivery).toMatchObject({ status: 'DELIVERED', attempts: [{ status: 503 }, { status: 200 }] });
    const [first, second] = hook.received;
    expect([second?.id, second?.body]).toEqual([first?.id, first?.body]);
    if (second) verified(secret, second);
    await until('its name is cleared', async () => (await found(endpoint.id))?.failingSince === null);
  });

  it('is given up for this message after ten attempts', async () => {
    const hook = await answering(500);
    const { endpoint } = await endpointFor(harness, hook);
    await sender();
    await announce(harness, 1);
    for (let attempts = 1; attempts < 10; attempts += 1) {
      await until(`attempt ${attempts}`, async () => {
        const [delivery] = await deliveriesTo(harness, endpoint);
        return delivery?.attemptCount === attempts;
      });
      await passTime(harness);
    }
    const [delivery] = await settled(endpoint, 1);
    expect(delivery).toMatchObject({ status: 'FAILED', attemptCount: 10 });
    expect(hook.received).toHaveLength(10);
  });

  it('is not followed where it redirects to', async () => {
    const elsewhere = await receiver();
    const hook = await receiver(
      (response) => void response.writeHead(307, { location: elsewhere.url }).end(),
    );
    const { endpoint } = await endpointFor(harness, hook);
    await sender();
    await announce(harness, 1);
    await until('the attempt', async () => (await deliveriesTo(harness, endpoint))[0]?.attempts.length === 1);
    expect(elsewhere.received).toEqual([]);
  });

  it('has the first KiB of its answer kept, whatever it sends', async () => {
    const hook = await receiver((response) => {
      response.writeHead(400);
      const more = (): boolean =>
        !response.destroyed && response.write('\0<\ud83d\ude00>'.repeat(2_000)) && more();
      response.on('drain', more);
      more();
    });
    const { endpoint } = await endpointFor(harness, hook);
    await sender();
    await announce(harness, 1);
    const [delivery] = await until('the attempt', async () => {
      const deliveries = await deliveriesTo(harness, endpoint);
      return deliveries[0]?.attempts.length === 1 && deliveries;
    });
    const [attempt] = delivery?.attempts ?? [];
    expect(attempt?.status).toBe(400);
    expect(attempt?.answer?.startsWith('\ufffd<😀>')).toBe(true);
    expect(attempt?.answer?.length).toBeLessThanOrEqual(1_024);
  });

  it('that answers and never ends has answered', async () => {
    const hook = await receiver((response) => void response.writeHead(200).write('begun'));
    const { endpoint } = await endpointFor(harness, hook);
    await sender({ timeoutSeconds: 5 });
    await announce(harness, 1);
    const [delivery] = await settled(endpoint, 1);
    expect(delivery?.attempts).toMatchObject([{ status: 200, answer: 'begun' }]);
  });

  it('that says nothing, or is not there, is said to be unreachable', async () => {
    const hanging = await receiver(() => {});
    const gone = await openTestReceiver();
    await gone.close();
    const endpoints = [await endpointFor(harness, hanging), await endpointFor(harness, gone)];
    await sender({ timeoutSeconds: 1 });
    await announce(harness, 1);
    for (const { endpoint } of endpoints) {
      const [delivery] = await until('the attempt', async () => {
        const deliveries = await deliveriesTo(harness, endpoint);
        return deliveries[0]?.attempts.length === 1 && deliveries;
      });
      expect(delivery?.attempts).toMatchObject([
        { status: null, answer: null, failureCode: 'RECEIVER_UNREACHABLE' },
      ]);
    }
  });
});

describe('an endpoint', () => {
  it('that answers 410 is disabled at once, which the log and the other endpoints are told', async () => {
    const [hook, other, deaf] = [await answering(410), await receiver(), await receiver()];
    const { endpoint } = await endpointFor(harness, hook, { events: ['IMAGE_UPDATED'] });
    await endpointFor(harness, other, { events: ['ENDPOINT_DISABLED'] });
    await endpointFor(harness, deaf, { events: ['IMAGE_FAILED'] });
    await sender({ inFlight: 1 });
    await announce(harness, 5);
    await until('it is disabled', async () => (await found(endpoint.id))?.disabledReason === 'GONE');
    await until('the other is told', () => other.received.length === 1);
    expect(JSON.parse(other.received[0]?.body ?? '')).toMatchObject({
      type: 'endpoint.disabled',
      data: { endpointId: toGlobalId('webhookEndpoint', endpoint.id), url: hook.url, reason: 'GONE' },
    });
    const log = await sql(
      harness.database,
      `SELECT actor_id FROM audit_log WHERE action = 'WEBHOOK_ENDPOINT_DISABLED' AND detail LIKE $1`,
      [`${toGlobalId('webhookEndpoint', endpoint.id)}%`],
    );
    expect(log).toEqual([{ actor_id: 'darkroom' }]);
    expect([hook.received.length, deaf.received.length]).toEqual([1, 0]);
  });

  it('that has failed for days is disabled by the next failure, and goes on where it was when it is enabled', async () => {
    let status = 500;
    const hook = await receiver((response) => void response.writeHead(status).end());
    const { endpoint } = await endpointFor(harness, hook);
    await sql(
      harness.database,
      `UPDATE webhook_endpoints SET failing_since = now() - interval '5 days 1 minute' WHERE id = $1`,
      [endpoint.id],
    );
    await sender();
    await announce(harness, 1);
    await until('it is disabled', async () => (await found(endpoint.id))?.disabledReason === 'FAILING');
    // What happens meanwhile is for a replay.
    await announce(harness, 1);
    await untilFannedOut(harness);
    // Not before its pause is over, unless it is enabled.
    await sql(
      harness.database,
      `UPDATE webhook_deliveries SET due_at = now() + interval '1 day' WHERE endpoint_id = $1 AND status = 'PENDING'`,
      [endpoint.id],
    );
    status = 200;
    const enabled = await updateEndpoint(harness, alice, { id: endpoint.id, changes: { enabled: true } });
    expect(enabled).toMatchObject({ disabledAt: null, disabledReason: null, failingSince: null });
    const [delivery] = await settled(endpoint, 1);
    expect(delivery?.attempts).toMatchObject([{ status: 500 }, { status: 200 }]);
  });

  it('is signed for by both secrets after a rotation, and by the new one alone when the overlap is over', async () => {
    const hook = await receiver();
    const { endpoint, secret: older } = await endpointFor(harness, hook);
    await sender();
    const { secret: newer } = await rotateSecret(harness, alice, { id: endpoint.id });
    await announce(harness, 1);
    await settled(endpoint, 1);
    const [first] = hook.received;
    if (!first) throw new Error('nothing arrived');
    for (const secret of [older, newer])
      expect(verified(secret, first)).toMatchObject({ type: 'image.updated' });

    const { secret: newest } = await rotateSecret(harness, alice, { id: endpoint.id, overlapSeconds: 0 });
    await announce(harness, 1);
    await settled(endpoint, 2);
    const second = hook.received[1];
    if (!second) throw new Error('nothing arrived');
    expect(verified(newest, second)).toMatchObject({ type: 'image.updated' });
    for (const secret of [older, newer]) expect(() => verified(secret, second)).toThrow('No matching');
  });

  it('that is deleted gets nothing more than what was on its way', async () => {
    const answers: (() => void)[] = [];
    const hook = await receiver((response) => void answers.push(() => response.end()));
    const { endpoint } = await endpointFor(harness, hook);
    const worker = await startSender(harness, { inFlight: 2 });
    await announce(harness, 20);
    await until('two are on their way', () => hook.received.length === 2);
    await deleteEndpoint(harness.database, alice, endpoint.id);
    for (const answer of answers) answer();
    // It waits for what it has begun.
    await worker.close();
    expect(hook.received).toHaveLength(2);
  });

  it('that is slow has no more in flight than it may, over two workers, and does not hold the others up', async () => {
    const answering = Promise.withResolvers<void>();
    const slow = await receiver((response) => answering.promise.then(() => void response.end()));
    const quick = await receiver();
    const endpoints = [await endpointFor(harness, slow), await endpointFor(harness, quick)];
    await announce(harness, 200);
    await sender({ inFlight: 3, timeoutSeconds: 600 });
    await sender({ inFlight: 3, timeoutSeconds: 600 });
    await settled(endpoints[1]?.endpoint ?? { id: '' }, 200);
    expect(quick.received).toHaveLength(200);
    expect(slow.inFlight).toEqual({ now: 3, most: 3 });
    // Those that come meanwhile as well: whoever closes waits for them.
    answering.resolve();
  });
});

describe('a message that is queued while another waits for its answer', () => {
  it('is sent beside it', async () => {
    const answers: (() => void)[] = [];
    const hook = await receiver((response) => void answers.push(() => response.end()));
    const { endpoint } = await endpointFor(harness, hook);
    await sender({ inFlight: 2, timeoutSeconds: 30 });
    await announce(harness, 1);
    await until('the first is on its way', () => hook.received.length === 1);
    await announce(harness, 1);
    await until('so is the second', () => hook.received.length === 2);
    expect(hook.inFlight).toEqual({ now: 2, most: 2 });
    for (const answer of answers) answer();
    await settled(endpoint, 2);
  });
});

describe('a worker that dies between the answer and writing it down', () => {
  it('has the message sent once more under the same id by the next one', async () => {
    const hook = await receiver();
    const { endpoint } = await endpointFor(harness, hook);
    let first: WebhookSender | undefined;
    await sabotaged(harness.database, { table: 'webhook_deliveries', on: 'UPDATE' }, async () => {
      first = await startSender(harness);
      await announce(harness, 1);
      await until('it was accepted', () => hook.received.length === 1);
      await first.close();
    });
    expect((await found(endpoint.id))?.heldBy).not.toBeNull();
    await sender();
    await passTime(harness);
    await settled(endpoint, 1);
    expect(hook.received.length).toBeGreaterThan(1);
    expect(new Set(hook.received.map(({ id }) => id)).size).toBe(1);
  });
});
