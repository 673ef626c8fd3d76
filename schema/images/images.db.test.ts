import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { type Graphql, openGraphql } from '../../test/graphql.ts';
import { alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { seedImage, seedImages, seedVariants } from '../../test/seed.ts';
import { statementsOf } from '../../test/statements.ts';
import { anonymous } from '../../domain/access/viewer.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';

let harness: Harness;
let graphql: Graphql;
beforeAll(async () => {
  harness = await openHarness();
  graphql = await openGraphql(harness);
});
afterAll(() => harness.close());

const formats = ['webp', 'jpeg', 'avif'] as const;

/** Nine variants, the first of them READY. */
async function withVariants(image: ImageEntity) {
  return seedVariants(
    harness.database,
    image.id,
    ['thumb', 'medium', 'full'].flatMap((name) =>
      formats.map((format) => ({
        name,
        format,
        ...(name === 'thumb' && format === 'webp' && { status: 'READY' as const, width: 40, height: 40 }),
      })),
    ),
  );
}

describe('a page of images with everything that hangs on them', () => {
  const query = `query ($first: Int!) {
    images(first: $first) {
      nodes {
        id status progress filename tags original { url }
        profile { name variants { name formats } }
        variants { id url format image { id progress } }
        thumb: variant(name: "thumb") { url }
        warnings { code }
      }
      edges { cursor node { variants(status: [READY]) { url } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;

  it('costs two queries, however many there are', async () => {
    const viewer = viewerOf('many');
    const images = await seedImages(
      harness.database,
      Array.from({ length: 25 }, () => ({ ownerId: 'many' })),
    );
    for (const image of images) await withVariants(image);
    for (const first of [1, 5, 20]) {
      let answer: Awaited<ReturnType<Graphql['run']>> | undefined;
      const statements = await statementsOf(harness.database, async () => {
        answer = await graphql.run(query, { first }, viewer);
      });
      expect(answer?.codes).toEqual([]);
      expect(answer?.data.images.nodes).toHaveLength(first);
      expect(statements.map(({ text }) => /FROM (\w+)/.exec(text)?.[1])).toEqual(['images', 'variants']);
    }
  });

  it('is walked by its cursors', async () => {
    const viewer = viewerOf('walker');
    await seedImages(
      harness.database,
      Array.from({ length: 5 }, (_, n) => ({
        ownerId: 'walker',
        title: `${n}`,
        createdAt: new Date(1_700_000_000_000 + n),
      })),
    );
    const page = `query ($after: String) { images(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }`;
    const titles: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data } = await graphql.run(page, { after }, viewer);
      titles.push(...data.images.nodes.map(({ title }: { title: string }) => title));
      if (!data.images.pageInfo.hasNextPage) break;
      after = data.images.pageInfo.endCursor;
    }
    expect(titles).toEqual(['4', '3', '2', '1', '0']);
  });

  it('is filtered and ordered', async () => {
    const viewer = viewerOf('chooser');
    await seedImages(harness.database, [
      { ownerId: 'chooser', title: 'large', byteSize: 9, tags: ['a'] },
      { ownerId: 'chooser', title: 'small', byteSize: 1, tags: ['a'] },
      { ownerId: 'chooser', title: 'other', byteSize: 5 },
    ]);
    const { data } = await graphql.run(
      `{ images(filter: { tags: ["a"], status: [PROCESSING] }, orderBy: { field: BYTE_SIZE, direction: ASC }) {
          nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor } } }`,
      {},
      viewer,
    );
    expect(data.images.nodes).toEqual([{ title: 'small' }, { title: 'large' }]);
    expect(data.images.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: expect.any(String),
    });
  });

  it.each([
    ['images(first: 101) { nodes { id } }', 'PAGE_TOO_LARGE'],
    ['images(first: 1, last: 1) { nodes { id } }', 'INVALID_INPUT'],
    ['images(after: "x") { nodes { id } }', 'INVALID_CURSOR'],
    ['images(filter: { ownerId: "bob" }) { nodes { id } }', 'FORBIDDEN'],
  ])('answers %s with %s', async (field, code) => {
    expect((await graphql.run(`{ ${field} }`)).codes).toEqual([code]);
  });
});

describe('an image', () => {
  const one = `query ($id: ID!) { image(id: $id) { id title } }`;

  it('is null for others while it is private, exactly as if it were not there', async () => {
    const image = await seedImage(harness.database, { title: 'mine' });
    const id = toGlobalId('image', image.id);
    const missing = toGlobalId('image', newUuid());
    expect(await graphql.run(one, { id }, alice)).toEqual({
      data: { image: { id, title: 'mine' } },
      codes: [],
    });
    for (const viewer of [bob, anonymous, viewerOf('alice', 'UPLOAD')])
      expect(await graphql.run(one, { id }, viewer)).toEqual(await graphql.run(one, { id: missing }, viewer));
  });

  it('is there for everybody while it is public', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC', title: 'open' });
    const { data } = await graphql.run(one, { id: toGlobalId('image', image.id) }, anonymous);
    expect(data.image.title).toBe('open');
  });

  it.each(['', 'x', 'img_', `img_${'z'.repeat(26)}`, `upl_${'0'.repeat(26)}`, newUuid(), 'img_\u0000'])(
    'is not looked for under what is no id of an image: %j',
    async (id) => {
      expect((await graphql.run(one, { id })).codes).toEqual(['INVALID_ID']);
    },
  );

  it('says how far it is: the share of the required variants that are READY', async () => {
    const image = await seedImage(harness.database);
    const progress = `query ($id: ID!) { image(id: $id) { progress } }`;
    const read = async () =>
      (await graphql.run(progress, { id: toGlobalId('image', image.id) })).data.image.progress;
    expect(await read()).toBe(1);
    await seedVariants(harness.database, image.id, [
      { format: 'webp', status: 'READY' },
      { format: 'jpeg' },
      { format: 'avif', required: false, status: 'FAILED' },
    ]);
    expect(await read()).toBe(0.5);
  });

  it('warns of optional variants that failed, and of no others', async () => {
    const image = await seedImage(harness.database);
    await seedVariants(harness.database, image.id, [
      {
        name: 'a',
        required: false,
        status: 'FAILED',
        failureCode: 'RENDER_TIMEOUT',
        failureMessage: 'Slow.',
      },
      { name: 'b', status: 'FAILED', failureCode: 'RENDER_TIMEOUT', failureMessage: 'Slow.' },
      { name: 'c', required: false },
    ]);
    const { data } = await graphql.run(`query ($id: ID!) { image(id: $id) { warnings { code message } } }`, {
      id: toGlobalId('image', image.id),
    });
    expect(data.image.warnings).toEqual([{ code: 'RENDER_TIMEOUT', message: 'a as webp: Slow.' }]);
  });

  it('that failed says why', async () => {
    const image = await seedImage(harness.database, {
      status: 'FAILED',
      failureCode: 'IMAGE_CORRUPT',
      failureMessage: 'It is damaged.',
    });
    const { data } = await graphql.run(
      `query ($id: ID!) { image(id: $id) { status failure { code message } placeholder { thumbhash } focalPoint { x } metadata { iso } } }`,
      { id: toGlobalId('image', image.id) },
    );
    expect(data.image).toEqual({
      status: 'FAILED',
      failure: { code: 'IMAGE_CORRUPT', message: 'It is damaged.' },
      placeholder: null,
      focalPoint: null,
      metadata: null,
    });
  });

  it('of a profile that is no more still has one', async () => {
    const image = await seedImage(harness.database, { profile: 'retired' });
    const { data } = await graphql.run(
      `query ($id: ID!) { image(id: $id) { profile { name kind maxBytes variants { name width fit formats } } } }`,
      { id: toGlobalId('image', image.id) },
    );
    expect(data.image.profile).toMatchObject({ name: 'retired', kind: 'IMAGE', maxBytes: 200_000 });
  });

  it('gives its original only to who owns it and may read, whatever its visibility', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC' });
    const query = `query ($id: ID!) { image(id: $id) { original { url width contentType transform expiresAt } } }`;
    const read = async (viewer = alice) =>
      (await graphql.run(query, { id: toGlobalId('image', image.id) }, viewer)).data.image.original;
    expect(await read()).toEqual({
      url: expect.stringMatching(/^https:\/\/images\.example\/i\/img_\w+\/original\?exp=\d+&kid=k1&sig=/),
      width: 160,
      contentType: 'image/jpeg',
      transform: 'original',
      expiresAt: expect.stringMatching(/Z$/),
    });
    for (const viewer of [bob, anonymous, viewerOf('alice', 'UPLOAD')]) expect(await read(viewer)).toBeNull();
  });
});

describe('a variant', () => {
  it('has a URL when it is READY: signed where the image is private, plain where it is public', async () => {
    const query = `query ($id: ID!) { image(id: $id) { variants { status url } } }`;
    for (const [visibility, url] of [
      ['PRIVATE', /^https:\/\/images\.example\/i\/img_\w+\/thumb\.webp\?exp=\d+&kid=k1&sig=[\w-]{43}$/],
      ['PUBLIC', /^https:\/\/images\.example\/i\/img_\w+\/thumb\.webp$/],
    ] as const) {
      const image = await seedImage(harness.database, { visibility });
      await withVariants(image);
      const { data } = await graphql.run(query, { id: toGlobalId('image', image.id) });
      const [first, ...others] = data.image.variants;
      expect(first).toEqual({
        status: 'READY',
        url: expect.stringMatching(url),
      });
      expect(others.map((each: { url: unknown }) => each.url)).toEqual(Array(8).fill(null));
    }
  });

  it('is chosen by name, and by format where one is named', async () => {
    const image = await seedImage(harness.database);
    await withVariants(image);
    await sql(
      harness.database,
      `UPDATE variants SET status = 'READY' WHERE image_id = $1 AND name = 'medium' AND format = 'jpeg'`,
      [image.id],
    );
    const { data } = await graphql.run(
      `query ($id: ID!) { image(id: $id) {
         a: variant(name: "medium") { format } b: variant(name: "medium", format: AVIF) { format status }
         c: variant(name: "full") { format } d: variant(name: "nothing") { format } e: variant(name: "full", format: PNG) { format }
       } }`,
      { id: toGlobalId('image', image.id) },
    );
    expect(data.image).toEqual({
      a: { format: 'JPEG' },
      b: { format: 'AVIF', status: 'PENDING' },
      c: { format: 'WEBP' },
      d: null,
      e: null,
    });
  });

  it.each([0, -1, 604_801])('has no URL that lasts %d seconds', async (expiresIn) => {
    const image = await seedImage(harness.database);
    await withVariants(image);
    const { codes } = await graphql.run(
      `query ($id: ID!, $expiresIn: Int) { image(id: $id) { variants(status: [READY]) { url(expiresIn: $expiresIn) } } }`,
      { id: toGlobalId('image', image.id), expiresIn },
    );
    expect(codes).toEqual(['INVALID_INPUT']);
  });
});
