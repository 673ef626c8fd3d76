import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { revokeApiKey } from '../../domain/access/api-keys.ts';
import { appendEvents } from '../../domain/events/append-events.ts';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import {
  codes,
  type EventStreams,
  imageEvents,
  newKey,
  openEventStreams,
  type StreamServer,
} from '../../test/event-streams.ts';
import { eventsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { seedImage } from '../../test/seed.ts';
import { until, within } from '../../test/until.ts';

let harness: Harness;
let streams: EventStreams;
beforeAll(async () => {
  harness = await openHarness();
  streams = await openEventStreams(harness);
});
afterEach(() => streams.reset());
afterAll(() => harness.close());

describe('the end of an event stream', () => {
  it('is told with a code when its key is revoked', async () => {
    const { apiKey, secret } = await newKey(harness);
    const reader = await streams.follow(await streams.serve(), {}, secret);
    await revokeApiKey(harness.database, { ...alice, scopes: ['MANAGE'] }, apiKey.id);
    await reader.ended();
    expect(codes(reader)).toEqual(['UNAUTHENTICATED', 'complete']);
  });

  it('is told with a code when its key expires', async () => {
    const authenticate = async () => ({ ...alice, expiresAt: new Date(Date.now() + 200) });
    const reader = await streams.follow(await streams.serve({ authenticate }), {});
    await reader.ended();
    expect(codes(reader)).toEqual(['UNAUTHENTICATED', 'complete']);
  });

  it('comes for a reader that has left while it was asked who it is', async () => {
    const asked = Promise.withResolvers<void>();
    const authenticate = async (_header: unknown, request: unknown) => {
      const { method, socket } = (request as FastifyRequest).raw;
      if (method === 'GET') {
        asked.resolve();
        await once(socket, 'close');
      }
      return alice;
    };
    const server = await streams.serve({ authenticate });
    const query = new URLSearchParams({ query: imageEvents });
    const leaver = httpRequest(`${server.url}?${query.toString()}`).on('error', () => {});
    leaver.end();
    await asked.promise;
    leaver.destroy();
    await streams.follow(server);
    expect(await until('only the other is followed', () => streams.tail.watchers() === 1, 5_000)).toBe(true);
  });

  it('is told with a code when the outbox cannot be read', async () => {
    const failing: typeof streams.tail = {
      ...streams.tail,
      watch: () => {
        throw new AppError('STORAGE_UNAVAILABLE');
      },
    };
    const reader = await streams.follow(await streams.serve({ tail: failing }), {});
    await reader.ended();
    expect(codes(reader)).toEqual(['STORAGE_UNAVAILABLE', 'complete']);
  });

  it('comes without a farewell when the server stops, so that clients come back', async () => {
    const server = await streams.serve();
    const reader = await streams.follow(server);
    await until('it follows', () => streams.tail.watchers() === 1);
    await within('the server stops', server.stop());
    await reader.ended();
    expect(reader.frames()).toEqual([]);
  });

  it('frees everything when its reader leaves, a hundred times at once', async () => {
    const server = await streams.serve();
    const all = await Promise.all(Array.from({ length: 100 }, () => streams.follow(server)));
    await until('all follow', () => streams.tail.watchers() === 100);
    for (const reader of all) reader.leave();
    await until('nobody is followed for', () => streams.tail.watchers() === 0);
    expect(all.flatMap(codes)).toEqual([]);
  });
});

describe('a reader that takes nothing', () => {
  /** Sends the request, and never reads an answer. */
  function stuck({ url }: StreamServer, variables: object): ReturnType<typeof httpRequest> {
    const request = httpRequest(url, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${streams.secret}`, 'content-type': 'application/json' },
    });
    request.on('response', (response) => response.pause()).on('error', () => {});
    request.end(JSON.stringify({ query: wide, variables }));
    return request;
  }

  /** A result of eighty kilobytes. */
  const wide = `subscription ($imageIds: [ID!]) { imageEvents(imageIds: $imageIds) { id image { ${Array.from(
    { length: 40 },
    (_, index) => `a${index}: description`,
  ).join(' ')} } } }`;

  const announce = (imageId: string, count: number) =>
    harness.database.transaction((manager) =>
      appendEvents(
        manager,
        Array.from({ length: count }, () => ({ type: 'IMAGE_UPDATED' as const, imageId, ownerId: 'alice' })),
      ),
    );

  it('is asked for nothing more until it reads, and then told everything', async () => {
    const image = await seedImage(harness.database, { status: 'READY', description: 'x'.repeat(2_000) });
    const variables = { imageIds: [toGlobalId('image', image.id)] };
    const server = await streams.serve();
    const [slow, quick] = [
      await streams.open(server, { body: { query: wide, variables } }),
      await streams.open(server, { body: { query: wide, variables } }),
    ];
    await Promise.all([slow.take(1), quick.take(1)]);
    slow.response.pause();
    await announce(image.id, 400);
    await quick.take(401);
    // A few results, of the thirty megabytes that the other has been told meanwhile.
    expect(server.waiting()).toBeLessThan(1_000_000);
    slow.response.resume();
    const frames = await slow.take(401);
    const ids = (await eventsOf(harness, image.id)).map(({ id }) => toGlobalId('event', id));
    expect(frames.slice(1).map(({ id }) => id)).toEqual(ids);
  });

  it('is cut off after two signs of life that it did not take', async () => {
    const image = await seedImage(harness.database, { status: 'READY', description: 'x'.repeat(2_000) });
    const server = await streams.serve({ keepAliveMs: 200 });
    const request = stuck(server, { imageIds: [toGlobalId('image', image.id)] });
    await until('it follows', () => streams.tail.watchers() === 1);
    // More than the buffers of both ends hold.
    await announce(image.id, 400);
    await until('it is cut off', () => streams.tail.watchers() === 0);
    expect(request.destroyed).toBe(false);
    request.destroy();
  });
});
