/**
 * Five thousand sockets with one subscription each on one server: what an idle one costs, how soon after a commit a frame
 * is there, and how many frames a second one server forwards. Beside it a server of bare WebSockets that sends the same
 * texts to as many sockets of the same client.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import { openDatabase } from '../../domain/database.ts';
import { appendEvents } from '../../domain/events/append-events.ts';
import { sql } from '../../platform/database/sql.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type BareProcess, withBare } from '../bare/bare-process.ts';
import type { Awaiting, Heard, Opening } from '../bare/hold-subscriptions.ts';
import type { Sending } from '../bare/serve-frames.ts';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { authorization, endpoint } from '../client/graphql.ts';
import { fillLibrary } from '../inputs/library.ts';
import { processSeconds } from '../machine/cpu-time.ts';
import { residentBytes } from '../machine/memory.ts';
import { assertOpenFiles } from '../machine/open-files.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { kilobytes, ms, percent } from '../statistics.ts';

const sockets = 5_000;
/** Each follows one image, and as many the same one. */
const groups = 10;
const perSecond = 50;
const seconds = 10;
/** Of the burst: 20 for each image. */
const burst = 20 * groups;
const targets = { p99Ms: 250, bytes: 25 * 1024, framesPerSecond: 20_000 };

/** Longer than anything takes that goes well. */
const patienceMs = 120_000;
/** What opening has left behind is collected by then. */
const settleMs = 5_000;

const query = `subscription ($imageIds: [ID!]) {
  imageEvents(imageIds: $imageIds) { __typename id occurredAt image { id status title tags updatedAt } }
}`;

export const subscriptions: Benchmark = {
  name: 'subscriptions',
  async run(bench) {
    assertOpenFiles(sockets);
    const product = await withStack(bench, async (stack) => {
      await fillLibrary(stack.databaseUrl);
      return withClient((client) => measureProduct(bench, stack, client));
    });
    const bare = await withBare([entryOf('serve-frames')], async ([server], [ready]) =>
      withClient((client) =>
        measureBare(bench, {
          server: server as BareProcess,
          url: (ready as { url: string }).url,
          client,
          product,
        }),
      ),
    );
    return figures(product, bare);
  },
};

const entryOf = (name: string) => ({ entry: new URL(`../bare/${name}.js`, import.meta.url) });

const withClient = <T>(use: (client: BareProcess) => Promise<T>): Promise<T> =>
  withBare([entryOf('hold-subscriptions')], ([client]) => use(client as BareProcess));

/** The same clock in all processes of a machine. */
const machineNow = (): number => Number(process.hrtime.bigint()) / 1e6;

const groupOf = (index: number): number => index % groups;

interface Measured {
  readonly bytesEach: number | undefined;
  readonly framesPerSecond: number;
  /** Milliseconds of the server's processor. */
  readonly cpuEach: number | undefined;
}

interface MeasuredProduct extends Measured {
  readonly p50: number;
  readonly p99: number;
  readonly steadyCpuEach: number | undefined;
  readonly lost: number;
  readonly frames: { readonly heard: number; readonly sent: number };
  readonly sample: string;
}

async function measureProduct(
  { progress }: Bench,
  stack: Stack,
  client: BareProcess,
): Promise<MeasuredProduct> {
  const database = await openDatabase({
    url: stack.databaseUrl,
    poolSize: 2,
    applicationName: 'darkroom bench',
  });
  try {
    const images = await sql<{ id: string }>(database, 'SELECT id FROM images ORDER BY id LIMIT $1', [
      groups,
    ]);
    const imageIds = images.map(({ id }) => id);
    progress(`subscriptions: ${sockets} sockets`);
    const { bytesEach, sample } = await openAll(client, stack.serverPid, {
      url: endpoint(stack).replace(/^http/, 'ws'),
      connectionParams: { authorization: authorization(stack) },
      payloads: payloadsOf((group) => ({
        query,
        variables: { imageIds: [toGlobalId('image', imageIds[group] ?? '')] },
      })),
    });
    progress(`subscriptions: ${perSecond} events a second for ${seconds} seconds`);
    const steady = await spending(stack.serverPid, () => announceSteadily({ database, imageIds, client }));
    progress(`subscriptions: ${burst} events at once`);
    const many = await spending(stack.serverPid, () => announceAtOnce({ database, imageIds, client }));
    const sent = (perSecond * seconds + burst) * (sockets / groups);
    return {
      bytesEach,
      sample,
      ...(steady.value.delays ?? { p50: Number.NaN, p99: Number.NaN }),
      steadyCpuEach: steady.seconds && (steady.seconds * 1_000) / steady.value.frames,
      framesPerSecond: many.value.framesPerSecond,
      cpuEach: many.seconds && (many.seconds * 1_000) / many.value.frames,
      lost: sockets - many.value.open,
      frames: { sent, heard: steady.value.frames + many.value.frames },
    };
  } finally {
    await database.destroy();
  }
}

const payloadsOf = (payload: (group: number) => object): object[] =>
  Array.from({ length: sockets }, (_, index) => payload(groupOf(index)));

async function openAll(client: BareProcess, pid: number | undefined, opening: Opening) {
  const before = pid && (await residentBytes(pid));
  const { sample } = await client.ask<Heard>(opening);
  await sleep(settleMs);
  const after = pid && (await residentBytes(pid));
  return { sample, bytesEach: before && after && (after - before) / sockets };
}

async function spending<T>(pid: number | undefined, work: () => Promise<T>) {
  const before = await processSeconds(pid);
  const value = await work();
  const after = await processSeconds(pid);
  return { value, seconds: before !== undefined && after !== undefined ? after - before : undefined };
}

interface Announcing {
  readonly database: DataSource;
  readonly imageIds: readonly string[];
  readonly client: BareProcess;
}

const eventOf = (imageId: string) => ({ type: 'IMAGE_UPDATED' as const, imageId, ownerId: bootstrapOwner });

/** A transaction each, of each image in turn. The delay is counted from the moment before it begins. */
async function announceSteadily({ database, imageIds, client }: Announcing): Promise<Heard> {
  const announced: number[][] = imageIds.map(() => []);
  const begin = machineNow();
  for (let count = 0; count < perSecond * seconds; count += 1) {
    await sleep(Math.max(0, begin + (count * 1_000) / perSecond - machineNow()));
    const group = groupOf(count);
    announced[group]?.push(machineNow());
    await database.transaction((manager) => appendEvents(manager, [eventOf(imageIds[group] ?? '')]));
  }
  return client.ask<Heard>({
    frames: perSecond * seconds * (sockets / groups),
    withinMs: patienceMs,
    announced: Array.from({ length: sockets }, (_, index) => announced[groupOf(index)] ?? []),
  } satisfies Awaiting);
}

async function announceAtOnce({ database, imageIds, client }: Announcing) {
  const begin = machineNow();
  const events = Array.from({ length: burst }, (_, index) => eventOf(imageIds[groupOf(index)] ?? ''));
  await database.transaction((manager) => appendEvents(manager, events));
  return heardSince(begin, client);
}

async function heardSince(begin: number, client: BareProcess) {
  const awaiting: Awaiting = { frames: burst * (sockets / groups), withinMs: patienceMs };
  const heard = await client.ask<Heard>(awaiting);
  return { ...heard, framesPerSecond: (heard.frames * 1_000) / (heard.at - begin) };
}

interface MeasuringBare {
  readonly server: BareProcess;
  readonly url: string;
  readonly client: BareProcess;
  readonly product: MeasuredProduct;
}

async function measureBare(
  { progress }: Bench,
  { server, url, client, product }: MeasuringBare,
): Promise<Measured> {
  progress(`subscriptions: ${sockets} bare sockets`);
  const opening: Opening = { url, payloads: payloadsOf((group) => ({ group })) };
  const { bytesEach } = await openAll(client, server.pid, opening);
  const sending: Sending = {
    frame: product.sample,
    groups: Array.from({ length: burst }, (_, index) => groupOf(index)),
  };
  const { value, seconds } = await spending(server.pid, async () => {
    const begin = machineNow();
    await server.ask(sending);
    return heardSince(begin, client);
  });
  return {
    bytesEach,
    framesPerSecond: value.framesPerSecond,
    cpuEach: seconds && (seconds * 1_000) / value.frames,
  };
}

function figures(product: MeasuredProduct, bare: Measured): Figure[] {
  const { frames, lost, bytesEach, framesPerSecond } = product;
  return [
    {
      what: `From the commit to the frame, ${perSecond} events a second to ${sockets / groups} of ${sockets} sockets each: p99, p50`,
      measured: `${ms(product.p99)}, ${ms(product.p50)}`,
      limit: `each ${micro(product.steadyCpuEach)}`,
      ratio: '–',
      target: `p99 < ${targets.p99Ms} ms`,
      met: product.p99 < targets.p99Ms,
    },
    {
      what: `Frames a second after ${burst} events at once`,
      measured: `${Math.round(framesPerSecond)}/s, ${micro(product.cpuEach)} each`,
      limit: `bare sockets ${Math.round(bare.framesPerSecond)}/s, ${micro(bare.cpuEach)} each`,
      ratio: percent(framesPerSecond / bare.framesPerSecond),
      target: `≥ ${targets.framesPerSecond}/s`,
      met: framesPerSecond >= targets.framesPerSecond,
    },
    {
      what: 'Memory of an idle subscription with its socket',
      measured: kilobytes(bytesEach),
      limit: `bare sockets ${kilobytes(bare.bytesEach)}`,
      ratio: percent((bytesEach ?? Number.NaN) / (bare.bytesEach ?? Number.NaN)),
      target: `< ${kilobytes(targets.bytes)}`,
      ...(bytesEach !== undefined && { met: bytesEach < targets.bytes }),
    },
    {
      what: 'Frames that came, sockets that were lost',
      measured: `${frames.heard}, ${lost}`,
      limit: `${frames.sent} announced`,
      ratio: percent(frames.heard / frames.sent),
      target: 'all, none',
      met: frames.heard === frames.sent && lost === 0,
    },
  ];
}

const micro = (each: number | undefined): string =>
  each === undefined ? 'unknown' : `${Math.round(each * 1_000)} µs of a processor`;
