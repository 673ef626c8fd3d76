/** The list: pages that neither skip nor repeat, filters that all hold, and the orders. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ImagesPage } from '../documents/images.ts';
import { fileOf, jpeg, picture } from '../fixtures/pictures.ts';
import type { ImageFilter, ImageOrderField, ImagesPageQueryVariables } from '../generated/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const names = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf'] as const;

describe('the list of images', () => {
  let owner: Owner;
  let ids: string[];
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    ids = [];
    for (const [index, name] of names.entries()) {
      const even = index % 2 === 0;
      // Bigger and bigger, so that the size orders as the names do.
      const size = { width: 120 + 20 * index, height: 120 };
      const bytes = even ? await jpeg(size) : await picture(size).png().toBuffer();
      const image = await owner.upload(
        fileOf(Buffer.concat([bytes, Buffer.alloc(20_000 * index)]), `${name}.jpg`),
        {
          tags: even ? ['even', name] : ['odd', name],
          visibility: even ? 'PUBLIC' : 'PRIVATE',
          ...(index < 3 && { namespace: 'first-three' }),
          ...(index === 4 && { title: 'A Quiet Sunset', description: 'Über den Dächern' }),
        },
      );
      ids.push(image.id);
    }
  });

  const page = async (variables: ImagesPageQueryVariables) => (await owner.ask(ImagesPage, variables)).images;

  it('shows the newest first', async () => {
    const { nodes, pageInfo } = await page({});
    expect(nodes.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  it.each([
    ['CREATED_AT', 'ASC'],
    ['CREATED_AT', 'DESC'],
    ['BYTE_SIZE', 'ASC'],
    ['FILENAME', 'DESC'],
  ] as const)(
    'by %s %s gives every image once, two at a time, forwards and backwards',
    async (field, direction) => {
      const expected = direction === 'ASC' ? ids : ids.toReversed();
      expect(await forwards({ field, direction })).toEqual(expected);
      expect(await backwards({ field, direction })).toEqual(expected);
    },
  );

  it('by UPDATED_AT gives every image once too, whatever changed last', async () => {
    await Promise.all(ids.map((id) => owner.settled(id)));
    const all = await forwards({ field: 'UPDATED_AT', direction: 'DESC' });
    expect(all.toSorted()).toEqual(ids.toSorted());
    expect(await backwards({ field: 'UPDATED_AT', direction: 'DESC' })).toEqual(all);
  });

  type Order = { field: ImageOrderField; direction: 'ASC' | 'DESC' };

  async function forwards(orderBy: Order): Promise<string[]> {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await page({ first: 2, after, orderBy });
      found.push(...nodes.map(({ id }) => id));
      expect(nodes.length).toBeLessThanOrEqual(2);
      if (!pageInfo.hasNextPage) return found;
      after = pageInfo.endCursor ?? null;
    }
  }

  async function backwards(orderBy: Order): Promise<string[]> {
    const found: string[] = [];
    for (let before: string | null = null; ;) {
      const { nodes, pageInfo } = await page({ last: 2, before, orderBy });
      found.unshift(...nodes.map(({ id }) => id));
      if (!pageInfo.hasPreviousPage) return found;
      before = pageInfo.startCursor ?? null;
    }
  }

  it('neither skips nor repeats while images come and go', async () => {
    const passing = await newOwner(sharedDeployment());
    const upload = async (name: string) =>
      (await passing.upload(fileOf(await jpeg({ width: 100, height: 100 }), name))).id;
    const [first, second, third] = [await upload('1.jpg'), await upload('2.jpg'), await upload('3.jpg')];
    const { images } = await passing.ask(ImagesPage, { first: 2 });
    await upload('4.jpg');
    const next = await passing.ask(ImagesPage, { first: 2, after: images.pageInfo.endCursor ?? null });
    expect(images.nodes.map(({ id }) => id)).toEqual([third, second]);
    expect(next.images.nodes.map(({ id }) => id)).toEqual([first]);
  });

  it.each([
    ['tags, all of them', { tags: ['even', 'charlie'] }, ['charlie']],
    ['tags that nothing carries', { tags: ['even', 'odd'] }, []],
    ['visibility', { visibility: 'PRIVATE' }, ['foxtrot', 'delta', 'bravo']],
    ['namespace', { namespace: 'first-three' }, ['charlie', 'bravo', 'alpha']],
    ['content type', { contentType: ['image/png'] }, ['foxtrot', 'delta', 'bravo']],
    ['several at once', { tags: ['even'], namespace: 'first-three' }, ['charlie', 'alpha']],
    ['words of a title, by their beginnings', { query: 'sun qui' }, ['echo']],
    ['words of a description with marks', { query: 'däch' }, ['echo']],
    ['words of a file name', { query: 'foxt' }, ['foxtrot']],
    ['words, of which one is nowhere', { query: 'quiet moonrise' }, []],
    ['operators of a query language, which are only text', { query: "'quiet' & !sunset | (" }, ['echo']],
    ['a time in the future', { createdAfter: '2100-01-01T00:00:00Z' }, []],
    ['a time in the past', { createdBefore: '2000-01-01T00:00:00Z' }, []],
  ] satisfies [string, ImageFilter, string[]][])('filters by %s', async (_what, filter, expected) => {
    const { nodes } = await page({ filter });
    expect(nodes.map(({ filename }) => filename.replace('.jpg', ''))).toEqual(expected);
  });

  it('says how many there are on all pages, with a filter and without', async () => {
    expect((await page({ first: 1 })).totalCount).toEqual({ value: names.length, isExact: true });
    const some = await page({ first: 1, filter: { namespace: 'first-three' } });
    expect(some.totalCount).toEqual({ value: 3, isExact: true });
    expect((await page({ filter: { tags: ['nothing'] } })).totalCount).toEqual({ value: 0, isExact: true });
  });

  it('filters by status', async () => {
    await Promise.all(ids.map((id) => owner.settled(id)));
    expect((await page({ filter: { status: ['READY'] } })).nodes).toHaveLength(names.length);
    expect((await page({ filter: { status: ['FAILED', 'PROCESSING'] } })).nodes).toHaveLength(0);
  });

  it.each([
    ['PAGE_TOO_LARGE', { first: 101 }],
    ['PAGE_TOO_LARGE', { first: 0 }],
    ['PAGE_TOO_LARGE', { last: -1 }],
    ['INVALID_INPUT', { first: 2, last: 2 }],
    ['INVALID_CURSOR', { after: 'no cursor' }],
    ['FORBIDDEN', { filter: { ownerId: 'somebody-else' } }],
  ] satisfies [string, ImagesPageQueryVariables][])('answers %s to %j', async (code, variables) => {
    const { errors } = await owner.send(ImagesPage, variables);
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual([code]);
  });

  it('answers INVALID_CURSOR to a cursor of another order', async () => {
    const { pageInfo } = await page({ first: 1 });
    const { errors } = await owner.send(ImagesPage, {
      after: pageInfo.endCursor ?? null,
      orderBy: { field: 'FILENAME', direction: 'ASC' },
    });
    expect(errors[0]?.extensions?.code).toBe('INVALID_CURSOR');
  });
});
