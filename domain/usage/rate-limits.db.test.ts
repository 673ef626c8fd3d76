import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { expireRateLimits } from './expire-rate-limits.ts';
import { createRateLimits, type RateLimitOptions, type RateLimits } from './rate-limits.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, applicationName: 'rate limits' });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const opened: RateLimits[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((rates) => rates.close()));
});

const quotas = { queries: 10, mutations: 0, uploads: 3, renditions: 2 };

/** A server's. */
function open(more: Partial<RateLimitOptions> = {}): RateLimits {
  const rates = createRateLimits({ database, logger: silent, quotas, everyMs: 20, ...more });
  opened.push(rates);
  return rates;
}

let clients = 0;
/** Nobody has heard of it. */
const newClient = (): string => `subject ${(clients += 1)}`;

describe('a budget', () => {
  it('tells what is left of it and for how long, and is exceeded by the first that is too much', async () => {
    const [rates, client] = [open(), newClient()];
    const standings = [];
    for (let count = 0; count < 4; count += 1) standings.push(await rates.take('uploads', client));
    expect(standings.map((standing) => [standing?.remaining, standing?.isExceeded])).toEqual([
      [2, false],
      [1, false],
      [0, false],
      [0, true],
    ]);
    expect(standings[0]).toMatchObject({ budget: 'uploads', quota: 3, windowSeconds: 60, resetSeconds: 60 });
  });

  it('is of one client and one kind of work alone', async () => {
    const [rates, busy, other] = [open(), newClient(), newClient()];
    for (let count = 0; count < 5; count += 1) await rates.take('renditions', busy);
    expect(await rates.take('renditions', busy)).toMatchObject({ isExceeded: true });
    expect(await rates.take('renditions', other)).toMatchObject({ isExceeded: false, remaining: 1 });
    expect(await rates.take('uploads', busy)).toMatchObject({ isExceeded: false, remaining: 2 });
  });

  it('may be used up at once, by what counts several times as well', async () => {
    const [rates, client] = [open(), newClient()];
    expect(await rates.take('queries', client, 10)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(await rates.take('queries', client)).toMatchObject({ isExceeded: true });
    expect(await rates.take('queries', newClient(), 11)).toMatchObject({ isExceeded: true });
  });

  it('is whole again when its window has ended', async () => {
    const [rates, client] = [open({ windowSeconds: 1 }), newClient()];
    expect(await rates.take('uploads', client, 4)).toMatchObject({ isExceeded: true, resetSeconds: 1 });
    await until(
      'the window has ended',
      async () => (await rates.take('uploads', client))?.isExceeded === false,
    );
    expect(await rates.take('uploads', client)).toMatchObject({ remaining: 1 });
  });

  it('of 0 has no end', async () => {
    expect(await open().take('mutations', newClient(), 1_000_000)).toBeUndefined();
  });
});

describe('several servers', () => {
  it('have one budget for each client between them', async () => {
    const [one, other, client] = [open(), open(), newClient()];
    await one.take('queries', client, 6);
    await until('the other server knows', async () => {
      const standing = await other.take('queries', client);
      return standing !== undefined && standing.remaining < 4;
    });
    await until('it is used up on both', async () => {
      const standings = await Promise.all([one, other].map((rates) => rates.take('queries', client)));
      return standings.every((standing) => standing?.isExceeded === true);
    });
    const [row] = await sql<{ points: number }>(database, 'SELECT points FROM rate_limits WHERE key = $1', [
      `queries:${client}`,
    ]);
    // What is refused is not counted: no server adds to it any more.
    expect(row?.points).toBeGreaterThanOrEqual(10);
    expect(row?.points).toBeLessThanOrEqual(14);
  });

  it('count together what comes while they are telling each other', async () => {
    const large = { ...quotas, queries: 1_000 };
    const servers = [open({ quotas: large }), open({ quotas: large })];
    const client = newClient();
    let taken = 0;
    for (let round = 0; taken < 900; round += 1) {
      await Promise.all(servers.map((rates) => rates.take('queries', client)));
      taken += servers.length;
      if (round % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const known = async (): Promise<number> => {
      const [row] = await sql<{ points: number }>(database, 'SELECT points FROM rate_limits WHERE key = $1', [
        `queries:${client}`,
      ]);
      return row?.points ?? 0;
    };
    // But for what each may keep to itself: a twentieth.
    await until('all of it is told', async () => (await known()) >= taken - 2 * 50);
    expect(await known()).toBeLessThanOrEqual(taken);
  });
});

describe('the database', () => {
  it('is never told of who uses little', async () => {
    const rates = open({ quotas: { ...quotas, queries: 1_000 } });
    const [modest, busy] = [newClient(), newClient()];
    const rowsOf = (client: string) =>
      sql(database, 'SELECT 1 FROM rate_limits WHERE key = $1', [`queries:${client}`]);
    await rates.take('queries', modest, 49);
    await rates.take('queries', busy, 50);
    await until('the busy one is told', async () => (await rowsOf(busy)).length > 0);
    expect(await rowsOf(modest)).toEqual([]);
  });

  it('that is away leaves each server counting for itself, says so once, and hears of it when it is back', async () => {
    const warnings: string[] = [];
    const logger = Object.assign(Object.create(silent) as typeof silent, {
      warn: (_: unknown, message: string) => void warnings.push(message),
    });
    const [one, other, client] = [open({ logger }), open(), newClient()];
    await sql(database, 'ALTER TABLE rate_limits RENAME TO lost');
    try {
      expect(await one.take('queries', client, 8)).toMatchObject({ remaining: 2 });
      await until('the database is missed', () => warnings.length > 0);
      expect(await one.take('queries', client, 3)).toMatchObject({ isExceeded: true });
      expect(await other.take('queries', client)).toMatchObject({ remaining: 9 });
    } finally {
      await sql(database, 'ALTER TABLE lost RENAME TO rate_limits');
    }
    // What both have let through, and nothing of what was refused.
    await until('everything is told', async () => {
      const [row] = await sql<{ points: number }>(database, 'SELECT points FROM rate_limits WHERE key = $1', [
        `queries:${client}`,
      ]);
      return row?.points === 9;
    });
    expect(warnings).toEqual(['rate limits are counted by each server alone']);
  });

  it('keeps no budget whose window has ended', async () => {
    const [rates, lasting, client] = [open({ windowSeconds: 1 }), open(), newClient()];
    await rates.take('queries', client, 5);
    await lasting.take('queries', `${client}0`, 5);
    const rows = () =>
      sql<{ key: string }>(database, 'SELECT key FROM rate_limits WHERE key LIKE $1 ORDER BY key', [
        `queries:${client}%`,
      ]);
    await until('both are told', async () => (await rows()).length === 2);
    await until('the first has ended', async () => {
      await expireRateLimits(database);
      return (await rows()).length === 1;
    });
    expect(await rows()).toEqual([{ key: `queries:${client}0` }]);
  });
});
