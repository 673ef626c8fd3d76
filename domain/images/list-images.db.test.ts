import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { admin, alice, bob, viewerOf } from '../../test/harness.ts';
import { seedImages } from '../../test/seed.ts';
import { statementsOf } from '../../test/statements.ts';
import { anonymous, type Viewer } from '../access/viewer.ts';
import { openDatabase } from '../database.ts';
import { encodeCursor } from './image-cursor.ts';
import type { ImageEntity } from './image.entity.ts';
import { type ImageOrder, listImages, type PageRequest } from './list-images.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, applicationName: 'list images' });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const fields = ['CREATED_AT', 'UPDATED_AT', 'BYTE_SIZE', 'FILENAME'] as const;
const orders: ImageOrder[] = fields.flatMap((field) => [
  { field, direction: 'ASC' },
  { field, direction: 'DESC' },
]);

const keyOf = {
  CREATED_AT: (image: ImageEntity) => image.createdAt.toISOString(),
  UPDATED_AT: (image: ImageEntity) => image.updatedAt.toISOString(),
  BYTE_SIZE: (image: ImageEntity) => String(image.byteSize).padStart(12, '0'),
  FILENAME: (image: ImageEntity) => image.filename,
};

/** The ids as the list should have them: sorted by the field, and by the id where that is equal. */
function sorted(images: readonly ImageEntity[], { field, direction }: ImageOrder): string[] {
  const ids = images
    .map((image) => ({ key: `${keyOf[field](image)} ${image.id}`, id: image.id }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ id }) => id);
  return direction === 'ASC' ? ids : ids.toReversed();
}

/** Thirty images with many equal values, in a random order of ids. */
function withTies(ownerId: string): Partial<ImageEntity>[] {
  return Array.from({ length: 30 }, (_, index) => ({
    id: crypto.randomUUID(),
    ownerId,
    createdAt: new Date(1_700_000_000_000 + (index % 4)),
    updatedAt: new Date(1_700_000_000_000 + (index % 3) * 1_000),
    byteSize: 1_000 + (index % 5),
    filename: `photo ${index % 6}.jpg`,
  }));
}

const list = (viewer: Viewer, page: PageRequest = {}, order?: ImageOrder) =>
  listImages(database, viewer, { page, order });

type Page = Awaited<ReturnType<typeof list>>;

const lastCursor = (page: Page): string => page.cursorOf(page.images.at(-1) as ImageEntity);
const firstCursor = (page: Page): string => page.cursorOf(page.images[0] as ImageEntity);

describe.each(orders)('a list by $field $direction', (order) => {
  const viewer = viewerOf(`${order.field} ${order.direction}`);
  let images: ImageEntity[];
  beforeAll(async () => {
    images = await seedImages(database, withTies(viewer.subject ?? ''));
  });

  it('is walked forwards without a gap or a repetition, with ties on every border', async () => {
    const walked: string[] = [];
    let page = await list(viewer, { first: 7 }, order);
    expect(page.hasPreviousPage).toBe(false);
    for (;;) {
      walked.push(...page.images.map(({ id }) => id));
      if (!page.hasNextPage) break;
      page = await list(viewer, { first: 7, after: lastCursor(page) }, order);
      expect(page.hasPreviousPage).toBe(true);
    }
    expect(walked).toEqual(sorted(images, order));
  });

  it('is walked backwards in the same order', async () => {
    const walked: string[] = [];
    let page = await list(viewer, { last: 7 }, order);
    expect(page.hasNextPage).toBe(false);
    for (;;) {
      walked.unshift(...page.images.map(({ id }) => id));
      if (!page.hasPreviousPage) break;
      page = await list(viewer, { last: 7, before: firstCursor(page) }, order);
      expect(page.hasNextPage).toBe(true);
    }
    expect(walked).toEqual(sorted(images, order));
  });

  it('can be read between two cursors', async () => {
    const all = await list(viewer, { first: 30 }, order);
    const [from, to] = [all.images[4], all.images[12]].map((image) => all.cursorOf(image as ImageEntity));
    const between = await list(viewer, { first: 30, after: from, before: to }, order);
    expect(between.images.map(({ id }) => id)).toEqual(sorted(images, order).slice(5, 12));
  });

  it('skips and repeats nothing that was there all the time, while images come and go', async () => {
    const stays = new Set(images.map(({ id }) => id));
    const walked: string[] = [];
    let page = await list(viewer, { first: 6 }, order);
    for (;;) {
      walked.push(...page.images.map(({ id }) => id));
      if (!page.hasNextPage) break;
      // The row that the cursor was made of goes, one at the very beginning goes, and new ones come everywhere.
      for (const gone of [
        page.images.at(-1),
        images.find(({ id }) => stays.has(id) && walked.includes(id)),
      ]) {
        if (gone) stays.delete(gone.id);
        await sql(database, 'DELETE FROM images WHERE id = $1', [gone?.id]);
      }
      await seedImages(database, withTies(viewer.subject ?? '').slice(0, 5));
      page = await list(viewer, { first: 6, after: lastCursor(page) }, order);
    }
    expect(new Set(walked).size).toBe(walked.length);
    const expected = sorted(images, order).filter((id) => stays.has(id));
    expect(walked.filter((id) => stays.has(id))).toEqual(expected);
  });
});

describe('a page', () => {
  it('has twenty images, the newest first, unless it is asked for otherwise', async () => {
    const viewer = viewerOf('defaults');
    const images = await seedImages(database, withTies('defaults'));
    const page = await list(viewer);
    expect(page.images.map(({ id }) => id)).toEqual(
      sorted(images, { field: 'CREATED_AT', direction: 'DESC' }).slice(0, 20),
    );
    expect(page).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it('is empty where there is nothing, without a next one', async () => {
    expect(await list(viewerOf('nobody'))).toMatchObject({
      images: [],
      hasNextPage: false,
      hasPreviousPage: false,
    });
  });

  it.each([{ first: 0 }, { first: -1 }, { first: 101 }, { last: 0 }, { last: 101 }])(
    'cannot be of a size beyond 1 to 100: %j',
    async (page) => {
      await expect(list(alice, page)).rejects.toMatchObject({ code: 'PAGE_TOO_LARGE' });
    },
  );

  it('is not asked for from both ends', async () => {
    await expect(list(alice, { first: 1, last: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each<[string, string]>([
    ['of another order', encodeCursor({ field: 'FILENAME', value: 'a', id: newUuid() })],
    ['with another type', encodeCursor({ field: 'CREATED_AT', value: 5, id: newUuid() })],
    [
      'with a time that never was',
      encodeCursor({ field: 'CREATED_AT', value: '2024-02-31T00:00:00.000Z', id: newUuid() }),
    ],
    [
      'with the year 0',
      encodeCursor({ field: 'CREATED_AT', value: '0000-01-01T00:00:00.000Z', id: newUuid() }),
    ],
    ['with SQL in the time', encodeCursor({ field: 'CREATED_AT', value: `now(); --`, id: newUuid() })],
    ['with another id', encodeCursor({ field: 'CREATED_AT', value: new Date(), id: '1' })],
    ['of an unknown field', Buffer.from('["owner_id","x","y"]').toString('base64url')],
    ['of a method’s name', Buffer.from('["constructor","x","y"]').toString('base64url')],
    ['that is no JSON', Buffer.from('[').toString('base64url')],
    ['that is no list', Buffer.from('{"a":1}').toString('base64url')],
    ['that is nothing', ''],
    ['that is noise', '\u0000🙂'.repeat(500)],
  ])('does not begin at a cursor %s', async (_, cursor) => {
    await expect(list(alice, { after: cursor })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    await expect(list(alice, { before: cursor })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it.each<[ImageOrder['field'], unknown]>([
    ['FILENAME', 'a\u0000b'],
    ['FILENAME', 'x'.repeat(256)],
    ['BYTE_SIZE', -1],
    ['BYTE_SIZE', 1.5],
    ['BYTE_SIZE', 1e300],
    ['BYTE_SIZE', '1'],
  ])('by %s does not begin at %j', async (field, value) => {
    const cursor = encodeCursor({ field, value, id: newUuid() });
    await expect(list(alice, { after: cursor }, { field, direction: 'ASC' })).rejects.toMatchObject({
      code: 'INVALID_CURSOR',
    });
  });
});

describe('the images that are listed', () => {
  it('are the viewer’s own, private ones among them, and nobody else’s public ones', async () => {
    await seedImages(database, [{ ownerId: 'bob', visibility: 'PUBLIC' }, { ownerId: 'bob' }]);
    const { images } = await list(bob);
    expect(images.map(({ ownerId }) => ownerId)).toEqual(['bob', 'bob']);
  });

  it('are another owner’s for an admin only', async () => {
    const filter = { ownerId: 'bob' };
    expect((await listImages(database, admin, { page: {}, filter })).images).toHaveLength(2);
    expect((await listImages(database, bob, { page: {}, filter })).images).toHaveLength(2);
    await expect(listImages(database, alice, { page: {}, filter })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('are told to keys that may read', async () => {
    await expect(list(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(list(viewerOf('alice', 'UPLOAD', 'MANAGE'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a page of a list of five thousand', () => {
  beforeAll(async () => {
    await sql(
      database,
      `WITH added AS (
         INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key)
         SELECT gen_random_uuid(), 'many', 'COMPLETED', 'default', 'x', 'many/' || n FROM generate_series(1, 5000) AS n
         RETURNING id
       )
       INSERT INTO images (id, owner_id, upload_id, status, profile, visibility, filename, content_type, byte_size,
                           sha256, width, height, frames, has_alpha, storage_key, created_at, updated_at)
       SELECT gen_random_uuid(), 'many', id, 'READY', 'default', 'PRIVATE', 'photo ' || random(), 'image/jpeg',
              1000000 * random(), '', 1, 1, 1, false, id, now() - random() * interval '1 year', now() - random() * interval '1 year'
         FROM added`,
    );
    await sql(database, 'ANALYZE images');
  });

  it.each([undefined, ...orders])('is read from an index, not sorted: %j', async (order) => {
    const many = viewerOf('many');
    const page = await list(many, { first: 20 }, order);
    const statements = await statementsOf(database, () =>
      list(many, { first: 20, after: lastCursor(page) }, order),
    );
    expect(statements).toHaveLength(1);
    const [statement] = statements;
    const plan = await sql<{ 'QUERY PLAN': string }>(database, `EXPLAIN ${statement?.text}`, [
      ...(statement?.parameters ?? []),
    ]);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index Scan/);
    expect(text).not.toMatch(/Seq Scan|Sort/);
  });
});
