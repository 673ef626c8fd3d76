/** Webhooks, as an independent receiver takes them: a server of this spec that verifies with the reference library. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { newOwner, type Owner } from '../clients/owner.ts';
import { type Received, startReceiver, type WebhookReceiver } from '../clients/webhook-receiver.ts';
import { DeleteImages } from '../documents/images.ts';
import {
  CreateWebhookEndpoint,
  DeleteWebhookEndpoint,
  PingWebhookEndpoint,
  ReplayWebhookDeliveries,
  ReplayWebhookDelivery,
  RotateWebhookSecret,
  UpdateWebhookEndpoint,
  WebhookEndpointById,
  WebhookEndpoints,
} from '../documents/webhooks.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { WebhookEvent } from '../generated/graphql.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

interface Told {
  readonly type: string;
  readonly data: { readonly imageId?: string; readonly image?: { readonly status: string } | null };
}

describeOwnStack('webhooks', () => {
  let stack: Stack;
  let receiver: WebhookReceiver;
  let url: string;
  beforeAll(async () => {
    receiver = await startReceiver();
    ({ url } = receiver);
    stack = await startStack({
      environment: { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1', WEBHOOK_ENDPOINTS_PER_OWNER: '3' },
    });
  });
  afterAll(async () => {
    await stack.remove();
    receiver.close();
  });

  async function endpointAt(owner: Owner, path: string, events?: WebhookEvent[]) {
    const input = { url: `${url}${path}`, ...(events && { events }) };
    const { createWebhookEndpoint: made } = await owner.ask(CreateWebhookEndpoint, { input });
    if (!made.endpoint || !made.secret) throw new Error(JSON.stringify(made.userErrors));
    return { id: made.endpoint.id, secret: made.secret };
  }

  const at = (path: string): Received[] => receiver.received.filter((each) => each.path === path);
  const arrived = (path: string, count: number): Promise<Received[]> =>
    until(() => at(path).length >= count && at(path), { what: `${count} messages at ${path}`, seconds: 60 });
  const told = (secret: string, { headers, body }: Received): Told =>
    new Webhook(secret).verify(body, headers) as Told;

  async function endpointOf(owner: Owner, id: string) {
    const { node } = await owner.ask(WebhookEndpointById, { id });
    return node && 'deliveries' in node ? node : undefined;
  }

  it('tell the whole life of an image, each event once, to a receiver that verifies them', async () => {
    const owner = await newOwner(stack);
    const { id, secret } = await endpointAt(owner, '/life');
    const image = await owner.upload(fileOf(await jpeg({ width: 200, height: 100 })));
    await owner.settled(image.id);
    await owner.ask(DeleteImages, { input: { ids: [image.id] } });
    await until(() => at('/life').some(({ body }) => body.includes('image.deleted')), {
      what: 'the deletion',
      seconds: 60,
    });
    const settled = await until(
      async () => {
        const { deliveries } = (await endpointOf(owner, id)) ?? {};
        return deliveries?.nodes.every(({ status }) => status === 'DELIVERED') && deliveries.nodes;
      },
      { what: 'all deliveries' },
    );
    const messages = at('/life').map((each) => told(secret, each));
    const types = Map.groupBy(messages, ({ type }) => type);
    for (const type of ['image.uploaded', 'image.ready', 'image.deleted'])
      expect(types.get(type)).toHaveLength(1);
    expect(types.get('variant.ready')).toHaveLength(9);
    expect(new Set(messages.map(({ data }) => data.imageId))).toEqual(new Set([image.id]));
    expect(types.get('image.ready')?.[0]?.data.image).toMatchObject({ id: image.id });
    const ids = at('/life').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(settled.map(({ webhookId }) => webhookId))).toEqual(new Set(ids.slice(-20)));
  });

  it('are pinged, replayed, and signed by a new secret', async () => {
    const owner = await newOwner(stack);
    const { id, secret } = await endpointAt(owner, '/hand', ['IMAGE_UPLOADED']);
    const { pingWebhookEndpoint } = await owner.ask(PingWebhookEndpoint, { input: { id } });
    const [ping] = await arrived('/hand', 1);
    expect(ping && told(secret, ping)).toMatchObject({ type: 'ping', data: { endpointId: id } });
    const deliveryId = pingWebhookEndpoint.delivery?.id ?? '';

    const rotated = (await owner.ask(RotateWebhookSecret, { input: { id } })).rotateWebhookSecret;
    expect(rotated.endpoint?.olderSecretsUntil).not.toBeNull();
    const replayed = await owner.ask(ReplayWebhookDelivery, { input: { id: deliveryId } });
    expect(replayed.replayWebhookDelivery.userErrors).toEqual([]);
    const [, again] = await arrived('/hand', 2);
    if (!again) throw new Error('nothing came again');
    expect(again.headers['webhook-id']).toBe(pingWebhookEndpoint.delivery?.webhookId);
    for (const each of [secret, rotated.secret ?? '']) expect(told(each, again).type).toBe('ping');

    const since = new Date(Date.now() - 60_000).toISOString();
    await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    await arrived('/hand', 3);
    await until(
      async () =>
        (await endpointOf(owner, id))?.deliveries.nodes.every(({ status }) => status === 'DELIVERED'),
      { what: 'the delivery' },
    );
    const all = await owner.ask(ReplayWebhookDeliveries, { input: { endpointId: id, since } });
    expect(all.replayWebhookDeliveries).toMatchObject({ count: 2, next: null, userErrors: [] });
    const [, ...first] = (await arrived('/hand', 5)).map(({ headers }) => headers['webhook-id']);
    expect(new Set(first.slice(2))).toEqual(new Set(first.slice(0, 2)));
  });

  it('are tried again after an answer that is none, and never again after 410', async () => {
    const owner = await newOwner(stack);
    receiver.statuses.set('/later', 500).set('/gone', 410);
    const later = await endpointAt(owner, '/later', ['IMAGE_UPLOADED']);
    const gone = await endpointAt(owner, '/gone', ['IMAGE_UPLOADED']);
    const other = await endpointAt(owner, '/told', ['ENDPOINT_DISABLED']);
    await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    await arrived('/later', 1);
    receiver.statuses.delete('/later');
    const [first, second] = await arrived('/later', 2);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second && told(later.secret, second).type).toBe('image.uploaded');
    const delivered = await until(
      async () => {
        const [delivery] = (await endpointOf(owner, later.id))?.deliveries.nodes ?? [];
        return delivery?.status === 'DELIVERED' && delivery;
      },
      { what: 'the delivery' },
    );
    expect(delivered.attempts).toMatchObject([
      { status: 500, failure: { code: 'RECEIVER_REFUSED' } },
      { status: 204, failure: null },
    ]);
    const [message] = await arrived('/told', 1);
    expect(message && told(other.secret, message)).toMatchObject({
      type: 'endpoint.disabled',
      data: { endpointId: gone.id, reason: 'GONE' },
    });
    expect(await endpointOf(owner, gone.id)).toMatchObject({ enabled: false, disabledReason: 'GONE' });
    const refused = await owner.ask(PingWebhookEndpoint, { input: { id: gone.id } });
    expect(refused.pingWebhookEndpoint.userErrors).toMatchObject([{ code: 'ENDPOINT_DISABLED' }]);
    const enabled = await owner.ask(UpdateWebhookEndpoint, { input: { id: gone.id, enabled: true } });
    expect(enabled.updateWebhookEndpoint.endpoint).toMatchObject({ enabled: true, disabledAt: null });
  });

  it('go nowhere else than where they may, and end with their endpoint', async () => {
    const owner = await newOwner(stack);
    for (const forbidden of ['http://10.0.0.1/', 'https://[::1]/', 'ftp://127.0.0.1/']) {
      const { createWebhookEndpoint } = await owner.ask(CreateWebhookEndpoint, { input: { url: forbidden } });
      expect(createWebhookEndpoint).toMatchObject({
        endpoint: null,
        secret: null,
        userErrors: [{ code: 'RECEIVER_NOT_ALLOWED' }],
      });
    }
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const input = { url: `http://127.0.0.1:${port}/` };
    const { createWebhookEndpoint } = await owner.ask(CreateWebhookEndpoint, { input });
    const id = createWebhookEndpoint.endpoint?.id ?? '';
    await owner.ask(PingWebhookEndpoint, { input: { id } });
    const attempt = await until(async () => (await endpointOf(owner, id))?.deliveries.nodes[0]?.attempts[0], {
      what: 'the attempt',
    });
    expect(attempt).toMatchObject({ status: null, failure: { code: 'RECEIVER_UNREACHABLE' } });
    expect((await endpointOf(owner, id))?.failingSince).not.toBeNull();

    const { deleteWebhookEndpoint } = await owner.ask(DeleteWebhookEndpoint, { input: { id } });
    expect(deleteWebhookEndpoint).toEqual({ deletedId: id, userErrors: [] });
    expect(await endpointOf(owner, id)).toBeUndefined();
  });

  it('go to so many endpoints of one owner at most', async () => {
    const owner = await newOwner(stack);
    const ids: string[] = [];
    for (const path of ['/a', '/b', '/c']) ids.unshift((await endpointAt(owner, path)).id);
    const { viewer } = await owner.ask(WebhookEndpoints, { first: 2 });
    expect(viewer.webhookEndpoints.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(viewer.webhookEndpoints.pageInfo.hasNextPage).toBe(true);
    const { createWebhookEndpoint } = await owner.ask(CreateWebhookEndpoint, { input: { url: `${url}/d` } });
    expect(createWebhookEndpoint.userErrors).toMatchObject([{ code: 'TOO_MANY_ENDPOINTS' }]);
  });

  it('that were accepted before a worker was killed are not lost, nor are those after it', async () => {
    const owner = await newOwner(stack);
    const { id } = await endpointAt(owner, '/killed');
    const image = await owner.upload(fileOf(await jpeg({ width: 200, height: 100 })));
    await arrived('/killed', 2);
    await stack.kill('worker');
    await owner.settled(image.id);
    const nodes = await until(
      async () => {
        const deliveries = (await endpointOf(owner, id))?.deliveries.nodes ?? [];
        return (
          deliveries.length >= 11 && deliveries.every(({ status }) => status === 'DELIVERED') && deliveries
        );
      },
      { what: 'every delivery', seconds: 60 },
    );
    const ids = at('/killed').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set(nodes.map(({ webhookId }) => webhookId)));
  }, 120_000);
});
