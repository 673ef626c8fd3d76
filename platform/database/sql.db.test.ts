import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { openDataSource } from './data-source.ts';
import { sql, sqlPlannedAnew } from './sql.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDataSource({ url: testDatabase.url, poolSize: 2, applicationName: 'sql test' }, []);
  await sql(database, 'CREATE TABLE things (id int PRIMARY KEY, tags text[])');
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

describe('a statement', () => {
  it('answers its rows, whatever kind it is', async () => {
    expect(await sql(database, `INSERT INTO things VALUES (1, '{a}'), (2, '{b}') RETURNING id`)).toEqual([
      { id: 1 },
      { id: 2 },
    ]);
    expect(await sql(database, 'SELECT id FROM things ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await sql(database, 'UPDATE things SET id = id + 2 RETURNING id')).toEqual([{ id: 3 }, { id: 4 }]);
    expect(await sql(database, 'UPDATE things SET id = 9 WHERE id = 0 RETURNING id')).toEqual([]);
    expect(await sql(database, 'DELETE FROM things RETURNING id')).toEqual([{ id: 3 }, { id: 4 }]);
    expect(await sql(database, 'DELETE FROM things RETURNING id')).toEqual([]);
  });

  it('takes values as parameters, which are never read as SQL', async () => {
    const hostile = `'; DROP TABLE things; --`;
    expect(await sql(database, 'SELECT $1::text AS text', [hostile])).toEqual([{ text: hostile }]);
    expect(await sql(database, 'SELECT count(*)::int AS count FROM things')).toEqual([{ count: 0 }]);
  });

  it('keeps no plan where each is to be made for the tables as they are', async () => {
    const text = 'SELECT $1::int + 1 AS next';
    // More often than the pool has connections: any of them may have kept it.
    for (let value = 0; value < 3; value++)
      expect(await sqlPlannedAnew(database, text, [value])).toEqual([{ next: value + 1 }]);
    const kept = await sql(database, 'SELECT FROM pg_prepared_statements WHERE statement = $1', [text]);
    expect(kept).toEqual([]);
  });
});

describe('a connection of the pool', () => {
  it('says which process it belongs to and has bounds on how long a statement may run', async () => {
    expect(
      await sql(
        database,
        `SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
                current_setting('idle_in_transaction_session_timeout') AS idle`,
      ),
    ).toEqual([{ name: 'sql test', statement: '30s', idle: '1min' }]);
  });
});
