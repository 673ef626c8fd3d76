import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { openDatabase } from '../database.ts';
import { expireRateLimits } from './expire-rate-limits.ts';
import type { Payer } from './rate-client.ts';
import { addToShared } from './rate-limit-table.ts';
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
  const rates = createRateLimits({ database, logger: silent, quotas, keyPercent: 50, everyMs: 20, ...more });
  opened.push(rates);
  return rates;
}

let clients = 0;
/** Nobody has heard of it. */
const newClient = (): [Payer] => [{ kind: 'subject', name: `${(clients += 1)}` }];

/** As the table has it. */
const rowOf = ([{ kind, name }]: [Payer]): string => `queries:${kind} ${name}`;

/** What everybody together has drawn from a bucket of this quota, as far as it has not come back. */
async function sharedOf(client: [Payer], quota: number): Promise<number> {
  const [row] = await sql<{ ms: number }>(
    database,
    'SELECT (extract(epoch FROM full_at - now()) * 1000)::float8 AS ms FROM rate_limits WHERE key = $1',
    [rowOf(client)],
  );
  return Math.max(0, ((row?.ms ?? 0) / 60_000) * quota);
}

describe('a budget', () => {
  it('tells what is left of it and for how long, and is exceeded by the first that is too much', () => {
    const [rates, client] = [open(), newClient()];
    const standings = Array.from({ length: 4 }, () => rates.take('uploads', client));
    expect(standings.map((standing) => [standing?.remaining, standing?.isExceeded])).toEqual([
      [2, false],
      [1, false],
      [0, false],
      [0, true],
    ]);
    expect(standings[0]).toMatchObject({ budget: 'uploads', quota: 3, windowSeconds: 60, resetSeconds: 20 });
    // The next comes back after a third of a minute, and nobody has to wait for all of them.
    expect(standings[3]).toMatchObject({ retrySeconds: 20, resetSeconds: 60 });
  });

  it('is of one client and one kind of work alone', () => {
    const [rates, busy, other] = [open(), newClient(), newClient()];
    for (let count = 0; count < 5; count += 1) rates.take('renditions', busy);
    expect(rates.take('renditions', busy)).toMatchObject({ isExceeded: true });
    expect(rates.take('renditions', other)).toMatchObject({ isExceeded: false, remaining: 1 });
    expect(rates.take('uploads', busy)).toMatchObject({ isExceeded: false, remaining: 2 });
  });

  it('may be used up at once, by what counts several times as well', () => {
    const [rates, client] = [open(), newClient()];
    expect(rates.take('queries', client, 10)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(rates.take('queries', client)).toMatchObject({ isExceeded: true });
    expect(rates.take('queries', newClient(), 11)).toMatchObject({ isExceeded: true, remaining: 10 });
  });

  it('comes back bit by bit, and no more of it than there is', async () => {
    const [rates, client] = [open({ windowSeconds: 1 }), newClient()];
    expect(rates.take('queries', client, 10)).toMatchObject({ remaining: 0 });
    const takenLater = await until('one is there again', () => {
      const standing = rates.take('queries', client);
      return standing?.isExceeded === false && standing;
    });
    expect(takenLater.remaining).toBeLessThan(10);
    await until('all are there again', () => rates.take('queries', client, 10)?.isExceeded === false);
    expect(rates.take('queries', client, 11)).toMatchObject({ isExceeded: true });
  });

  it('loses nothing to what is refused, however often it is asked for', () => {
    const [rates, client] = [open(), newClient()];
    for (let count = 0; count < 1_000; count += 1) rates.take('queries', client, 11);
    expect(rates.take('queries', client, 10)).toMatchObject({ isExceeded: false });
  });

  it('of 0 has no end', () => {
    expect(open().take('mutations', newClient(), 1_000_000)).toBeUndefined();
  });
});

describe('a key and its subject', () => {
  const keyOf = (name: string): Payer => ({ kind: 'key', name });

  it('pay both, and the one with less is told: the key may use a part of the subject’s', () => {
    const [rates, [subject]] = [open(), newClient()];
    const [one, other] = [keyOf(`${subject.name} one`), keyOf(`${subject.name} other`)];
    expect(rates.take('queries', [subject, one], 4)).toMatchObject({ quota: 5, remaining: 1 });
    expect(rates.take('queries', [subject, one], 2)).toMatchObject({ quota: 5, isExceeded: true });
    // What was refused for the key has cost the subject nothing.
    expect(rates.take('queries', [subject])).toMatchObject({ quota: 10, remaining: 5 });
    expect(rates.take('queries', [subject, other], 4)).toMatchObject({ remaining: 1 });
    expect(rates.take('queries', [subject, other])).toMatchObject({ remaining: 0, isExceeded: false });
    expect(rates.take('queries', [subject, keyOf(`${subject.name} third`)])).toMatchObject({
      quota: 10,
      isExceeded: true,
    });
  });

  it('share every budget, however small: a key may use one of one', () => {
    const rates = open({ quotas: { ...quotas, uploads: 1 } });
    const [subject] = newClient();
    expect(rates.take('uploads', [subject, keyOf(`${subject.name} only`)])).toMatchObject({
      isExceeded: false,
    });
  });
});

describe('several servers', () => {
  it('have one budget for each client between them', async () => {
    const [one, other, client] = [open(), open(), newClient()];
    one.take('queries', client, 6);
    await until('the other server knows', () => {
      const standing = other.take('queries', client);
      return standing !== undefined && standing.remaining < 4;
    });
    await until('it is used up on both', () => {
      const standings = [one, other].map((rates) => rates.take('queries', client));
      return standings.every((standing) => standing?.isExceeded === true);
    });
    // Who used two budgets at once owes no more than one.
    await until('everything is told', async () => (await sharedOf(client, 10)) > 8);
    expect(await sharedOf(client, 10)).toBeLessThanOrEqual(10);
  });

  it('count together what comes while they are telling each other', async () => {
    // Of which a handful comes back while this runs.
    const large = { ...quotas, queries: 1_000 };
    const servers = [open({ quotas: large }), open({ quotas: large })];
    const client = newClient();
    const begun = performance.now();
    let taken = 0;
    for (let round = 0; taken < 900; round += 1) {
      for (const rates of servers) rates.take('queries', client);
      taken += servers.length;
      if (round % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const back = (): number => ((performance.now() - begun) / 60_000) * 1_000;
    // But for what each may keep to itself: a twentieth.
    await until('all of it is told', async () => (await sharedOf(client, 1_000)) + back() >= taken - 2 * 50);
    expect(await sharedOf(client, 1_000)).toBeLessThanOrEqual(taken);
  });

  it('are told together of a client who spreads what is too much over them', async () => {
    const spread = { quotas: { ...quotas, queries: 100 }, windowSeconds: 2 };
    const [servers, client] = [[open(spread), open(spread)], newClient()];
    const begun = performance.now();
    let taken = 0;
    const refused = await until('it is refused', () => {
      // Each server alone sees three quarters of what comes back in the same time.
      const due = Math.floor((performance.now() - begun) * (100 / 2_000) * 0.75) - taken;
      taken += due;
      const standings = servers.map((rates) => rates.take('queries', client, due));
      return standings.find((standing) => standing?.isExceeded);
    });
    expect(refused).toMatchObject({ budget: 'queries', quota: 100 });
  });
});

describe('what is told late', () => {
  /** What it answers that one client's bucket lacks. */
  async function tell(key: string, { ms, ageMs }: { ms: number; ageMs: number }): Promise<number> {
    let answered = Number.NaN;
    const takeOver = (msToFull: number): void => void (answered = msToFull);
    await addToShared(database, [{ key, ms, ageMs, takeOver, undo: () => {} }], 60_000);
    return answered;
  }

  it('has been coming back since it was drawn', async () => {
    expect(await tell('late', { ms: 6_000, ageMs: 5_000 })).toBeCloseTo(1_000, -1);
    // The bucket was not full again meanwhile: what is drawn now is added, and as much as is drawn.
    const second = await tell('late', { ms: 6_000, ageMs: 0 });
    expect(second).toBeGreaterThan(5_990);
    expect(second).toBeLessThan(7_010);
    expect(await tell('gone', { ms: 1_000, ageMs: 50_000 })).toBeCloseTo(-49_000, -1);
    expect(await tell('gone', { ms: 30_000, ageMs: 10_000 })).toBeCloseTo(20_000, -1);
  });

  it('makes nobody wait longer than they were told', async () => {
    const clock = async (): Promise<number> => {
      const [row] = await sql<{ ms: number }>(
        database,
        'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
      );
      return row?.ms ?? 0;
    };
    const [rates, client] = [open({ everyMs: 1_000 }), newClient()];
    rates.take('queries', client, 8);
    const drawn = await clock();
    let asked = drawn;
    const fullAt = await until('it is told', async () => {
      const before = await clock();
      const [row] = await sql<{ ms: number }>(
        database,
        'SELECT (extract(epoch FROM full_at) * 1000)::float8 AS ms FROM rate_limits WHERE key = $1',
        [rowOf(client)],
      );
      if (!row) asked = before;
      return row?.ms;
    });
    // Later than it was drawn by no more than what the telling itself can have taken.
    expect(fullAt - (drawn + 48_000)).toBeLessThanOrEqual((await clock()) - asked + 50);
  });
});

describe('the database', () => {
  it('is never told of who uses little', async () => {
    const rates = open({ quotas: { ...quotas, queries: 1_000 } });
    const [modest, busy] = [newClient(), newClient()];
    rates.take('queries', modest, 49);
    rates.take('queries', busy, 50);
    await until('the busy one is told', async () => (await sharedOf(busy, 1_000)) > 0);
    expect(await sharedOf(modest, 1_000)).toBe(0);
  });

  it('that is away leaves each server counting for itself, says so once, and hears of it when it is back', async () => {
    const warnings: string[] = [];
    const logger = Object.assign(Object.create(silent) as typeof silent, {
      warn: (_: unknown, message: string) => void warnings.push(message),
    });
    const [one, other, client] = [open({ logger }), open(), newClient()];
    await sql(database, 'ALTER TABLE rate_limits RENAME TO lost');
    try {
      expect(one.take('queries', client, 8)).toMatchObject({ remaining: 2 });
      await until('the database is missed', () => warnings.length > 0);
      expect(one.take('queries', client, 10)).toMatchObject({ isExceeded: true });
      expect(other.take('queries', client)).toMatchObject({ remaining: 9 });
    } finally {
      await sql(database, 'ALTER TABLE lost RENAME TO rate_limits');
    }
    // What both have let through, and nothing of what was refused.
    await until('everything is told', async () => (await sharedOf(client, 10)) > 8);
    expect(await sharedOf(client, 10)).toBeLessThanOrEqual(9);
    expect(warnings).toEqual(['rate limits are counted by each server alone']);
  });

  it('keeps no bucket that is full again', async () => {
    const [rates, lasting, client, other] = [open({ windowSeconds: 1 }), open(), newClient(), newClient()];
    rates.take('queries', client, 5);
    lasting.take('queries', other, 5);
    const rows = () =>
      sql<{ key: string }>(database, 'SELECT key FROM rate_limits WHERE key = ANY($1)', [
        [client, other].map(rowOf),
      ]);
    await until('both are told', async () => (await rows()).length === 2);
    await until('the first is full', async () => {
      await expireRateLimits(database);
      return (await rows()).length === 1;
    });
    expect(await rows()).toEqual([{ key: rowOf(other) }]);
  });
});
