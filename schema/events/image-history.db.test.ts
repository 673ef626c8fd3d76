import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { shareImage } from '../../domain/sharing/share-image.ts';
import { appendEvents, type NewEvent } from '../../domain/events/append-events.ts';
import { expireEvents } from '../../domain/events/expire-events.ts';
import { deleteImages } from '../../domain/images/delete-images.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { eventsOf } from '../../test/facts.ts';
import { take } from '../../test/followed.ts';
import { type Graphql, openGraphql, type Variables } from '../../test/graphql.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { seedImage, seedImages, seedVariants } from '../../test/seed.ts';
import { statementsOf } from '../../test/statements.ts';

let harness: Harness;
let graphql: Graphql;
beforeAll(async () => {
  harness = await openHarness();
  graphql = await openGraphql(harness);
});
beforeEach(async () => {
  await sql(harness.database, 'DELETE FROM events');
  await sql(harness.database, 'DELETE FROM images');
});
afterAll(() => harness.close());

const append = (events: readonly NewEvent[]) =>
  harness.database.transaction((manager) => appendEvents(manager, events));

/** So many updates of one image, and their ids, the newest first. */
async function updates(imageId: string, count: number, ownerId = 'alice'): Promise<string[]> {
  await append(Array.from({ length: count }, () => ({ type: 'IMAGE_UPDATED', imageId, ownerId })));
  const rows = await eventsOf(harness, imageId);
  return rows.map(({ id }) => toGlobalId('event', id)).toReversed();
}

const connection = `nodes { __typename id occurredAt image { id status } ... on VariantReady { variant { id name } } }
  edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

const args = '$first: Int, $after: String, $last: Int, $before: String';
const page = 'first: $first, after: $after, last: $last, before: $before';

interface History {
  readonly nodes: readonly { __typename: string; id: string; image: { id: string }; variant?: object }[];
  readonly edges: readonly { cursor: string; node: { id: string } }[];
  readonly pageInfo: object;
}

async function historyOf(imageId: string, variables: Variables = {}, viewer?: Viewer): Promise<History> {
  const query = `query ($id: ID!, ${args}) { image(id: $id) { events(${page}) { ${connection} } } }`;
  const { data, codes } = await graphql.run(
    query,
    { id: toGlobalId('image', imageId), ...variables },
    viewer,
  );
  if (codes.length > 0) throw new Error(codes.join());
  return data.image.events;
}

async function ownHistory(variables: Variables = {}, viewer?: Viewer): Promise<History> {
  const query = `query (${args}) { viewer { events(${page}) { ${connection} } } }`;
  const { data, codes } = await graphql.run(query, variables, viewer);
  if (codes.length > 0) throw new Error(codes.join());
  return data.viewer.events;
}

const ids = ({ nodes }: History): string[] => nodes.map(({ id }) => id);

describe('the history of an image', () => {
  it('is what its subscription told, the newest first', async () => {
    const image = await seedImage(harness.database);
    const [thumb] = await seedVariants(harness.database, image.id, [{ status: 'READY' }]);
    const about = { imageId: image.id, ownerId: 'alice' };
    const following = await graphql.follow(
      `subscription ($ids: [ID!]) { imageEvents(imageIds: $ids) { __typename id occurredAt image { id status }
         ... on VariantReady { variant { id name } } } }`,
      { ids: [toGlobalId('image', image.id)] },
    );
    await take(following, 1);
    await append([
      { ...about, type: 'IMAGE_UPLOADED' },
      { ...about, type: 'VARIANT_READY', variantId: thumb?.id ?? '' },
      { ...about, type: 'IMAGE_READY' },
    ]);
    const told = (await take(following, 3)).map(({ data }) => data?.['imageEvents']);
    await following.return();
    expect((await historyOf(image.id)).nodes).toEqual(told.toReversed());
  });

  it.each([
    ['the first ones', { first: 2 }, [0, 1], [true, false]],
    ['those after a cursor', { first: 2, after: 1 }, [2, 3], [true, true]],
    ['the end of the list', { first: 2, after: 2 }, [3, 4], [false, true]],
    ['the last ones, which are the oldest', { last: 2 }, [3, 4], [false, true]],
    ['those before a cursor', { last: 2, before: 3 }, [1, 2], [true, true]],
    ['between two cursors', { first: 9, after: 0, before: 3 }, [1, 2], [false, true]],
    ['all', {}, [0, 1, 2, 3, 4], [false, false]],
  ] as const)('has pages: %s', async (_what, { ...asked }, expected, [next, previous]) => {
    const image = await seedImage(harness.database);
    const all = await updates(image.id, 5);
    const { after, before } = asked as { after?: number; before?: number };
    const found = await historyOf(image.id, {
      ...asked,
      ...(after !== undefined && { after: all[after] }),
      ...(before !== undefined && { before: all[before] }),
    });
    const wanted = expected.map((place) => all[place]);
    expect(ids(found)).toEqual(wanted);
    expect(found.edges).toEqual(wanted.map((id) => ({ cursor: id, node: { id } })));
    expect(found.pageInfo).toEqual({
      hasNextPage: next,
      hasPreviousPage: previous,
      startCursor: wanted[0],
      endCursor: wanted.at(-1),
    });
  });

  it('has cursors that a subscription resumes behind', async () => {
    const image = await seedImage(harness.database);
    const [newest, before] = await updates(image.id, 2);
    const resumed = await graphql.follow('subscription ($after: ID) { imageEvents(after: $after) { id } }', {
      after: before,
    });
    expect((await take(resumed, 1)).map(({ data }) => data?.['imageEvents'])).toEqual([{ id: newest }]);
    await resumed.return();
  });

  it.each([
    ['nonsense', { after: 'yesterday' }, 'INVALID_CURSOR'],
    ['the id of an image', { after: toGlobalId('image', newUuid()) }, 'INVALID_CURSOR'],
    ['an event that is no longer kept', { before: toGlobalId('event', newUuid()) }, 'INVALID_CURSOR'],
    ['101 at a time', { first: 101 }, 'PAGE_TOO_LARGE'],
    ['both ends at once', { first: 1, last: 1 }, 'INVALID_INPUT'],
  ])('refuses %s', async (_what, variables, code) => {
    const image = await seedImage(harness.database);
    await expect(historyOf(image.id, variables)).rejects.toThrow(code);
    await expect(ownHistory(variables)).rejects.toThrow(code);
  });

  it('is for those who may follow the image', async () => {
    const [hidden, open] = await seedImages(harness.database, [{}, { visibility: 'PUBLIC' }]);
    if (!hidden || !open) throw new Error('no images');
    await updates(hidden.id, 1);
    await updates(open.id, 1);
    await shareImage(harness, alice, { imageId: hidden.id, recipientId: 'bob' });
    const counts = async (id: string, viewers: readonly Viewer[]) =>
      Promise.all(viewers.map(async (viewer) => (await historyOf(id, {}, viewer)).nodes.length));
    expect(await counts(hidden.id, [alice, bob, admin])).toEqual([1, 0, 1]);
    expect(await counts(open.id, [alice, bob, anonymous])).toEqual([1, 1, 1]);
  });

  it('passes over variants that are gone and fills its page with what is left', async () => {
    const image = await seedImage(harness.database);
    const about = { imageId: image.id, ownerId: 'alice' };
    await append([{ ...about, type: 'IMAGE_UPLOADED' }]);
    await append(
      Array.from({ length: 5 }, () => ({ ...about, type: 'VARIANT_READY', variantId: newUuid() })),
    );
    await append([{ ...about, type: 'IMAGE_READY' }]);
    const { nodes, pageInfo } = await historyOf(image.id, { first: 2 });
    expect(nodes.map(({ __typename }) => __typename)).toEqual(['ImageReady', 'ImageUploaded']);
    expect(pageInfo).toMatchObject({ hasNextPage: false });
  });

  it('forgets what is older than events are kept', async () => {
    const image = await seedImage(harness.database);
    const [, old] = await updates(image.id, 2);
    await sql(
      harness.database,
      `UPDATE events SET occurred_at = now() - interval '31 days'
        WHERE position = (SELECT min(position) FROM events)`,
    );
    await expireEvents(harness.database, 30);
    const left = ids(await historyOf(image.id));
    expect(left).toHaveLength(1);
    expect(left).not.toContain(old);
  });
});

describe('the history of a viewer', () => {
  it('is of all its images and of nobody else’s, whoever is the admin', async () => {
    const [one, two, other] = await seedImages(harness.database, [{}, {}, { ownerId: 'bob' }]);
    if (!one || !two || !other) throw new Error('no images');
    await updates(one.id, 1);
    await updates(two.id, 1);
    await updates(other.id, 1, 'bob');
    const imagesOf = async (viewer: Viewer) =>
      (await ownHistory({}, viewer)).nodes.map(({ image }) => image.id);
    expect(await imagesOf(alice)).toEqual([two, one].map(({ id }) => toGlobalId('image', id)));
    expect(await imagesOf(bob)).toEqual([toGlobalId('image', other.id)]);
    expect(await imagesOf(admin)).toEqual([]);
  });

  it('needs READ', async () => {
    await expect(ownHistory({}, viewerOf('alice', 'MANAGE'))).rejects.toThrow('FORBIDDEN');
  });

  it('has of a deleted image the deletion alone, with its last state, in full pages', async () => {
    const [gone, kept] = await seedImages(harness.database, [{ title: 'last' }, {}]);
    if (!gone || !kept) throw new Error('no images');
    const [update] = await updates(kept.id, 1);
    await updates(gone.id, 30);
    await deleteImages(harness, alice, [gone.id]);
    const { nodes } = await ownHistory({ first: 2 });
    expect(nodes[0]).toMatchObject({
      __typename: 'ImageDeleted',
      image: { id: toGlobalId('image', gone.id) },
    });
    expect(nodes[1]).toMatchObject({ id: update });
  });
});

describe('what a history costs', () => {
  const list = `{ images(first: 100) { nodes { events(first: 5) { nodes { id image { id } } } } } }`;
  const count = async (query: string): Promise<number> =>
    (
      await statementsOf(harness.database, async () => {
        const { codes } = await graphql.run(query);
        expect(codes).toEqual([]);
      })
    ).filter(({ isOwn }) => isOwn).length;

  it('is the same number of statements for one image and for many', async () => {
    const [first] = await seedImages(harness.database, [{}]);
    await updates(first?.id ?? '', 3);
    const forOne = await count(list);
    for (const { id } of await seedImages(
      harness.database,
      Array.from({ length: 20 }, () => ({})),
    ))
      await updates(id, 7);
    expect(await count(list)).toBe(forOne);
  });

  it('is a walk through an index, however much has happened to others', async () => {
    const image = await seedImage(harness.database);
    await updates(image.id, 30);
    await sql(
      harness.database,
      `INSERT INTO events (id, type, image_id, owner_id)
       SELECT gen_random_uuid(), 'IMAGE_UPDATED', gen_random_uuid(), 'somebody' || n % 100 FROM generate_series(1, 20000) n`,
    );
    await sql(harness.database, 'ANALYZE events');
    const statements = await statementsOf(harness.database, () => historyOf(image.id, { first: 5 }));
    const listing = statements.find(({ text }) => text.includes('FROM events'));
    const plan = await sql<{ 'QUERY PLAN': string }>(harness.database, `EXPLAIN ${listing?.text}`, [
      ...(listing?.parameters ?? []),
    ]);
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('events_image');
    expect(text).not.toContain('Seq Scan on events');
  });
});
