import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { jobsOf } from '../../test/facts.ts';
import { insertJob } from '../../test/insert-job.ts';
import { silent } from '../../test/harness.ts';
import { until, within } from '../../test/until.ts';
import { openDataSource } from '../database/data-source.ts';
import { sql } from '../database/sql.ts';
import { AppError } from '../errors.ts';
import { deadLetterName, type JobContract } from './job-contract.ts';
import { openQueue, type Queue } from './queue.ts';

interface Payload {
  n: number;
}

const contract = (name: string, more: Partial<JobContract<Payload>> = {}): JobContract<Payload> => ({
  name,
  payload: z.strictObject({ n: z.int() }),
  retries: 2,
  heartbeatSeconds: 10,
  expireSeconds: 60,
  ...more,
});

let testDatabase: TestDatabase;
let database: DataSource;
let sender: Queue;
let workers: Queue[] = [];
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDataSource({ url: testDatabase.url, poolSize: 4, applicationName: 'queue test' }, []);
  sender = await openQueue({ url: testDatabase.url, logger: silent, role: 'sender' });
});
beforeEach(() => sql(database, 'DELETE FROM pgboss.job'));
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close(5_000)));
  workers = [];
});
afterAll(async () => {
  await sender.close(1_000);
  await database.destroy();
  await testDatabase.drop();
});

async function worker(): Promise<Queue> {
  const queue = await openQueue({ url: testDatabase.url, logger: silent, role: 'worker' });
  workers.push(queue);
  return queue;
}

const send = (job: JobContract<Payload>, n: number, group = 'somebody'): Promise<void> =>
  database.transaction((manager) => sender.send(job, { n }, { manager, group }));

const states = async (name: string): Promise<string[]> =>
  (await jobsOf({ database })).filter((job) => job.name === name).map(({ state }) => state);

/** Remembers what it was given. */
function recorder<T = number>() {
  const seen: T[] = [];
  return { seen, see: async (value: T) => void seen.push(value) };
}

/** Shorter than any poll: whoever keeps it was woken. */
const wakeMs = 3_000;

describe('a job', () => {
  const job = contract('sent');
  beforeAll(() => sender.declare(job));

  it('of a transaction that is rolled back never existed', async () => {
    const failing = database.transaction(async (manager) => {
      await sender.send(job, { n: 1 }, { manager, group: 'somebody' });
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await jobsOf({ database })).toEqual([]);
  });

  it('is nobody’s before the transaction commits, and is handled then without waiting for a poll', async () => {
    const { seen, see } = recorder();
    await (await worker()).work(job, { concurrency: 1 }, ({ n }) => see(n));
    await database.transaction(async (manager) => {
      await sender.send(job, { n: 2 }, { manager, group: 'somebody' });
      expect(await jobsOf({ database })).toEqual([]);
    });
    await until('the job is handled', () => seen.length > 0, wakeMs);
    await until('the job is completed', async () => (await states('sent'))[0] === 'completed');
  });

  it('with a payload that breaks its contract is not sent', async () => {
    const sending = database.transaction((manager) =>
      sender.send(job, { n: 'two' } as unknown as Payload, { manager, group: 'somebody' }),
    );
    await expect(sending).rejects.toThrow('expected');
    expect(await jobsOf({ database })).toEqual([]);
  });

  it('cannot be sent outside a transaction', async () => {
    await expect(
      sender.send(job, { n: 1 }, { manager: database.manager, group: 'somebody' }),
    ).rejects.toThrow('inside a transaction');
  });

  it('is handled once although two workers wait for it', async () => {
    const { seen, see } = recorder();
    for (const each of [await worker(), await worker()])
      await each.work(job, { concurrency: 2 }, ({ n }) => see(n));
    await Promise.all(Array.from({ length: 20 }, (_, n) => send(job, n)));
    await until('all are completed', async () =>
      (await states('sent')).every((state) => state === 'completed'),
    );
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it.each([
    { slots: 'one slot', work: { concurrency: 1 } },
    { slots: 'slots that one group may not fill', work: { concurrency: 3, perGroup: 2 } },
    { slots: 'fewer slots than one group may fill', work: { concurrency: 2, perGroup: 4 } },
  ])('of a backlog follows the one before it without a pause, with $slots', async ({ work }) => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => send(job, n)));
    const { seen, see } = recorder();
    await (await worker()).work(job, work, ({ n }) => see(n));
    await until('all are handled', () => seen.length >= 12, wakeMs);
    expect(new Set(seen).size).toBe(12);
  });
});

describe('a job that fails', () => {
  const job = contract('failing');
  beforeAll(() => sender.declare(job));
  // What follows is about the order of attempts; the pauses between them are pg-boss's.
  beforeEach(() => sql(database, `UPDATE pgboss.queue SET retry_delay = 0, retry_backoff = false`));

  it('with a failure that may pass is tried again, and is told how often', async () => {
    const { seen, see } = recorder();
    await (
      await worker()
    ).work(job, { concurrency: 1 }, async (_, { retryCount }) => {
      await see(retryCount);
      if (retryCount < 2) throw new AppError('STORAGE_UNAVAILABLE');
    });
    await send(job, 1);
    await until('the job is completed', async () => (await states('failing'))[0] === 'completed', 40_000);
    expect(seen).toEqual([0, 1, 2]);
    expect(await states(deadLetterName(job))).toEqual([]);
  });

  it('for good is handed to the dead letters with the reason of its last attempt', async () => {
    const [attempts, dead] = [recorder(), recorder<unknown>()];
    const queue = await worker();
    await queue.work(job, { concurrency: 1 }, async (_, { retryCount }) => {
      await attempts.see(retryCount);
      throw new AppError('RENDER_TIMEOUT', { seconds: retryCount });
    });
    await queue.workDeadLetters(job, (payload, reason) => dead.see({ payload, reason }));
    await send(job, 7);
    await until('the dead letter is handled', () => dead.seen.length > 0, 60_000);
    expect(attempts.seen).toEqual([0, 1, 2]);
    expect(dead.seen).toEqual([
      { payload: { n: 7 }, reason: { code: 'RENDER_TIMEOUT', detail: { seconds: 2 } } },
    ]);
  });

  it('hopelessly is not tried again', async () => {
    const [attempts, dead] = [recorder(), recorder<unknown>()];
    const queue = await worker();
    await queue.work(job, { concurrency: 1 }, async (_, { retryCount }) => {
      await attempts.see(retryCount);
      throw new AppError('IMAGE_CORRUPT');
    });
    await queue.workDeadLetters(job, (_, reason) => dead.see(reason));
    await send(job, 1);
    await until('the dead letter is handled', () => dead.seen.length > 0);
    expect(attempts.seen).toEqual([0]);
    expect(dead.seen).toEqual([{ code: 'IMAGE_CORRUPT', detail: {} }]);
  });

  it('for a reason that is not in the table tells the dead letters nothing of it', async () => {
    const dead = recorder<unknown>();
    const queue = await worker();
    await queue.work(contract('failing', { retries: 0 }), { concurrency: 1 }, () =>
      Promise.reject(new Error('password=hunter2')),
    );
    await queue.workDeadLetters(job, (_, reason) => dead.see(reason));
    await send(job, 1);
    await until('the dead letter is handled', () => dead.seen.length > 0, 60_000);
    expect(dead.seen).toEqual([{ code: 'INTERNAL', detail: {} }]);
    expect(JSON.stringify(await jobsOf({ database }))).not.toContain('hunter2');
  });

  it('does not keep the next from being handled', async () => {
    const { seen, see } = recorder();
    await (
      await worker()
    ).work(job, { concurrency: 1 }, async ({ n }) => {
      await see(n);
      if (n === 1) throw new AppError('IMAGE_CORRUPT');
    });
    await send(job, 1);
    await send(job, 2);
    await until('the second is handled', () => seen.includes(2), wakeMs);
    expect(seen).toEqual([1, 2]);
  });
});

describe('garbage that somebody put into a queue', () => {
  const job = contract('garbage');
  beforeAll(() => sender.declare(job));

  const garbage: readonly unknown[] = [
    null,
    'DROP TABLE images',
    [1, 2],
    {},
    { n: '1' },
    { n: 1, imageId: '../../etc/passwd' },
    JSON.parse('{"n":1,"__proto__":{"admin":true}}'),
  ];

  it('never reaches a handler and is set aside, and the worker goes on with the good job behind it', async () => {
    const { seen, see } = recorder();
    const dead = recorder<unknown>();
    const queue = await worker();
    await queue.work(job, { concurrency: 1 }, ({ n }) => see(n));
    await queue.workDeadLetters(job, (given) => dead.see(given));
    for (const payload of garbage) await insertJob(database, 'garbage', payload);
    await send(job, 42);
    await until('the good job is handled', () => seen.length > 0);
    await until('the garbage is set aside', async () => {
      const letters = await states('garbage.dead');
      return letters.length === garbage.length && letters.every((state) => state === 'completed');
    });
    expect(seen).toEqual([42]);
    expect(dead.seen).toEqual([]);
    const refused = (await jobsOf({ database })).filter(({ state }) => state === 'failed');
    expect(refused.map(({ output, retries }) => ({ output, retries }))).toEqual(
      garbage.map(() => ({ output: { code: 'INVALID_PAYLOAD' }, retries: 0 })),
    );
  });
});

describe('a dead letter', () => {
  const job = contract('dead');
  beforeAll(() => sender.declare(job));

  it('that cannot be handled is tried again and keeps no other from being handled', async () => {
    const { seen, see } = recorder();
    const queue = await worker();
    for (const n of [1, 2, 3]) await insertJob(database, 'dead.dead', { n });
    await queue.workDeadLetters(job, async ({ n }) => {
      await see(n);
      if (n === 1 && seen.filter((each) => each === 1).length < 2) throw new Error('not now');
    });
    await until('all are handled', async () =>
      (await states('dead.dead')).every((state) => state === 'completed'),
    );
    expect(new Set(seen)).toEqual(new Set([1, 2, 3]));
    expect(seen).toHaveLength(4);
    expect(seen.filter((n) => n === 1)).toEqual([1, 1]);
  });
});

describe('one owner with many jobs', () => {
  const job = contract('fair');
  beforeAll(() => sender.declare(job));

  it.each([
    { when: 'that comes later', already: false },
    { when: 'that was waiting behind them', already: true },
  ])('does not keep another owner’s one from being handled $when', async ({ already }) => {
    const blocked = Promise.withResolvers<void>();
    const { seen, see } = recorder();
    const queue = await worker();
    for (let n = 0; n < 20; n++) await send(job, n, 'greedy');
    if (already) await send(job, 100, 'modest');
    await queue.work(job, { concurrency: 3, perGroup: 2 }, async ({ n }) => {
      await see(n);
      // The greedy owner's jobs end only when the other's one has run.
      if (n === 100) blocked.resolve();
      else await blocked.promise;
    });
    await until('two of the many run', () => seen.length >= 2);
    if (!already) await send(job, 100, 'modest');
    await until('the one is handled', () => seen.includes(100));
    expect(seen.filter((n) => n < 100 && seen.indexOf(n) < seen.indexOf(100))).toHaveLength(2);
    await until('all are handled', () => seen.length === 21);
    expect(new Set(seen).size).toBe(21);
  });
});

describe('a worker', () => {
  const job = contract('working');
  beforeAll(() => sender.declare(job));

  it('finishes what it has begun before it closes', async () => {
    const queue = await worker();
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    await queue.work(job, { concurrency: 1 }, async () => {
      begun.resolve();
      await finish.promise;
    });
    await send(job, 1);
    await within('the job begins', begun.promise);
    const closing = queue.close(30_000);
    workers = [];
    finish.resolve();
    await within('the queue closes', closing);
    expect(await states('working')).toEqual(['completed']);
  });

  it('that may not take longer tells the job to stop and hands it back to others', async () => {
    const queue = await worker();
    const begun = Promise.withResolvers<void>();
    const told = Promise.withResolvers<void>();
    await queue.work(job, { concurrency: 1 }, async (_, { signal }) => {
      begun.resolve();
      await new Promise((_, reject) => signal.addEventListener('abort', reject)).finally(told.resolve);
    });
    await send(job, 1);
    await within('the job begins', begun.promise);
    workers = [];
    await within('the queue closes', queue.close(1_000));
    await within('the handler is told', told.promise);

    const { seen, see } = recorder();
    await (await worker()).work(job, { concurrency: 1 }, ({ n }) => see(n));
    await until('another worker does it', () => seen.length > 0);
    expect(await until('it is completed', async () => (await states('working'))[0] === 'completed')).toBe(
      true,
    );
  });

  it('hands back a job as often as it is cut off, also one that is not to be tried again', async () => {
    const once = contract('working-once', { retries: 0 });
    await sender.declare(once);
    await send(once, 1);
    for (const _ of [1, 2]) {
      const queue = await worker();
      workers = [];
      const begun = Promise.withResolvers<void>();
      await queue.work(once, { concurrency: 1 }, async (_, { signal }) => {
        begun.resolve();
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new AppError('RENDER_FAILED', { reason: 'killed' }))),
        );
      });
      await within('the job begins', begun.promise);
      await within('the queue closes', queue.close(0));
    }
    const { seen, see } = recorder();
    await (await worker()).work(once, { concurrency: 1 }, ({ n }) => see(n));
    await until('another worker does it', () => seen.length > 0);
    expect(seen).toEqual([1]);
  });

  it('that was killed is missed by its heartbeat, and another does its job', async () => {
    // What a killed worker leaves: a job that is active and whose heartbeat has stopped.
    await send(job, 9);
    await sql(
      database,
      `UPDATE pgboss.job SET state = 'active', started_on = now() - interval '1 minute',
              heartbeat_on = now() - interval '1 minute' WHERE name = 'working'`,
    );
    const { seen, see } = recorder();
    await (await worker()).work(job, { concurrency: 1 }, ({ n }, { retryCount }) => see(n * 10 + retryCount));
    await until('another worker does it', () => seen.length > 0, 40_000);
    expect(seen).toEqual([91]);
  });
});

describe('declaring a queue', () => {
  it('can be repeated and takes over what has changed', async () => {
    await sender.declare(contract('declared', { retries: 1 }));
    await sender.declare(contract('declared', { retries: 5, heartbeatSeconds: 20 }));
    const [queue] = await sql(
      database,
      `SELECT retry_limit AS retries, heartbeat_seconds AS heartbeat, dead_letter AS dead, notify
         FROM pgboss.queue WHERE name = 'declared'`,
    );
    expect(queue).toEqual({ retries: 5, heartbeat: 20, dead: 'declared.dead', notify: true });
  });
});
