import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey } from '../../domain/access/api-keys.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { type Graphql, openGraphql } from '../../test/graphql.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { seedImage, seedImages, seedVariants } from '../../test/seed.ts';
import { statementsOf } from '../../test/statements.ts';

let harness: Harness;
let graphql: Graphql;
/** The global ids of one object of each kind, all of them alice's and private. */
let ids: Record<'image' | 'variant' | 'upload' | 'apiKey', string>;
beforeAll(async () => {
  harness = await openHarness();
  graphql = await openGraphql(harness);
  const image = await seedImage(harness.database);
  const [variant] = await seedVariants(harness.database, image.id, [{}]);
  const { apiKey } = await createApiKey(harness.database, alice, { name: 'key', scopes: ['READ'] });
  ids = {
    image: toGlobalId('image', image.id),
    variant: toGlobalId('variant', variant?.id ?? ''),
    upload: toGlobalId('upload', image.uploadId),
    apiKey: toGlobalId('apiKey', apiKey.id),
  };
});
afterAll(() => harness.close());

const node = async (id: string, viewer?: Viewer) =>
  graphql.run('query ($id: ID!) { node(id: $id) { __typename id } }', { id }, viewer);

describe('a node', () => {
  it.each([
    ['image', 'Image'],
    ['variant', 'Variant'],
    ['upload', 'MediaUpload'],
    ['apiKey', 'ApiKey'],
  ] as const)('is found again by the id of an %s', async (kind, typename) => {
    const found = { data: { node: { __typename: typename, id: ids[kind] } }, codes: [] };
    expect(await node(ids[kind])).toEqual(found);
    expect(await node(ids[kind], admin)).toEqual(found);
  });

  it.each(['image', 'variant', 'upload', 'apiKey'] as const)(
    'is not there for anybody else, nor for a key without the scope: %s',
    async (kind) => {
      const narrow = kind === 'apiKey' ? viewerOf('alice', 'READ') : viewerOf('alice', 'MANAGE');
      for (const viewer of [bob, anonymous, ...(kind === 'upload' ? [] : [narrow])])
        expect(await node(ids[kind], viewer)).toEqual({ data: { node: null }, codes: [] });
    },
  );

  it('is there for everybody where its image is public', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC' });
    const [variant] = await seedVariants(harness.database, image.id, [{}]);
    for (const id of [toGlobalId('image', image.id), toGlobalId('variant', variant?.id ?? '')])
      expect((await node(id, anonymous)).data.node).toMatchObject({ id });
  });

  it.each([
    '',
    'img_',
    'no such kind',
    `img_${'8'.repeat(26)}`,
    `evt_${'0'.repeat(26)}`,
    toGlobalId('image', newUuid()),
    toGlobalId('variant', newUuid()),
    toGlobalId('upload', newUuid()),
    toGlobalId('apiKey', newUuid()),
    toGlobalId('event', newUuid()),
    'constructor_00000000000000000000000000',
  ])('is null under an id of nothing: %j', async (id) => {
    expect(await node(id)).toEqual({ data: { node: null }, codes: [] });
  });
});

describe('nodes', () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

  it('come in the order of their ids, with null for what is not there, of all kinds at once', async () => {
    const missing = toGlobalId('image', newUuid());
    const wanted = [ids.variant, missing, ids.image, 'nonsense', ids.apiKey, ids.upload, ids.image];
    const { data } = await graphql.run(query, { ids: wanted });
    expect(data.nodes.map((each: { id: string } | null) => each?.id ?? null)).toEqual([
      ids.variant,
      null,
      ids.image,
      null,
      ids.apiKey,
      ids.upload,
      ids.image,
    ]);
  });

  it('are at most a hundred', async () => {
    const many = Array.from({ length: 101 }, () => ids.image);
    expect((await graphql.run(query, { ids: many })).codes).toEqual(['PAGE_TOO_LARGE']);
    expect((await graphql.run(query, { ids: many.slice(1) })).data.nodes).toHaveLength(100);
    expect((await graphql.run(query, { ids: [] })).data.nodes).toEqual([]);
  });

  it('cost one query for each table, however many they are', async () => {
    const images = await seedImages(
      harness.database,
      Array.from({ length: 30 }, () => ({})),
    );
    const wanted: string[] = [];
    for (const image of images) {
      const [variant] = await seedVariants(harness.database, image.id, [{}]);
      wanted.push(
        toGlobalId('image', image.id),
        toGlobalId('variant', variant?.id ?? ''),
        toGlobalId('upload', image.uploadId),
      );
    }
    const deep = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on Image { progress } ... on Variant { image { progress } } ... on MediaUpload { made: image { progress } } } }`;
    const statements = await statementsOf(harness.database, async () => {
      expect((await graphql.run(deep, { ids: wanted })).codes).toEqual([]);
    });
    // Images, variants and uploads by their ids, then the variants of all images.
    expect(statements.length).toBeLessThanOrEqual(4);
  });
});
