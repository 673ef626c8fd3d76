import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { updateImage } from '../../domain/images/update-image.ts';
import { toGlobalId } from '../../platform/ids.ts';
import {
  codes,
  type EventStreams,
  type Frame,
  imageEvents as query,
  openEventStreams,
  said,
  type StreamRequest,
} from '../../test/event-streams.ts';
import { eventsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { seedImage } from '../../test/seed.ts';
import { until } from '../../test/until.ts';

let harness: Harness;
let streams: EventStreams;
beforeAll(async () => {
  harness = await openHarness();
  streams = await openEventStreams(harness);
});
afterEach(() => streams.reset());
afterAll(() => harness.close());

const rename = (id: string, title: string) => updateImage(harness, alice, { id, changes: { title } });

const titles = (frames: readonly Frame[]) => frames.map((frame) => said(frame).data?.imageEvents.image.title);

describe('an event stream', () => {
  it('begins with the present state and goes on with every event, each with its id and what it costs', async () => {
    const image = await seedImage(harness.database, { status: 'READY', title: 'first' });
    const reader = await streams.follow(await streams.serve(), { imageIds: [toGlobalId('image', image.id)] });
    await reader.take(1);
    await rename(image.id, 'second');
    const frames = await reader.take(2);
    expect(titles(frames)).toEqual(['first', 'second']);
    expect(frames.map(({ event }) => event)).toEqual(['next', 'next']);
    expect(frames.map(({ id }) => id)).toEqual(frames.map((frame) => said(frame).data?.imageEvents.id));
    const cost = { requested: 5, limit: 15_000 };
    expect(frames.map((frame) => said(frame).extensions)).toEqual([{ cost }, { cost }]);
  });

  it('says to whoever stands between that it is neither kept, nor compressed, nor held back', async () => {
    const image = await seedImage(harness.database, { status: 'READY' });
    const { response } = await streams.follow(await streams.serve(), {
      imageIds: [toGlobalId('image', image.id)],
    });
    expect([response.statusCode, response.headers]).toMatchObject([
      200,
      {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
        'x-request-id': expect.any(String),
      },
    ]);
  });

  it('shows signs of life while nothing happens', async () => {
    const reader = await streams.follow(await streams.serve({ keepAliveMs: 30 }), {});
    await until('three comments come', () => reader.text().split(':\n\n').length > 3);
    expect(reader.frames()).toEqual([]);
  });

  it('goes on behind Last-Event-ID, whatever its first request said', async () => {
    const image = await seedImage(harness.database, { status: 'READY' });
    for (const title of ['1', '2', '3', '4']) await rename(image.id, title);
    const ids = (await eventsOf(harness, image.id)).map(({ id }) => toGlobalId('event', id));
    const reader = await streams.open(await streams.serve(), {
      headers: { 'last-event-id': ids[1] ?? '' },
      body: { query, variables: { imageIds: [toGlobalId('image', image.id)], after: ids[0] } },
    });
    expect((await reader.take(2)).map(({ id }) => id)).toEqual(ids.slice(2));
  });

  it('tells an EventSource without a key of a public image, and of nothing else', async () => {
    const server = await streams.serve();
    const image = await seedImage(harness.database, { status: 'READY', visibility: 'PUBLIC', title: 'open' });
    const variables = JSON.stringify({ imageIds: [toGlobalId('image', image.id)] });
    const headers = { accept: 'text/event-stream' };
    const reader = await streams.open(server, { method: 'GET', headers, query: { query, variables } }, null);
    expect(titles(await reader.take(1))).toEqual(['open']);
    const all = await streams.open(server, { method: 'GET', headers, query: { query } }, null);
    await all.ended();
    expect(codes(all)).toEqual(['UNAUTHENTICATED', 'complete']);
  });

  it.each<[string, StreamRequest, string]>([
    ['no subscription', { body: { query: '{ viewer { id } }' } }, 'BAD_REQUEST'],
    [
      'a mutation',
      { body: { query: 'mutation { deleteImages(input: { ids: [] }) { deletedIds } }' } },
      'BAD_REQUEST',
    ],
    ['no document', { body: {} }, 'BAD_REQUEST'],
    ['no GraphQL', { body: { query: 'subscription {' } }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { body: { query: 'subscription { nothing }' } }, 'GRAPHQL_VALIDATION_FAILED'],
    ['variables of another type', { body: { query, variables: { imageIds: [{}] } } }, 'BAD_USER_INPUT'],
    [
      'two fields at once',
      { body: { query: 'subscription { imageEvents { id } a: imageEvents { id } }' } },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'too deep a document',
      { body: { query: `subscription ${'{ a '.repeat(30)}${'}'.repeat(30)}` } },
      'QUERY_TOO_DEEP',
    ],
    [
      'an image that is missing',
      {
        body: {
          query,
          variables: { imageIds: [toGlobalId('image', '01890a5d-ac96-774b-bcce-b302099a8057')] },
        },
      },
      'NOT_FOUND',
    ],
  ])('is over at once for %s, with the code in it', async (_what, given, code) => {
    const reader = await streams.open(await streams.serve(), given);
    await reader.ended();
    expect(reader.response.statusCode).toBe(200);
    expect(codes(reader)).toEqual([code, 'complete']);
  });

  it.each<[string, StreamRequest, number, string]>([
    [
      'a wrong key',
      { headers: { authorization: 'Bearer dk_wrong' }, body: { query } },
      401,
      'UNAUTHENTICATED',
    ],
    [
      'what any page could send',
      { headers: { 'content-type': 'text/plain' }, body: '{}' },
      400,
      'CSRF_REFUSED',
    ],
    [
      'what any page could send with a file',
      { headers: { 'content-type': 'multipart/form-data; boundary=a' }, body: '--a--' },
      400,
      'CSRF_REFUSED',
    ],
    [
      'a file',
      {
        headers: { 'content-type': 'multipart/form-data; boundary=a', 'apollo-require-preflight': 'true' },
        body: '--a--',
      },
      400,
      'BAD_REQUEST',
    ],
    ['what is no JSON', { body: '{' }, 400, 'BAD_REQUEST'],
    ['variables that are no object', { body: { query, variables: [1] } }, 400, 'BAD_REQUEST'],
    [
      'variables in the URL that are none',
      { method: 'GET', query: { query, variables: '[1]' } },
      400,
      'BAD_REQUEST',
    ],
    [
      'variables in the URL that are no JSON',
      { method: 'GET', query: { query, variables: '{' } },
      400,
      'BAD_REQUEST',
    ],
    [
      'a body of 2 MB',
      { body: { query, variables: { a: 'a'.repeat(2_000_000) } } },
      413,
      'REQUEST_TOO_LARGE',
    ],
  ])('does not begin for %s', async (_what, given, status, code) => {
    const reader = await streams.open(await streams.serve(), given);
    await reader.ended();
    expect([reader.response.statusCode, reader.text()]).toEqual([status, expect.stringContaining(code)]);
  });

  it('is one of so many that a client may have, until it ends', async () => {
    const server = await streams.serve({ environment: { WEBSOCKETS_PER_CLIENT: '2' } });
    const [one, other] = [await streams.follow(server), await streams.follow(server)];
    const third = await streams.follow(server);
    expect([third.response.statusCode, third.response.headers['retry-after']]).toEqual([429, '60']);
    await until('its reason has come', () => third.text().includes('TOO_MANY_SOCKETS'));
    one.leave();
    const again = await until('there is room again', async () => {
      const reader = await streams.follow(server);
      return reader.response.statusCode === 200 && reader;
    });
    expect([other, again].map(({ response }) => response.statusCode)).toEqual([200, 200]);
  });

  it('is one of so many subscriptions of a client', async () => {
    const server = await streams.serve({ environment: { SUBSCRIPTIONS_PER_CLIENT: '1' } });
    await streams.follow(server);
    const second = await streams.follow(server);
    await second.ended();
    expect([second.response.statusCode, second.text()]).toEqual([
      429,
      expect.stringContaining('TOO_MANY_SUBSCRIPTIONS'),
    ]);
  });

  it('counts as a query of its client', async () => {
    const taken: string[] = [];
    const server = await streams.serve({
      rates: {
        take: (budget) => {
          taken.push(budget);
          return {
            budget,
            quota: 1,
            windowSeconds: 60,
            remaining: 0,
            resetSeconds: 7,
            isExceeded: taken.length > 1,
            retrySeconds: 7,
          };
        },
        close: async () => {},
      },
    });
    const first = await streams.follow(server);
    expect(first.response.headers['ratelimit']).toBe('"queries";r=0;t=7');
    const second = await streams.follow(server);
    expect([second.response.statusCode, second.response.headers['retry-after']]).toEqual([429, '7']);
    expect(taken).toEqual(['queries', 'queries']);
  });
});
