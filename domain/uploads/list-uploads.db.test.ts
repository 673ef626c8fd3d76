import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { admin, alice, bob, viewerOf } from '../../test/harness.ts';
import { seedUploads } from '../../test/seed.ts';
import { statementsOf } from '../../test/statements.ts';
import { anonymous } from '../access/viewer.ts';
import { openDatabase } from '../database.ts';
import { encodeCursor } from '../images/image-cursor.ts';
import { listUploads, type UploadPage } from './list-uploads.ts';
import type { UploadEntity } from './upload.entity.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, applicationName: 'list uploads' });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

/** With many equal times, in a random order of ids. */
const withTies = (ownerId: string, count: number): Partial<UploadEntity>[] =>
  Array.from({ length: count }, (_, index) => ({
    id: crypto.randomUUID(),
    ownerId,
    createdAt: new Date(1_700_000_000_000 + (index % 4)),
  }));

const newestFirst = (uploads: readonly UploadEntity[]): string[] =>
  uploads
    .map(({ id, createdAt }) => ({ id, key: `${createdAt.toISOString()} ${id}` }))
    .sort((one, other) => (one.key < other.key ? 1 : -1))
    .map(({ id }) => id);

const lastCursor = (page: UploadPage): string => page.cursorOf(page.uploads.at(-1) as UploadEntity);

describe('the list of uploads', () => {
  it('is walked from the newest on without a gap or a repetition, with ties on every border', async () => {
    const viewer = viewerOf('walker');
    const uploads = await seedUploads(database, withTies('walker', 30));
    const walked: string[] = [];
    let page = await listUploads(database, viewer, { first: 7 });
    expect(page.hasPreviousPage).toBe(false);
    for (;;) {
      walked.push(...page.uploads.map(({ id }) => id));
      if (!page.hasNextPage) break;
      page = await listUploads(database, viewer, { first: 7, after: lastCursor(page) });
      expect(page.hasPreviousPage).toBe(true);
    }
    expect(walked).toEqual(newestFirst(uploads));
  });

  it('skips and repeats nothing that was there all the time, while uploads begin and go', async () => {
    const viewer = viewerOf('busy');
    const uploads = await seedUploads(database, withTies('busy', 30));
    const gone = new Set<string>();
    const walked: string[] = [];
    let page = await listUploads(database, viewer, { first: 6 });
    for (;;) {
      walked.push(...page.uploads.map(({ id }) => id));
      if (!page.hasNextPage) break;
      // The row that the cursor was made of goes, and new ones come everywhere.
      const last = page.uploads.at(-1)?.id ?? '';
      gone.add(last);
      await sql(database, 'DELETE FROM uploads WHERE id = $1', [last]);
      await seedUploads(database, [...withTies('busy', 5), { ownerId: 'busy' }]);
      page = await listUploads(database, viewer, { first: 6, after: lastCursor(page) });
    }
    expect(new Set(walked).size).toBe(walked.length);
    const there = newestFirst(uploads).filter((id) => !gone.has(id));
    expect(walked.filter((id) => there.includes(id))).toEqual(there);
  });

  it('has those in the wanted states alone', async () => {
    const states = ['PENDING', 'FAILED', 'COMPLETED', 'FAILED', 'ABORTED'] as const;
    await seedUploads(
      database,
      states.map((status) => ({ ownerId: 'picky', status })),
    );
    const found = async (status: (typeof states)[number][] | null) =>
      (await listUploads(database, viewerOf('picky'), { status })).uploads.map((each) => each.status);
    expect((await found(null)).toSorted()).toEqual(states.toSorted());
    expect(await found(['FAILED'])).toEqual(['FAILED', 'FAILED']);
    expect((await found(['COMPLETED', 'ABORTED'])).toSorted()).toEqual(['ABORTED', 'COMPLETED']);
    expect(await found([])).toEqual([]);
  });

  it('is the viewer’s own, also for an admin', async () => {
    await seedUploads(database, [{ ownerId: 'bob' }, { ownerId: 'bob' }]);
    expect((await listUploads(database, bob, {})).uploads).toHaveLength(2);
    for (const viewer of [alice, admin])
      expect(await listUploads(database, viewer, {})).toMatchObject({ uploads: [], hasNextPage: false });
  });

  it('is told to keys that may read', async () => {
    await expect(listUploads(database, anonymous, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(listUploads(database, viewerOf('alice', 'UPLOAD'), {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each([0, -1, 101])('has no page of %i', async (first) => {
    await expect(listUploads(database, alice, { first })).rejects.toMatchObject({ code: 'PAGE_TOO_LARGE' });
  });

  it.each([
    '',
    'nonsense',
    encodeCursor({ field: 'FILENAME', value: 'a', id: newUuid() }),
    encodeCursor({ field: 'CREATED_AT', value: 'now(); --', id: newUuid() }),
  ])('does not begin at the cursor %j', async (after) => {
    await expect(listUploads(database, alice, { after })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

describe('a page of a list of five thousand', () => {
  const many = viewerOf('many');
  beforeAll(async () => {
    await sql(
      database,
      `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key, created_at)
       SELECT gen_random_uuid(), 'many', CASE WHEN n % 10 = 0 THEN 'FAILED' ELSE 'COMPLETED' END, 'default', 'x',
              'many/' || n, now() - random() * interval '1 year' FROM generate_series(1, 5000) AS n`,
    );
    await sql(database, 'ANALYZE uploads');
  });

  it.each([
    ['of all', {}, /Index Scan \w* ?using uploads_by_created_at/],
    ['of the failed', { status: ['FAILED', 'ABORTED'] }, /Index Scan \w* ?using uploads_not_completed/],
  ] as const)('%s is read from an index, not sorted', async (_, request, scan) => {
    const page = await listUploads(database, many, { ...request, first: 5 });
    const [statement, ...others] = await statementsOf(database, () =>
      listUploads(database, many, { ...request, first: 5, after: lastCursor(page) }),
    );
    expect(others).toEqual([]);
    const plan = await sql<{ 'QUERY PLAN': string }>(database, `EXPLAIN ${statement?.text}`, [
      ...(statement?.parameters ?? []),
    ]);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(scan);
    expect(text).not.toMatch(/Seq Scan|Sort/);
  });
});
