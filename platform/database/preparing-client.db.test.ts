import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { PreparingClient } from './preparing-client.ts';

let testDatabase: TestDatabase;
let client: PreparingClient;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  client = new PreparingClient({ connectionString: testDatabase.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await testDatabase.drop();
});

const prepared = async (text: string): Promise<number> => {
  const { rows } = await client.query('SELECT statement FROM pg_prepared_statements');
  return rows.filter(({ statement }) => statement === text).length;
};

it.each([
  { kind: 'with parameters', text: 'SELECT $1::int AS n', values: [1] },
  { kind: 'without parameters', text: 'WITH one AS (SELECT 1 AS n) SELECT n FROM one', values: undefined },
])('prepares a statement $kind once, however often it runs', async ({ text, values }) => {
  for (let count = 0; count < 3; count++) expect((await client.query(text, values)).rows).toEqual([{ n: 1 }]);
  expect(await prepared(text)).toBe(1);
});

it('takes other values each time, and the callback of a pool', async () => {
  const text = 'SELECT $1::int AS n, $2::text AS word';
  const first = await client.query(text, [1, 'one']);
  const answer = Promise.withResolvers<unknown[]>();
  client.query(text, [2, null], (error, result) =>
    error ? answer.reject(error) : answer.resolve(result.rows),
  );
  expect([...first.rows, ...(await answer.promise)]).toEqual([
    { n: 1, word: 'one' },
    { n: 2, word: null },
  ]);
});

it('hands on what cannot be prepared: several statements in one text, and transactions', async () => {
  await client.query('START TRANSACTION');
  await client.query(
    'CREATE TEMPORARY TABLE kept (n int); INSERT INTO kept VALUES (1); INSERT INTO kept VALUES (2)',
  );
  await client.query('COMMIT');
  expect((await client.query('SELECT n FROM kept ORDER BY n')).rows).toEqual([{ n: 1 }, { n: 2 }]);
});

it('goes on after a statement that fails', async () => {
  const text = 'SELECT 1 / $1::int AS n';
  await expect(client.query(text, [0])).rejects.toThrow('division by zero');
  expect((await client.query(text, [1])).rows).toEqual([{ n: 1 }]);
});

it('lets texts of whatever length come and go without keeping them all', async () => {
  for (let length = 1; length <= 400; length++) {
    const places = Array.from({ length }, (_, place) => `$${place + 1}::int`).join(', ');
    const { rows } = await client.query(
      `SELECT count(*)::int AS count FROM unnest(ARRAY[${places}])`,
      Array.from({ length }, () => 1),
    );
    expect(rows).toEqual([{ count: length }]);
  }
  const { rows } = await client.query('SELECT count(*)::int AS kept FROM pg_prepared_statements');
  expect(rows[0].kept).toBeLessThanOrEqual(300);
});
