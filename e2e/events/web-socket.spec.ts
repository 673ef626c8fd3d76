/** The socket itself: who may open it, what may be said over it, and that what ends is freed. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { authorization } from '../clients/graphql.ts';
import { ImageEvents } from '../clients/image-events.ts';
import { keyFor, newOwner, type Owner } from '../clients/owner.ts';
import { openSocket, type RawSocket } from '../clients/raw-socket.ts';
import { ApiKeys, RevokeApiKey } from '../documents/access.ts';
import { ImageById, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

const { url } = sharedDeployment();
let owner: Owner;
let id: string;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  ({ id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 }))));
  await owner.settled(id);
});

async function greeted(payload: Record<string, string> = authorization(owner.apiKey)): Promise<RawSocket> {
  const socket = await openSocket(url);
  socket.send({ type: 'connection_init', payload });
  await socket.first('connection_ack');
  return socket;
}

const subscribe = (socket: RawSocket, query: string, variables: unknown = {}, operation = 'one'): void =>
  socket.send({ id: operation, type: 'subscribe', payload: { query, variables } });

describe('a socket', () => {
  it.each([
    ['a key that nobody made', { authorization: 'Bearer dk_wrong' }],
    ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }],
  ])('with %s is closed with 4401', async (_what, payload) => {
    const socket = await openSocket(url);
    socket.send({ type: 'connection_init', payload });
    expect(await socket.closed()).toBe(4401);
  });

  it('is closed with 4403 when its key has expired', async () => {
    const apiKey = await keyFor(sharedDeployment(), { ...owner, scopes: ['READ'], expiresIn: 3 });
    const socket = await greeted(authorization(apiKey));
    subscribe(socket, ImageEvents.toString(), { imageIds: [id] });
    await socket.first('next');
    expect(await socket.closed()).toBe(4403);
  });

  it('is closed with 4403 when its key is revoked', async () => {
    const apiKey = await keyFor(sharedDeployment(), { ...owner, scopes: ['READ'] });
    const socket = await greeted(authorization(apiKey));
    subscribe(socket, ImageEvents.toString(), { imageIds: [id] });
    await socket.first('next');
    const { viewer } = await owner.ask(ApiKeys, {});
    const revoked = viewer.apiKeys.edges.find(({ node }) => apiKey.startsWith(node.prefix))?.node.id ?? '';
    await owner.ask(RevokeApiKey, { input: { id: revoked } });
    expect(await socket.closed()).toBe(4403);
  });

  it.each<[string, string, unknown, string]>([
    ['no GraphQL', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a wrong variable', ImageEvents.toString(), { imageIds: [{}] }, 'BAD_USER_INPUT'],
    [
      'an event that is not kept',
      ImageEvents.toString(),
      { after: `evt_${'0'.repeat(26)}` },
      'EVENT_EXPIRED',
    ],
  ])(
    'is told of %s by an error with its code, and by nothing else',
    async (_what, query, variables, code) => {
      const socket = await greeted();
      subscribe(socket, query, variables);
      const { payload } = await socket.first('error');
      expect(payload).toMatchObject([{ extensions: { code } }]);
      expect(socket.messages.map(({ type }) => type)).toEqual(['connection_ack', 'error']);
      socket.drop();
    },
  );

  it('that subscribes before it has greeted is closed with 4401', async () => {
    const socket = await openSocket(url);
    subscribe(socket, ImageEvents.toString(), { imageIds: [id] });
    expect(await socket.closed()).toBe(4401);
  });

  it('that never greets is closed with 4408', async () => {
    const socket = await openSocket(url);
    expect(await socket.closed()).toBe(4408);
  });

  it('that greets twice is closed with 4429', async () => {
    const socket = await greeted();
    socket.send({ type: 'connection_init', payload: {} });
    expect(await socket.closed()).toBe(4429);
  });

  it('that uses one id twice is closed with 4409', async () => {
    const socket = await greeted();
    subscribe(socket, ImageEvents.toString(), { imageIds: [id] });
    await socket.first('next');
    subscribe(socket, ImageEvents.toString(), { imageIds: [id] });
    expect(await socket.closed()).toBe(4409);
  });

  it.each([
    ['no JSON', 'hello', 4400],
    ['a message of 200 KB', JSON.stringify({ type: 'ping', payload: 'a'.repeat(200_000) }), 1009],
  ])('that says %s is closed', async (_what, message, code) => {
    const socket = await greeted();
    socket.send(message);
    expect(await socket.closed()).toBe(code);
  });

  it('of no protocol is closed with 4406, and of another is not opened', async () => {
    expect(await (await openSocket(url, [])).closed()).toBe(4406);
    expect(await (await openSocket(url, ['graphql-ws'])).closed()).toBe(1006);
  });

  it.each([
    ['query', ImageById.toString(), { id: 'img_00000000000000000000000000' }],
    ['mutation', UpdateImage.toString(), { input: { id: 'img_00000000000000000000000000', title: 'x' } }],
  ])('refuses a %s: there is HTTP for that', async (_kind, query, variables) => {
    const socket = await greeted();
    subscribe(socket, query, variables);
    expect((await socket.first('error')).payload).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    socket.drop();
  });

  it('refuses a subscription that the schema does not know, and lives', async () => {
    const socket = await greeted();
    subscribe(socket, 'subscription { nothing }');
    await socket.first('error');
    subscribe(socket, ImageEvents.toString(), { imageIds: [id] }, 'two');
    expect((await socket.first('next')).payload).toMatchObject({
      data: { imageEvents: { __typename: 'ImageSnapshot' } },
    });
    socket.drop();
  });

  it('answers a ping with a pong', async () => {
    const socket = await greeted();
    socket.send({ type: 'ping' });
    expect(await socket.first('pong')).toEqual({ type: 'pong' });
    socket.drop();
  });

  it('dropped without a farewell a hundred times leaves a server that still pushes', async () => {
    for (let round = 0; round < 5; round += 1) {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => greeted()));
      for (const socket of sockets) subscribe(socket, ImageEvents.toString(), { imageIds: [id] });
      await Promise.all(sockets.map((socket) => socket.first('next')));
      for (const socket of sockets) socket.drop();
    }
    const watch = owner.watch({ imageIds: [id] });
    await watch.first('ImageSnapshot');
    await owner.ask(UpdateImage, { input: { id, title: 'After the storm' } });
    const told = await watch.first('ImageUpdated', ({ image }) => image.title === 'After the storm');
    expect(told.image.id).toBe(id);
    await watch.close();
  });

  it('elsewhere than at /graphql is not opened', async () => {
    const response = await fetch(`${url}/elsewhere`, { headers: { connection: 'close' } });
    expect(response.status).toBe(404);
    await expect(openSocket(`${url}/elsewhere`).then((socket) => socket.closed())).resolves.toBe(1006);
  });
});

it('a subscription that comes over HTTP is told where to go', async () => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...authorization(owner.apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'subscription { imageEvents { id } }' }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [{ message: expect.stringContaining('graphql-ws'), extensions: { code: 'WEBSOCKET_REQUIRED' } }],
  });
});
