/** Lists of an owner with so many images that they are not walked through, beside another with as many. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { alice, bob } from '../../test/harness.ts';
import { seedUploads } from '../../test/seed.ts';
import { type Statement, statementsOf } from '../../test/statements.ts';
import { openDatabase } from '../database.ts';
import type { ImageFilter } from './image-filter.ts';
import { type ImageOrder, listImages } from './list-images.ts';

const perOwner = 10_500;

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, applicationName: 'search images' });
  const [upload] = await seedUploads(database, [{ status: 'COMPLETED' }]);
  // What alice has once in 1,500 (mostly old), bob has always; what alice has in every third, bob has never.
  await sql(
    database,
    `INSERT INTO images (id, owner_id, upload_id, status, profile, visibility, namespace, filename, title, tags,
                         content_type, byte_size, sha256, width, height, frames, has_alpha, storage_key, created_at, updated_at)
     SELECT gen_random_uuid(), owner, $1, CASE WHEN seldom THEN 'FAILED' ELSE 'READY' END, 'default',
            CASE WHEN seldom THEN 'PUBLIC' ELSE 'PRIVATE' END, CASE WHEN seldom THEN 'launch' ELSE 'archive' END,
            'photo ' || n % 700, CASE WHEN seldom THEN 'eclipse' ELSE 'a day' END,
            CASE WHEN seldom THEN ARRAY['eclipse', 'sky'] WHEN n % 3 = 0 AND owner = 'alice' THEN ARRAY['lake', 'sky'] ELSE '{}' END,
            CASE WHEN seldom THEN 'image/gif' ELSE 'image/jpeg' END, n % 500, '', 1, 1, 1, false, owner || n,
            timestamptz '2024-01-01Z' + n * interval '1 second', timestamptz '2024-06-01Z' + n % 900 * interval '1 second'
       FROM unnest(ARRAY['alice', 'bob']) AS owner, generate_series(1, $2::int) AS n,
            LATERAL (SELECT owner = 'bob' OR n % 1500 = 7 AS seldom) AS kind`,
    [upload?.id, perOwner],
  );
  await sql(
    database,
    `INSERT INTO owner_usage (owner_id, images) VALUES ('alice', $1), ('bob', $1)
     ON CONFLICT (owner_id) DO UPDATE SET images = excluded.images`,
    [perOwner],
  );
  await sql(database, 'ANALYZE images');
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const newestFirst: ImageOrder = { field: 'CREATED_AT', direction: 'DESC' };
const columns = {
  CREATED_AT: 'created_at',
  UPDATED_AT: 'updated_at',
  BYTE_SIZE: 'byte_size',
  FILENAME: 'filename',
};

/** All pages, by one cursor after the other. */
async function walk(filter: ImageFilter, order: ImageOrder): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await listImages(database, alice, { page: { first: 100, after }, filter, order });
    ids.push(...page.images.map(({ id }) => id));
    const last = page.images.at(-1);
    if (!last || !page.hasNextPage) return ids;
    after = page.cursorOf(last);
  }
}

async function expected(condition: string, { field, direction }: ImageOrder): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    database,
    `SELECT id FROM images WHERE owner_id = 'alice' AND ${condition}
      ORDER BY ${columns[field]} ${direction}, id ${direction}`,
  );
  return rows.map(({ id }) => id);
}

const countOf = async (filter: ImageFilter, viewer = alice) =>
  (await listImages(database, viewer, { page: { first: 1 }, filter })).count();

const kinds: [string, ImageFilter, string][] = [
  ['a tag that a third has', { tags: ['lake'] }, `tags @> '{lake}'`],
  ['a tag that one in 1,500 has', { tags: ['eclipse'] }, `tags @> '{eclipse}'`],
  ['a common and a rare tag', { tags: ['sky', 'eclipse'] }, `tags @> '{sky,eclipse}'`],
  ['a rare word', { query: 'ecli' }, `title = 'eclipse'`],
  ['a rare state', { status: ['FAILED', 'PROCESSING'] }, `status = 'FAILED'`],
  ['a rare visibility', { visibility: 'PUBLIC' }, `visibility = 'PUBLIC'`],
  ['a rare namespace', { namespace: 'launch' }, `namespace = 'launch'`],
  ['a rare type', { contentType: ['image/gif', 'image/avif'] }, `content_type = 'image/gif'`],
  ['nothing that there is', { tags: ['lake', 'eclipse'] }, 'false'],
];
const orders: ImageOrder[] = [
  newestFirst,
  { field: 'UPDATED_AT', direction: 'ASC' },
  { field: 'BYTE_SIZE', direction: 'DESC' },
  { field: 'FILENAME', direction: 'ASC' },
];

describe.each(kinds)('in a large library, images with %s', (_, filter, condition) => {
  it.each(orders)('are all found, in the order of $field $direction', async (order) => {
    expect(await walk(filter, order)).toEqual(await expected(condition, order));
  });

  it('are counted', async () => {
    const { length } = await expected(condition, newestFirst);
    const isExact = length <= 1_000;
    expect(await countOf(filter)).toEqual({ value: isExact ? length : 1_000, isExact });
  });
});

describe('the count of a large library', () => {
  it('is exact where nothing is asked for, however large it is', async () => {
    expect(await countOf({})).toEqual({ value: perOwner, isExact: true });
    expect(await countOf({ tags: [], query: ' ' })).toEqual({ value: perOwner, isExact: true });
  });

  it('is exact up to 1,000, and then a bound', async () => {
    const until = (count: number) => ({
      createdAfter: new Date(Date.parse('2024-01-01Z') + (perOwner - count) * 1_000),
    });
    expect(await countOf(until(1_000))).toEqual({ value: 1_000, isExact: true });
    expect(await countOf(until(1_001))).toEqual({ value: 1_000, isExact: false });
  });

  it('counts what everybody has once it is the owner’s', async () => {
    expect(await countOf({ tags: ['eclipse'] }, bob)).toEqual({ value: 1_000, isExact: false });
  });
});

interface Plan {
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

async function planOf({ text, parameters }: Statement): Promise<Plan[]> {
  const [row] = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    database,
    `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
    [...parameters],
  );
  return row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
}

describe('a page of what is rare with one owner and common with another', () => {
  it('looks through some thousand images nearby, then reads by an index of the filter', async () => {
    const statements = await statementsOf(database, () =>
      listImages(database, alice, { page: { first: 20 }, filter: { tags: ['eclipse'] } }),
    );
    const [near, rare] = statements.slice(-2).map(planOf);
    const read = (await near)?.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0));
    expect(Math.max(...(read ?? []))).toBeLessThanOrEqual(2_000);
    expect((await rare)?.map((node) => node['Index Name'])).toContain('images_owned_tags');
  });

  it('is read by the order alone where it is common', async () => {
    const statements = await statementsOf(database, () =>
      listImages(database, bob, { page: { first: 20 }, filter: { tags: ['eclipse'] } }),
    );
    const nodes = await planOf(statements.at(-1) as Statement);
    expect(nodes.map((node) => node['Index Name'])).toContain('images_owner_created');
    expect(Math.max(...nodes.map((node) => node['Actual Rows']))).toBe(21);
  });
});
