import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { openDatabase } from '../database.ts';
import { charge, refund, usageOf } from './charge.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 8, applicationName: 'charge' });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const unlimited = { bytes: undefined, images: undefined };

describe('the charge of an owner', () => {
  it('is nothing before the first upload', async () => {
    expect(await usageOf(database, 'nobody')).toEqual({ bytes: 0, images: 0 });
  });

  it('is exact when two hundred transactions race for a quota, whichever of them win', async () => {
    const sizes = Array.from({ length: 200 }, (_, index) => 1_000 + index);
    const quotas = { bytes: 100_000, images: undefined };
    const outcomes = await Promise.allSettled(
      sizes.map((bytes) => database.transaction((manager) => charge(manager, 'racer', bytes, quotas))),
    );
    const stored = sizes.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    const sum = stored.reduce((total, bytes) => total + bytes, 0);
    expect(await usageOf(database, 'racer')).toEqual({ bytes: sum, images: stored.length });
    expect(sum).toBeLessThanOrEqual(quotas.bytes);
    // What was refused would not have fitted when it was refused, and no later charge made room.
    expect(sum).toBeGreaterThan(quotas.bytes - Math.max(...sizes));
  });

  it('is taken back with the transaction that failed', async () => {
    const failing = database.transaction(async (manager) => {
      await charge(manager, 'undone', 5, unlimited);
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await usageOf(database, 'undone')).toEqual({ bytes: 0, images: 0 });
  });

  it('of one owner does not touch another', async () => {
    await database.transaction((manager) => charge(manager, 'one', 7, unlimited));
    await database.transaction((manager) => charge(manager, 'two', 9, unlimited));
    await database.transaction((manager) => refund(manager, 'one', { bytes: 7, images: 1 }));
    expect(await usageOf(database, 'one')).toEqual({ bytes: 0, images: 0 });
    expect(await usageOf(database, 'two')).toEqual({ bytes: 9, images: 1 });
  });

  it('never falls below nothing: a second refund is an error, not a gift', async () => {
    await database.transaction((manager) => charge(manager, 'twice', 7, unlimited));
    const back = () => database.transaction((manager) => refund(manager, 'twice', { bytes: 7, images: 1 }));
    await back();
    await expect(back()).rejects.toThrow('owner_usage');
    expect(await usageOf(database, 'twice')).toEqual({ bytes: 0, images: 0 });
  });

  it('stays exact beyond what 32 bits hold', async () => {
    await database.transaction((manager) => charge(manager, 'large', 3_000_000_000_001, unlimited));
    expect(await usageOf(database, 'large')).toEqual({ bytes: 3_000_000_000_001, images: 1 });
  });
});
