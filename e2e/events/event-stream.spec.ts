/** `/graphql/stream`: the same subscriptions as server-sent events, read by a client that is not ours. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'graphql-sse';
import { eventStreamClient } from '../clients/event-stream.ts';
import { authorization } from '../clients/graphql.ts';
import { type ImageEvent, ImageEvents } from '../clients/image-events.ts';
import { keyFor, newOwner, type Owner } from '../clients/owner.ts';
import { ApiKeys, RevokeApiKey } from '../documents/access.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const { url } = sharedDeployment();
let owner: Owner;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
});

interface Told {
  readonly events: ImageEvent[];
  readonly codes: unknown[];
  /** How it ended: undefined for a farewell. */
  readonly ended: Promise<unknown>;
  first(type: ImageEvent['__typename']): Promise<ImageEvent>;
}

function follow(client: Client, variables: Record<string, unknown>): Told {
  const events: ImageEvent[] = [];
  const codes: unknown[] = [];
  const ended = Promise.withResolvers<unknown>();
  client.subscribe<{ imageEvents: ImageEvent }>(
    { query: ImageEvents.toString(), variables },
    {
      next({ data, errors }) {
        if (data) events.push(data.imageEvents);
        for (const { extensions } of errors ?? []) codes.push(extensions?.['code']);
      },
      error: ended.resolve,
      complete: () => ended.resolve(undefined),
    },
  );
  return {
    events,
    codes,
    ended: ended.promise,
    first: (type) =>
      until(() => events.find(({ __typename }) => __typename === type), { what: type, seconds: 45 }),
  };
}

describe('an event stream', () => {
  it('tells exactly what a socket tells, and resumes behind what was seen', async () => {
    const after = await owner.bookmark();
    const client = eventStreamClient(owner);
    const stream = follow(client, { after });
    const socket = owner.watch({ after });
    const { id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    await Promise.all([
      stream.first('ImageReady'),
      socket.first('ImageReady', ({ image }) => image.id === id),
    ]);
    const told = (events: readonly ImageEvent[]) => events.map((event) => [event.id, event.__typename]);
    expect(told(stream.events)).toEqual(told(socket.events));
    const resumed = follow(client, { after: stream.events[2]?.id });
    await resumed.first('ImageReady');
    expect(told(resumed.events)).toEqual(told(stream.events).slice(3));
    client.dispose();
    await socket.close();
  });

  it('ends with a code and a farewell when its key is revoked', async () => {
    const apiKey = await keyFor(sharedDeployment(), { ...owner, scopes: ['READ'] });
    const { id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    const stream = follow(eventStreamClient({ url, apiKey }), { imageIds: [id] });
    await stream.first('ImageSnapshot');
    const { viewer } = await owner.ask(ApiKeys, { first: 1 });
    await owner.ask(RevokeApiKey, { input: { id: viewer.apiKeys.edges[0]?.node.id ?? '' } });
    expect(await stream.ended).toBeUndefined();
    expect(stream.codes).toEqual(['UNAUTHENTICATED']);
  });

  it('is refused with a code in it, which no client repeats', async () => {
    const stream = follow(eventStreamClient(owner), { imageIds: ['img_00000000000000000000000000'] });
    expect(await stream.ended).toBeUndefined();
    expect(stream.codes).toEqual(['NOT_FOUND']);
  });

  it('does not begin without an identity that holds, or with what any page could send', async () => {
    const wrong = follow(eventStreamClient({ url, apiKey: 'dk_wrong' }), {});
    expect(await wrong.ended).toMatchObject({ response: { status: 401 } });
    const body = JSON.stringify({ query: ImageEvents.toString() });
    const forged = await fetch(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { ...authorization(owner.apiKey), 'content-type': 'text/plain' },
      body,
    });
    expect([forged.status, await forged.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'CSRF_REFUSED' } }] },
    ]);
  });

  it('opened by a browser’s EventSource tells of a public image', async () => {
    const { id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })), {
      visibility: 'PUBLIC',
    });
    const query = new URLSearchParams({
      query: ImageEvents.toString(),
      variables: JSON.stringify({ imageIds: [id] }),
    });
    const response = await fetch(`${url}/graphql/stream?${query.toString()}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (text.includes('ImageSnapshot')) break;
    }
    expect(text).toMatch(/^:\n\nid: evt_\w{26}\nevent: next\ndata: \{"data":\{"imageEvents":/);
  });
});
