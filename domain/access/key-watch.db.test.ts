import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { admin, silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { insertApiKey, revokeApiKey } from './api-keys.ts';
import { type KeyWatch, watchKeys } from './key-watch.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, applicationName: 'key watch' });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const opened: KeyWatch[] = [];
afterEach(() => {
  for (const keys of opened.splice(0)) keys.close();
});

/** A server's. */
function open(logger = silent): KeyWatch {
  const keys = watchKeys({ database, logger, everyMs: 20 });
  opened.push(keys);
  return keys;
}

const newKey = async (): Promise<string> =>
  (await insertApiKey(database.manager, { ownerId: 'alice', name: 'watched', scopes: ['READ'] })).apiKey.id;

describe('a key that is watched', () => {
  it('is told of once when it is revoked, at every server and to all who watch it', async () => {
    const [one, other, id, lasting] = [open(), open(), await newKey(), await newKey()];
    const told: string[] = [];
    one.watch(id, () => told.push('one'));
    one.watch(id, () => told.push('one again'));
    other.watch(id, () => told.push('other'));
    other.watch(lasting, () => told.push('lasting'));
    await revokeApiKey(database, admin, id);
    await until('all have heard', () => told.length === 3);
    // Another look, after which none of them hears of it again.
    const late = await newKey();
    one.watch(late, () => told.push('late'));
    await revokeApiKey(database, admin, late);
    await until('another has been told of', () => told.includes('late'));
    expect(told.toSorted()).toEqual(['late', 'one', 'one again', 'other']);
  });

  it('is told of also where it was revoked before anybody watched', async () => {
    const [keys, id] = [open(), await newKey()];
    await revokeApiKey(database, admin, id);
    let told = false;
    keys.watch(id, () => (told = true));
    expect(told).toBe(false);
    await until('it is told', () => told);
  });

  it('is told of to nobody who has left', async () => {
    const [keys, id] = [open(), await newKey()];
    const told: string[] = [];
    keys.watch(id, () => told.push('who left'))();
    keys.watch(id, () => told.push('who stayed'));
    await revokeApiKey(database, admin, id);
    await until('it is told', () => told.length > 0);
    expect(told).toEqual(['who stayed']);
  });

  it('is told of when the database is back', async () => {
    const warnings: string[] = [];
    const logger = Object.assign(Object.create(silent) as typeof silent, {
      warn: (_: unknown, message: string) => void warnings.push(message),
    });
    const [keys, id] = [open(logger), await newKey()];
    await sql(database, 'ALTER TABLE api_keys RENAME TO lost');
    const ended: string[] = [];
    try {
      keys.watch(id, () => ended.push(id));
      await until('the database is missed', () => warnings.length > 0);
      expect(ended).toEqual([]);
    } finally {
      await sql(database, 'ALTER TABLE lost RENAME TO api_keys');
    }
    await revokeApiKey(database, admin, id);
    await until('it is told', () => ended.length === 1);
  });
});
