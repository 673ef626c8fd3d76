import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { faultyNetwork } from '../../test/faulty-network.ts';
import { silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { openDataSource } from './data-source.ts';
import { createNamedLocks, type NamedLocks } from './named-locks.ts';
import { sql } from './sql.ts';

let testDatabase: TestDatabase;
let database: DataSource;
const opened: NamedLocks[] = [];
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDataSource({ url: testDatabase.url, poolSize: 1, applicationName: 'a test' }, []);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((locks) => locks.close()));
  await database.destroy();
  await testDatabase.drop();
});

/** What one process has. */
function locksOf(url = testDatabase.url): NamedLocks {
  const locks = createNamedLocks({ url, logger: silent });
  opened.push(locks);
  return locks;
}

const cut = () =>
  sql(
    database,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'darkroom locks'`,
  );

describe('a named lock', () => {
  it('is given to one of many who ask, of several processes and of the same', async () => {
    const processes = [locksOf(), locksOf(), locksOf()];
    const asked = processes.flatMap((locks) => Array.from({ length: 10 }, () => locks.tryAcquire('a')));
    const given = (await Promise.all(asked)).filter((release) => release !== undefined);
    expect(given).toHaveLength(1);
    await given[0]?.();
    expect(await processes[2]?.tryAcquire('a')).toBeDefined();
  });

  it('keeps nobody from another one, all of them on one connection of a process', async () => {
    const locks = locksOf();
    const names = Array.from({ length: 50 }, (_, index) => `lock ${index}`);
    const given = await Promise.all(names.map((name) => locks.tryAcquire(name)));
    expect(given.filter((release) => release === undefined)).toEqual([]);
    const connections = await sql(
      database,
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'darkroom locks'`,
    );
    expect(connections).toHaveLength(1);
  });

  it('is free when its holder has lost its connection, and the holder is given locks again', async () => {
    const [holder, other] = [locksOf(), locksOf()];
    const release = await holder.tryAcquire('a');
    expect(await other.tryAcquire('a')).toBeUndefined();
    await cut();
    const taken = await until('it is free', () => other.tryAcquire('a').catch(() => undefined));
    // Late, and of no consequence: the lock is somebody else's.
    await release?.();
    expect(await holder.tryAcquire('a').catch(() => undefined)).toBeUndefined();
    await taken();
    expect(await until('it is given again', () => holder.tryAcquire('a'))).toBeDefined();
  });

  it('is refused with an error, each time, while there is no way to the database', async () => {
    const network = await faultyNetwork(testDatabase.url);
    const locks = locksOf(network.url);
    await network.close();
    await expect(locks.tryAcquire('a')).rejects.toThrow('ECONNREFUSED');
    await expect(locks.tryAcquire('a')).rejects.toThrow('ECONNREFUSED');
  });
});
