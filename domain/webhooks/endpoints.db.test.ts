import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import {
  announce,
  deliveriesTo,
  endpointFor,
  openTestReceiver,
  startSender,
  type TestReceiver,
} from '../../test/webhooks.ts';
import { until } from '../../test/until.ts';
import { createEndpoint } from './create-endpoint.ts';
import { endpointSecrets } from './endpoint-secrets.ts';
import { fanOut } from './fan-out.ts';
import { findEndpoints, listDeliveries, listEndpoints } from './list-webhooks.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { pingEndpoint, replayDeliveries, replayDelivery } from './replay.ts';
import { deleteEndpoint, rotateSecret, updateEndpoint } from './update-endpoint.ts';

let harness: Harness;
const url = 'http://127.0.0.1:9/hooks';
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());
beforeEach(() => sql(harness.database, 'DELETE FROM webhook_endpoints'));

const refused = (code: string) => expect.objectContaining({ code });

describe('a new endpoint', () => {
  it('has a secret of Standard Webhooks, which no list and no log shows again', async () => {
    const { endpoint, secret } = await createEndpoint(harness, alice, { url, description: 'Mine' });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [listed] = (await listEndpoints(harness.database, alice, {})).items;
    expect(listed).toMatchObject({ id: endpoint.id, url, description: 'Mine', events: null });
    const log = await sql(harness.database, 'SELECT * FROM audit_log');
    expect(JSON.stringify(log)).toContain(toGlobalId('webhookEndpoint', endpoint.id));
    expect(JSON.stringify(log)).not.toContain(secret);
  });

  it('has its secret encrypted where there is a key for that, bound to its row', async () => {
    const webhookSecrets = endpointSecrets([{ kid: 'a', secret: 'x'.repeat(32) }]);
    const { endpoint, secret } = await createEndpoint({ ...harness, webhookSecrets }, alice, { url });
    const [row] = await sql(harness.database, 'SELECT secrets::text FROM webhook_endpoints');
    expect(JSON.stringify(row)).not.toContain(secret.slice(6, 20));
    const [kept] = await findEndpoints(harness.database, [endpoint.id]);
    const [key] = webhookSecrets.signing(endpoint.id, kept?.secrets ?? []);
    expect(key?.toString('base64')).toBe(secret.slice('whsec_'.length));
    expect(() => webhookSecrets.signing(newUuid(), kept?.secrets ?? [])).toThrow('WEBHOOK_SECRET_KEYS');
  });

  it.each([
    'http://10.0.0.1/',
    'http://127.0.0.2/',
    'http://2130706434/',
    'http://0x7f.0.0.2/',
    'http://0177.0.0.2/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[2002:a00:1::]/',
    'http://[2001:0:a00:1::]/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://169.254.169.254/latest/meta-data',
    'http://168.63.129.16/',
    'http://93.184.216.34:22/',
    'http://user:secret@93.184.216.34/',
    'ftp://93.184.216.34/',
    'file:///etc/passwd',
    'nonsense',
  ])('is refused at %s', async (given) => {
    await expect(createEndpoint(harness, alice, { url: given })).rejects.toEqual(
      refused('RECEIVER_NOT_ALLOWED'),
    );
    const { endpoint } = await createEndpoint(harness, alice, { url });
    await expect(
      updateEndpoint(harness, alice, { id: endpoint.id, changes: { url: given } }),
    ).rejects.toEqual(refused('RECEIVER_NOT_ALLOWED'));
  });

  it('needs TLS where the operator does not do without it', async () => {
    const strict = { ...harness, webhooks: { ...harness.webhooks, allowHttp: false } };
    await expect(createEndpoint(strict, alice, { url })).rejects.toEqual(refused('RECEIVER_INSECURE'));
    await expect(createEndpoint(strict, alice, { url: 'https://hooks.example/' })).resolves.toBeDefined();
  });

  it.each([
    ['url', { url: `${url}/${'x'.repeat(2_048)}` }],
    ['url', { url: `${url}/${'x'.repeat(100_000)}` }],
    ['url', { url: `${url}/${'ä'.repeat(400)}` }],
    ['events', { events: [] }],
    ['description', { description: ' ' }],
    ['description', { description: 'x'.repeat(256) }],
    ['description', { description: 'a\u0000' }],
  ])('is refused with bad %s', async (field, wanted) => {
    await expect(createEndpoint(harness, alice, { url, ...wanted })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      detail: { field },
    });
  });

  it('is one of so many at most, also when they are made at the same time', async () => {
    const few = { ...harness, webhooks: { ...harness.webhooks, perOwner: 3 } };
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, () => createEndpoint(few, alice, { url })),
    );
    const refusals = made.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refusals).toEqual(Array.from({ length: 5 }, () => refused('TOO_MANY_ENDPOINTS')));
    await expect(createEndpoint(few, bob, { url })).resolves.toBeDefined();
  });

  it('is made for somebody else by an admin alone', async () => {
    await expect(createEndpoint(harness, bob, { url, ownerId: 'alice' })).rejects.toEqual(
      refused('FORBIDDEN'),
    );
    const { endpoint } = await createEndpoint(harness, admin, { url, ownerId: 'alice' });
    expect(endpoint.ownerId).toBe('alice');
  });
});

describe('somebody else’s endpoint', () => {
  it('is answered like one that is not there, by everything', async () => {
    const { endpoint } = await endpointFor(harness, { url });
    const delivery = await pingEndpoint(harness.database, alice, endpoint.id);
    const { database } = harness;
    const attempts = (id: string, deliveryId: string) => [
      updateEndpoint(harness, bob, { id, changes: { enabled: false } }),
      deleteEndpoint(database, bob, id),
      rotateSecret(harness, bob, { id }),
      pingEndpoint(database, bob, id),
      replayDelivery(database, bob, deliveryId),
      replayDeliveries(database, bob, { endpointId: id, since: new Date(0) }),
    ];
    for (const ids of [[endpoint.id, delivery.id] as const, [newUuid(), newUuid()] as const])
      for (const attempt of attempts(...ids)) await expect(attempt).rejects.toEqual(refused('NOT_FOUND'));
    expect((await listEndpoints(database, bob, {})).items).toEqual([]);
    await expect(listEndpoints(database, viewerOf('alice', 'READ'), {})).rejects.toEqual(
      refused('FORBIDDEN'),
    );
  });
});

describe('what is listed', () => {
  it('comes a page at a time, the newest first, and deliveries by their status', async () => {
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.unshift((await endpointFor(harness, { url })).endpoint.id);
    const page = await listEndpoints(harness.database, alice, { first: 2 });
    const [, last] = page.items;
    if (!last) throw new Error('the page is short');
    const rest = await listEndpoints(harness.database, alice, { first: 2, after: page.cursorOf(last) });
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect([page.hasNextPage, rest.hasNextPage, rest.hasPreviousPage]).toEqual([true, false, true]);
    await announce(harness, 3);
    await fanOut(harness.database);
    const pages = await listDeliveries(harness.database, ids, { first: 2, status: ['PENDING'] });
    expect(pages.map(({ items, hasNextPage }) => [items.length, hasNextPage])).toEqual([
      [2, true],
      [2, true],
      [2, true],
    ]);
    const [none] = await listDeliveries(harness.database, ids, { status: ['FAILED'] });
    expect(none?.items).toEqual([]);
    await expect(listEndpoints(harness.database, alice, { after: 'x' })).rejects.toEqual(
      refused('INVALID_CURSOR'),
    );
  });
});

describe('sending by hand', () => {
  let hook: TestReceiver;
  let worker: Awaited<ReturnType<typeof startSender>>;
  beforeAll(async () => {
    hook = await openTestReceiver();
    worker = await startSender(harness);
  });
  afterAll(async () => {
    await worker.close();
    await hook.close();
  });
  beforeEach(() => void hook.received.splice(0));

  const delivered = (endpoint: { id: string }, count: number) =>
    until('all are delivered', async () => {
      const deliveries = await deliveriesTo(harness, endpoint);
      return (
        deliveries.length === count && deliveries.every(({ status }) => status === 'DELIVERED') && deliveries
      );
    });

  it('pings an endpoint whatever it listens to', async () => {
    const { endpoint } = await endpointFor(harness, hook, { events: ['IMAGE_FAILED'] });
    const { id } = await pingEndpoint(harness.database, alice, endpoint.id);
    const [delivery] = await delivered(endpoint, 1);
    expect(delivery?.id).toBe(id);
    expect(JSON.parse(hook.received[0]?.body ?? '')).toMatchObject({
      type: 'ping',
      data: { endpointId: toGlobalId('webhookEndpoint', endpoint.id) },
    });
  });

  it('repeats one delivery under its id', async () => {
    const { endpoint } = await endpointFor(harness, hook);
    await announce(harness, 2);
    const [first] = await delivered(endpoint, 2);
    await replayDelivery(harness.database, alice, first?.id ?? '');
    await until('it is there again', () => hook.received.length === 3);
    const [again] = await delivered(endpoint, 2);
    expect(again?.attempts).toHaveLength(2);
    expect(hook.received[2]?.id).toBe(toGlobalId('event', first?.eventId ?? ''));
  });

  it('repeats everything since a time, with what was missed while it was disabled', async () => {
    const { endpoint } = await endpointFor(harness, hook, { events: ['IMAGE_UPDATED', 'IMAGE_READY'] });
    const { id } = endpoint;
    await announce(harness, 1);
    await delivered(endpoint, 1);
    await sql(harness.database, `UPDATE events SET occurred_at = now() - interval '1 hour'`);
    const since = new Date(Date.now() - 60_000);
    await announce(harness, 2);
    await delivered(endpoint, 3);
    await updateEndpoint(harness, alice, { id, changes: { enabled: false } });
    await announce(harness, 2, { type: 'IMAGE_READY' });
    await announce(harness, 1, { type: 'IMAGE_DELETED' });
    await announce(harness, 1, { ownerId: 'bob' });
    while (await fanOut(harness.database));
    await expect(replayDeliveries(harness.database, alice, { endpointId: id, since })).rejects.toEqual(
      refused('ENDPOINT_DISABLED'),
    );
    await updateEndpoint(harness, alice, { id, changes: { enabled: true } });
    const missed = await replayDeliveries(harness.database, alice, {
      endpointId: id,
      since,
      undeliveredOnly: true,
    });
    expect([missed.count, missed.next]).toEqual([2, null]);
    await delivered(endpoint, 5);
    expect(hook.received).toHaveLength(5);
    const all = await replayDeliveries(harness.database, alice, { endpointId: id, since });
    expect(all.count).toBe(4);
    await until('all came again', () => hook.received.length === 9);
    await delivered(endpoint, 5);
    const none = await replayDeliveries(harness.database, alice, {
      endpointId: id,
      since: new Date(Date.now() + 1e6),
    });
    expect([none.count, none.next]).toEqual([0, null]);
  });

  it('repeats what comes from no image as well, where it has not arrived yet', async () => {
    const { endpoint } = await endpointFor(harness, hook, { events: ['ENDPOINT_DISABLED'] });
    const { id: endpointId, ownerId } = endpoint;
    const types = ['endpoint.disabled', 'ping'];
    await harness.database.transaction(async (manager) => {
      await queueDeliveries(
        manager,
        types.map((type) => ({ endpointId, ownerId, eventId: newUuid(), type, body: '{}' })),
      );
      // As after failed attempts.
      await sql(manager, `UPDATE webhook_deliveries SET due_at = now() + interval '1 day'`);
    });
    const replay = (since: Date, undeliveredOnly: boolean) =>
      replayDeliveries(harness.database, alice, { endpointId, since, undeliveredOnly });
    expect((await replay(new Date(Date.now() + 60_000), true)).count).toBe(0);
    const since = new Date(Date.now() - 60_000);
    expect((await replay(since, true)).count).toBe(2);
    await delivered(endpoint, 2);
    expect((await replay(since, true)).count).toBe(0);
    expect((await replay(since, false)).count).toBe(2);
    await updateEndpoint(harness, alice, { id: endpointId, changes: { events: ['IMAGE_FAILED'] } });
    expect((await replay(since, false)).count).toBe(1);
  });

  it('says where to go on when it is too much for once', async () => {
    const { endpoint } = await endpointFor(harness, hook);
    await updateEndpoint(harness, alice, { id: endpoint.id, changes: { events: ['IMAGE_FAILED'] } });
    await sql(harness.database, `DELETE FROM events`);
    await sql(
      harness.database,
      `INSERT INTO events (id, type, image_id, owner_id, occurred_at)
       SELECT gen_random_uuid(), 'IMAGE_UPDATED', gen_random_uuid(), 'alice', now() - (6000 - n) * interval '1 second'
         FROM generate_series(1, 5100) n`,
    );
    const first = await replayDeliveries(harness.database, alice, {
      endpointId: endpoint.id,
      since: new Date(0),
    });
    const [next] = await sql<{ at: Date }>(
      harness.database,
      'SELECT occurred_at AS at FROM events ORDER BY position OFFSET 5000 LIMIT 1',
    );
    expect(first.next).toEqual(next?.at);
    const rest = await replayDeliveries(harness.database, alice, {
      endpointId: endpoint.id,
      since: first.next ?? new Date(),
    });
    expect(rest.next).toBeNull();
  });

  it('is refused for an endpoint that is disabled', async () => {
    const { endpoint } = await endpointFor(harness, hook);
    const { id } = await pingEndpoint(harness.database, alice, endpoint.id);
    await updateEndpoint(harness, alice, { id: endpoint.id, changes: { enabled: false } });
    for (const attempt of [
      () => pingEndpoint(harness.database, alice, endpoint.id),
      () => replayDelivery(harness.database, alice, id),
    ])
      await expect(attempt()).rejects.toEqual(refused('ENDPOINT_DISABLED'));
  });
});

it('an overlap is at most a week', async () => {
  const { endpoint } = await endpointFor(harness, { url });
  for (const overlapSeconds of [-1, 604_801])
    await expect(rotateSecret(harness, alice, { id: endpoint.id, overlapSeconds })).rejects.toEqual(
      refused('INVALID_INPUT'),
    );
});
