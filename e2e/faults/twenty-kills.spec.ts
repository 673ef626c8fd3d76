/**
 * Servers and workers that are killed twenty times, at moments of chance, while uploads come in: subscribers that resume have
 * seen exactly what the history has, every accepted image becomes READY, and webhooks tell of every event.
 *
 * `KILLS_SEED` repeats a run's order and moments; a failure names it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { type ResumingWatch, resumingWatch } from '../clients/resuming-watch.ts';
import { startReceiver, type WebhookReceiver } from '../clients/webhook-receiver.ts';
import { HistoryPage } from '../documents/history.ts';
import { CreateWebhookEndpoint } from '../documents/webhooks.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { HistoryPageQuery } from '../generated/graphql.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { databaseUrl } from '../stack/second-server.ts';
import { startStack, type Stack } from '../stack.ts';
import { until } from '../until.ts';

// A killed worker's jobs are missed after ten seconds; a slow machine starts processes slowly.
jest.setTimeout(600_000);
const seconds = 120;

const seed = process.env['KILLS_SEED'] ?? randomBytes(4).toString('hex');

/** A number below `limit` that follows from the seed and the name. */
const chance = (name: string, limit: number): number =>
  createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE() % limit;

const times = <Kill>(count: number, kill: Kill): Kill[] => Array.from({ length: count }, () => kill);

/** Twenty. After each of one process the supervisor pauses longer: none has more than six. */
const kills = [0, 1].flatMap((stack) => [
  ...times(6, { stack, role: 'server' } as const),
  ...times(4, { stack, role: 'worker' } as const),
]);

const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item, n) => ({ item, place: chance(`place ${n}`, 2 ** 32) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);

type HistoryEvent = HistoryPageQuery['viewer']['events']['nodes'][number];

interface Seen {
  readonly __typename: string;
  readonly image: { readonly id: string };
}

/** Of the images that events of this type are about. */
const idsOf = (events: readonly Seen[], type: string): string[] =>
  events.flatMap(({ __typename, image }) => (__typename === type ? [image.id] : []));

function isReady(events: readonly Seen[], imageIds: readonly string[]): boolean {
  const ready = new Set(idsOf(events, 'ImageReady'));
  return imageIds.every((id) => ready.has(id));
}

describeOwnStack('two servers and two workers that are killed at random', () => {
  let stacks: readonly Stack[];
  let receiver: WebhookReceiver;
  let owners: readonly Owner[];
  let owner: Owner;
  beforeAll(async () => {
    receiver = await startReceiver();
    const environment = {
      SIGNING_KEYS: `k1:${randomBytes(24).toString('hex')}`,
      ALLOW_PRIVATE_ADDRESSES: '127.0.0.1',
      RENDER_PROCESSES: '1',
      DELIVERY_PROCESSES: '1',
    };
    const first = await startStack({ environment });
    stacks = [first];
    const shared = { DATABASE_URL: await databaseUrl(first), STORAGE_DIR: first.blobsDir };
    stacks = [first, await startStack({ environment: { ...environment, ...shared } })];
    owner = await newOwner(first);
    owners = stacks.map((stack) => ownerWith(stack, owner));
    await owner.ask(CreateWebhookEndpoint, { input: { url: receiver.url } });
  });
  afterAll(async () => {
    // The second one uses the database of the first.
    for (const stack of stacks.toReversed()) await stack.remove();
    receiver.close();
  });

  /** What happened since the bookmark, or ever, the oldest first. */
  async function historySince(bookmark: string | undefined): Promise<HistoryEvent[]> {
    const found: HistoryEvent[] = [];
    let after: string | null | undefined;
    for (;;) {
      const { nodes, pageInfo } = (await owner.ask(HistoryPage, { after: after ?? null })).viewer.events;
      const end = nodes.findIndex(({ id }) => id === bookmark);
      found.push(...nodes.slice(0, end < 0 ? nodes.length : end));
      if (end >= 0 || !pageInfo.hasNextPage) return found.toReversed();
      after = pageInfo.endCursor;
    }
  }

  it('tell subscribers and receivers all that happened, and lose no image', async () => {
    const after = await owner.bookmark();
    const [socket, stream] = (['socket', 'stream'] as const).map((over) =>
      resumingWatch(owners, { over, after }),
    );
    if (!socket || !stream) throw new Error('two are watching');
    const uploads = keepUploading(socket);
    try {
      await killTwentyTimes(socket);
      const accepted = await uploads.end();
      await Promise.all(stacks.map((stack) => stack.serving()));
      const uploaded = idsOf(await historySince(after), 'ImageUploaded');
      expect(uploaded).toEqual(expect.arrayContaining(accepted));
      const isOver = async () => isReady(await historySince(after), uploaded);
      await until(isOver, { what: 'the last image', seconds, everyMs: 500 });
      for (const id of uploaded) await expectReady(id);
      const history = await historySince(after);
      for (const watch of [socket, stream]) await expectToldTo(watch, history);
      await expectSent(history);
    } catch (cause) {
      throw new Error(`with KILLS_SEED=${seed}`, { cause });
    } finally {
      await uploads.end();
      await Promise.all([socket.close(), stream.close()]);
    }
  });

  /** A job is tried four times. So that none is killed as often, all that a worker may have lost is done before the next but one dies. */
  async function killTwentyTimes(watch: ResumingWatch): Promise<void> {
    const uploadedAt: number[] = [];
    for (const [n, { stack, role }] of shuffled(kills).entries()) {
      const lost = idsOf(watch.events, 'ImageUploaded').slice(0, uploadedAt.at(-2) ?? 0);
      if (role === 'worker')
        await until(() => isReady(watch.events, lost), { what: `what was lost before kill ${n}`, seconds });
      const moment = watch.events.length + 1 + chance(`moment ${n}`, 20);
      await until(() => watch.events.length >= moment, {
        what: `the moment of kill ${n}`,
        seconds,
        everyMs: 2,
      });
      await stacks[stack]?.kill(role);
      if (role === 'worker') uploadedAt.push(idsOf(watch.events, 'ImageUploaded').length);
    }
  }

  /** By turns at each server; an upload that is cut off was not accepted, and is not sent again. */
  function keepUploading(watch: ResumingWatch): { end(): Promise<string[]> } {
    const accepted: string[] = [];
    const over = new AbortController();
    async function send(lane: number): Promise<void> {
      const file = fileOf(await jpeg({ width: 120 + lane, height: 100 }));
      for (let turn = lane; !over.signal.aborted; turn += 1) {
        // The workers are never far behind, also when one of them has just died with some.
        const isFree = () =>
          over.signal.aborted || accepted.length - idsOf(watch.events, 'ImageReady').length < 12;
        await until(isFree, { what: 'the workers', seconds });
        const image = await owners[turn % owners.length]?.upload(file).catch(() => undefined);
        if (image) accepted.push(image.id);
        // So that nobody is asked without a pause while both servers are away.
        else await sleep(20);
      }
    }
    const lanes = Promise.all([0, 1, 2].map(send));
    // Whoever waits for the end hears of it.
    lanes.catch(() => {});
    return {
      async end() {
        over.abort();
        await lanes;
        return accepted;
      },
    };
  }

  async function expectReady(id: string): Promise<void> {
    const { status, variants } = await owner.settled(id);
    expect([id, status, ...new Set(variants.map((variant) => variant.status))]).toEqual([
      id,
      'READY',
      'READY',
    ]);
  }

  /** No more, no less, in the same order. */
  async function expectToldTo(watch: ResumingWatch, history: readonly HistoryEvent[]): Promise<void> {
    const end = history.at(-1)?.id;
    await until(() => watch.events.some(({ id }) => id === end), { what: 'the last event', seconds });
    const told = (events: readonly Pick<HistoryEvent, '__typename' | 'id'>[]) =>
      events.map(({ __typename, id }) => `${__typename} ${id}`);
    expect(told(watch.events).slice(0, history.length)).toEqual(told(history));
    expect(watch.refusals).toEqual([]);
    expect(watch.connections).toBeGreaterThan(1);
  }

  /** At least once, and each time as the same message: its id is that of the event. */
  async function expectSent(history: readonly HistoryEvent[]): Promise<void> {
    const arrived = () => new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    const isSent = () => {
      const ids = arrived();
      return history.every(({ id }) => ids.has(id));
    };
    await until(isSent, { what: 'every webhook', seconds, everyMs: 200 });
    const bodies = Map.groupBy(receiver.received, ({ headers }) => headers['webhook-id']);
    for (const [id, messages] of bodies)
      expect([id, new Set(messages.map(({ body }) => body)).size]).toEqual([id, 1]);
    const ids = [...arrived()];
    const happened = new Set((await historySince(undefined)).map(({ id }) => id));
    expect(ids.filter((id = '') => !happened.has(id))).toEqual([]);
  }
});
