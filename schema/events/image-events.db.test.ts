import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { deleteImages } from '../../domain/images/delete-images.ts';
import { updateImage } from '../../domain/images/update-image.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import type { EndableIterator } from '../../platform/map-iterator.ts';
import { eventsOf } from '../../test/facts.ts';
import { countingTail, take } from '../../test/followed.ts';
import { type Graphql, openGraphql, type Variables } from '../../test/graphql.ts';
import { alice, bob, type Harness, openHarness } from '../../test/harness.ts';
import { seedImage, seedImages } from '../../test/seed.ts';
import { within } from '../../test/until.ts';

let harness: Harness;
let graphql: Graphql;
let picture: Buffer;
let tail: ReturnType<typeof countingTail>;
let streams: EndableIterator<ExecutionResult>[] = [];
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness(), photo({ width: 160, height: 120 })]);
  tail = countingTail(harness.tail);
  graphql = await openGraphql(harness, { tail });
});
afterEach(async () => {
  await Promise.all(streams.map((stream) => stream.return()));
  streams = [];
});
afterAll(() => harness.close());

const everything = `subscription ($imageIds: [ID!], $after: ID, $filter: ImageEventFilter) {
  imageEvents(imageIds: $imageIds, after: $after, filter: $filter) {
    __typename id occurredAt
    image { id status progress title variants(status: [READY]) { name format } }
    ... on VariantReady { variant { name format status url width } }
    ... on VariantFailed { variant { name } failure { code message } }
    ... on ImageFailed { failure { code message } }
  }
}`;

interface Told {
  readonly __typename: string;
  readonly id: string;
  readonly image: { readonly progress: number; readonly title: string | null; readonly variants: object[] };
  readonly variant?: { readonly name: string; readonly format: string; readonly url: string | null };
  readonly failure?: { readonly code: string };
}

async function follow(variables: Variables, viewer = alice) {
  const stream = await graphql.follow(everything, variables, viewer);
  streams.push(stream);
  return {
    stream,
    next: async (count: number): Promise<Told[]> =>
      (await take(stream, count)).map(({ data, errors }) => {
        if (errors) throw errors[0] as Error;
        return (data as unknown as { imageEvents: Told }).imageEvents;
      }),
  };
}

describe('imageEvents', () => {
  it('pushes every variant of an upload as it lands, with a URL and the state at that moment', async () => {
    const { image } = await harness.upload(picture);
    const { next } = await follow({ imageIds: [toGlobalId('image', image.id)] });
    const [snapshot] = await next(1);
    expect(snapshot).toMatchObject({ __typename: 'ImageSnapshot', image: { progress: 0, variants: [] } });

    const worker = await harness.startWorker();
    const events = await next(11);
    await worker.stop();
    const ready = events.filter(({ __typename }) => __typename === 'VariantReady');
    expect(ready).toHaveLength(9);
    expect(ready[0]?.variant).toEqual({
      name: 'thumb',
      format: 'WEBP',
      status: 'READY',
      url: expect.stringContaining('/thumb.webp?exp='),
      width: 40,
    });
    for (const { variant, image: state } of ready)
      expect(state.variants).toContainEqual({ name: variant?.name, format: variant?.format });
    const progress = events.map(({ image: state }) => state.progress);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(events.at(-1)).toMatchObject({
      __typename: 'ImageReady',
      image: { progress: 1, status: 'READY' },
    });
    expect(events.filter(({ __typename }) => __typename === 'ImageUpdated')).toHaveLength(1);
  });

  it('tells a failure with its code', async () => {
    const { image } = await harness.upload(picture.subarray(0, picture.length / 2));
    const { next } = await follow({ imageIds: [toGlobalId('image', image.id)] });
    await next(1);
    const worker = await harness.startWorker();
    const events = await next(10);
    await worker.stop();
    expect(events.map(({ __typename }) => __typename)).toEqual([
      ...Array(9).fill('VariantFailed'),
      'ImageFailed',
    ]);
    expect(new Set(events.map(({ failure }) => failure?.code))).toEqual(new Set(['IMAGE_CORRUPT']));
  });

  it('tells of changes and of the end, and shows the last state there', async () => {
    const image = await seedImage(harness.database, { title: 'first' });
    const { next } = await follow({ imageIds: [toGlobalId('image', image.id)] });
    await next(1);
    await updateImage(harness, alice, { id: image.id, changes: { title: 'last' } });
    expect(await next(1)).toMatchObject([{ __typename: 'ImageUpdated', image: { title: 'last' } }]);
    await deleteImages(harness, alice, [image.id]);
    expect(await next(1)).toMatchObject([
      { __typename: 'ImageDeleted', image: { title: 'last', variants: [] } },
    ]);
  });

  it('goes on behind the event that was seen last', async () => {
    const image = await seedImage(harness.database);
    for (const title of ['1', '2', '3'])
      await updateImage(harness, alice, { id: image.id, changes: { title } });
    const ids = (await eventsOf(harness, image.id)).map(({ id }) => toGlobalId('event', id));
    const { next } = await follow({ imageIds: [toGlobalId('image', image.id)], after: ids[0] });
    expect((await next(2)).map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it('goes on behind a snapshot, with what may not have been seen of its beginning', async () => {
    const image = await seedImage(harness.database);
    const imageIds = [toGlobalId('image', image.id)];
    const [snapshot] = await (await follow({ imageIds })).next(1);
    await updateImage(harness, alice, { id: image.id, changes: { title: 'meanwhile' } });
    const { next } = await follow({ imageIds, after: snapshot?.id });
    expect((await next(2)).map(({ __typename }) => __typename)).toEqual(['ImageSnapshot', 'ImageUpdated']);
  });

  it('tells only what its filter asks for', async () => {
    const [image] = await seedImages(harness.database, [{ tags: ['blue'] }, { tags: [] }]);
    const filter = { types: ['IMAGE_DELETED'], tags: ['blue'], namespace: null };
    const { next } = await follow({ imageIds: [toGlobalId('image', image?.id ?? '')], filter });
    await next(1);
    await updateImage(harness, alice, { id: image?.id ?? '', changes: { title: 'not asked for' } });
    await deleteImages(harness, alice, [image?.id ?? '']);
    expect((await next(1))[0]?.__typename).toBe('ImageDeleted');
  });

  it('follows all images of the viewer where none is named', async () => {
    const { next } = await follow({ after: null, imageIds: null }, bob);
    const image = await seedImage(harness.database, { ownerId: 'bob', status: 'READY' });
    await updateImage(harness, bob, { id: image.id, changes: { title: 'changed' } });
    expect((await next(1)).map(({ __typename, image: { title } }) => `${__typename} ${title}`)).toEqual([
      'ImageUpdated changed',
    ]);
  });

  it.each<[string, () => Variables, string]>([
    ['an image that is not there', () => ({ imageIds: [toGlobalId('image', newUuid())] }), 'NOT_FOUND'],
    ['an id of another kind', () => ({ imageIds: [toGlobalId('variant', newUuid())] }), 'INVALID_ID'],
    ['no images at all', () => ({ imageIds: [] }), 'INVALID_INPUT'],
    ['an event that is not kept', () => ({ after: toGlobalId('event', newUuid()) }), 'EVENT_EXPIRED'],
    ['a filter for nothing', () => ({ filter: { types: [] } }), 'INVALID_INPUT'],
    ['a cursor of another kind', () => ({ after: toGlobalId('image', newUuid()) }), 'INVALID_ID'],
  ])('refuses %s before it begins', async (_, variables, code) => {
    await expect(follow(variables())).rejects.toMatchObject({ codes: [code] });
    expect(tail.watchers()).toBe(0);
  });

  it('ends at once when its reader leaves while it waits, and watches no more', async () => {
    const image = await seedImage(harness.database);
    const { stream, next } = await follow({ imageIds: [toGlobalId('image', image.id)] });
    await next(1);
    const waiting = stream.next();
    expect(tail.watchers()).toBe(1);
    await within('it ends', stream.return());
    expect(await within('the wait ends', waiting)).toEqual({ done: true, value: undefined });
    expect(tail.watchers()).toBe(0);
  });

  it('ends when its reader leaves before the first event', async () => {
    const image = await seedImage(harness.database);
    const { stream } = await follow({ imageIds: [toGlobalId('image', image.id)] });
    await stream.return();
    expect(tail.watchers()).toBe(0);
  });
});
