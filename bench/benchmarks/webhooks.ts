/** Ten thousand webhooks to one receiver on the loopback, beside bare requests with as many connections to the same one. */
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { DataSource } from 'typeorm';
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import { openDatabase } from '../../domain/database.ts';
import { appendEvents } from '../../domain/events/append-events.ts';
import { sql } from '../../platform/database/sql.ts';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { type BareProcess, withBare } from '../bare/bare-process.ts';
import { query } from '../client/graphql.ts';
import { processSeconds, treeSeconds } from '../machine/cpu-time.ts';
import { fillLibrary } from '../inputs/library.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { ms, percent } from '../statistics.ts';

const count = 10_000;
const inFlight = 10;
const target = 500;

const environment = {
  ALLOW_PRIVATE_ADDRESSES: '127.0.0.1',
  WEBHOOK_ALLOW_HTTP: 'true',
  WEBHOOK_IN_FLIGHT: String(inFlight),
};

export const webhooks: Benchmark = {
  name: 'webhooks',
  async run(bench) {
    return withStack({ ...bench, environment }, async (stack) => {
      await fillLibrary(stack.databaseUrl);
      const entry = new URL('../bare/receive-webhooks.js', import.meta.url);
      return withBare([{ entry }], async ([receiver], [ready]) => {
        if (!receiver) throw new Error('there is no receiver');
        return measure(bench, stack, { receiver, url: (ready as { url: string }).url });
      });
    });
  },
};

interface Counted {
  readonly received: number;
  readonly different: number;
}

async function measure(
  { progress }: Bench,
  stack: Stack,
  { receiver, url }: { receiver: BareProcess; url: string },
): Promise<Figure[]> {
  progress(`webhooks: ${count} bare requests`);
  const bare = await bareRate(url);
  await receiver.ask<Counted>({});
  await query(stack, 'mutation ($url: URL!) { createWebhookEndpoint(input: { url: $url }) { secret } }', {
    url,
  });
  const database = await openDatabase({
    url: stack.databaseUrl,
    poolSize: 2,
    applicationName: 'darkroom bench',
  });
  try {
    progress(`webhooks: ${count} events`);
    const { value: perSecond, ...spent } = await spending(stack, async () => {
      const begin = performance.now();
      await announce(database);
      await delivered(database);
      return (count * 1_000) / (performance.now() - begin);
    });
    return figures({ perSecond, bare, spent, ...(await receiver.ask<Counted>({})) });
  } finally {
    await database.destroy();
  }
}

/** Milliseconds of a processor for each message; undefined where the kernel does not count them. */
interface Spent {
  readonly worker: number | undefined;
  readonly postgres: number | undefined;
}

async function spending<T>(
  { workerPid, postgresPid }: Stack,
  work: () => Promise<T>,
): Promise<Spent & { readonly value: T }> {
  const now = async () => ({
    worker: await processSeconds(workerPid),
    postgres: postgresPid === undefined ? undefined : await treeSeconds(postgresPid),
  });
  const before = await now();
  const value = await work();
  const after = await now();
  const each = (process: keyof Spent): number | undefined => {
    const [from, to] = [before[process], after[process]];
    return from === undefined || to === undefined ? undefined : ((to - from) * 1_000) / count;
  };
  return { value, worker: each('worker'), postgres: each('postgres') };
}

/** Requests a second with a body of the usual size, kept connections and nothing written down. */
async function bareRate(url: string): Promise<number> {
  const { duration, errors } = await autocannon({
    url,
    method: 'POST',
    connections: inFlight,
    amount: count,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'x'.repeat(800) }),
  });
  if (errors > 0) throw new Error(`${errors} bare requests failed`);
  return count / duration;
}

async function announce(database: DataSource): Promise<void> {
  const images = await sql<{ id: string }>(database, 'SELECT id FROM images ORDER BY id');
  const events = Array.from({ length: count }, (_, index) => ({
    type: 'IMAGE_UPDATED' as const,
    imageId: images[index % images.length]?.id ?? '',
    ownerId: bootstrapOwner,
  }));
  await database.transaction((manager) => appendEvents(manager, events));
}

/** Resolves when each is known to have been accepted. */
async function delivered(database: DataSource): Promise<void> {
  for (;;) {
    const [row] = await sql<{ done: number }>(
      database,
      `SELECT count(*)::int AS done FROM webhook_deliveries WHERE status = 'DELIVERED'`,
    );
    if (row?.done === count) return;
    // Counting costs as well.
    await sleep(250);
  }
}

interface Measured extends Counted {
  readonly perSecond: number;
  readonly bare: number;
  readonly spent: Spent;
}

function figures({ perSecond, bare, spent, received, different }: Measured): Figure[] {
  return [
    {
      what: `${count} webhooks to one receiver, ${inFlight} in flight, from the commit to the last one written down`,
      measured: `${Math.round(perSecond)}/s`,
      limit: `bare requests ${Math.round(bare)}/s`,
      ratio: percent(perSecond / bare),
      target: `≥ ${target}/s`,
      met: perSecond >= target,
    },
    {
      what: 'Processor time for each of them: the worker, Postgres',
      measured: `${timeOf(spent.worker)}, ${timeOf(spent.postgres)}`,
      limit: `bare requests ${ms(1_000 / bare)} from one to the next`,
      ratio: '–',
    },
    {
      what: 'Messages that were accepted, different ones among them',
      measured: `${received}, ${different}`,
      limit: `${count} events`,
      ratio: percent(received / count),
      target: 'each once',
      met: received === count && different === count,
    },
  ];
}

const timeOf = (each: number | undefined): string =>
  each === undefined ? 'unknown' : `${each.toFixed(2)} ms`;
