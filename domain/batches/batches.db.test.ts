import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { batchProfiles, countsOf, foundBatch } from '../../test/batches.ts';
import { take } from '../../test/followed.ts';
import { jobsOf } from '../../test/facts.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { renderBoth, variantsOf } from '../../test/rendering.ts';
import { seedImage, seedImages } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { anonymous, type Viewer } from '../access/viewer.ts';
import { deleteImages } from '../images/delete-images.ts';
import type { ImageFilter } from '../images/image-filter.ts';
import { advanceBatch } from './advance-batch.ts';
import type { BatchEntity } from './batch.entity.ts';
import { cancelBatch } from './cancel-batch.ts';
import { expireBatches } from './expire-batches.ts';
import { findBatches } from './find-batches.ts';
import { followBatch } from './follow-batch.ts';
import { reprocessImages, reprocessOne, type ReprocessSelection } from './reprocess-images.ts';
import { settleReprocessed } from './settle-items.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([
    openHarness({ profiles: batchProfiles }),
    photo({ width: 160, height: 120 }),
  ]);
});
beforeEach(async () => {
  for (const table of ['batches', 'images', 'pgboss.job'])
    await sql(harness.database, `DELETE FROM ${table}`);
});
afterAll(() => harness.close());

const requestId = 'a-request';

const reprocess = (selection: Omit<ReprocessSelection, 'requestId'> = {}, viewer: Viewer = alice) =>
  reprocessImages(harness, viewer, { ...selection, requestId });

const found = (batch: { id: string }) => foundBatch(harness, batch);
const counted = async (batch: { id: string }) => countsOf(await found(batch));

async function uploaded(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { image } = await harness.upload(picture);
    await renderBoth(harness, image.id);
    ids.push(image.id);
  }
  return ids;
}

/** The images that reprocessing jobs were sent for. */
const sentFor = async (): Promise<string[]> =>
  (await jobsOf(harness)).filter(({ name }) => name === 'reprocess').map(({ data }) => String(data.imageId));

const settle = (batch: BatchEntity, imageId: string, outcome: 'ready' | 'failed' | 'deleted' = 'ready') =>
  settleReprocessed(harness, { batchId: batch.id, imageId, outcome });

describe('a reprocessing of many images', () => {
  it('takes them in chunks, never the same twice, and ends when all are done', async () => {
    const images = await seedImages(
      harness.database,
      // Many of the same moment: the order has to tell them apart.
      Array.from({ length: 230 }, (_, n) => ({ createdAt: new Date(Date.now() - 1_000 * (n % 3) - 5_000) })),
    );
    const batch = await reprocess();
    expect(countsOf(batch)).toBe('RUNNING 0+0+0 of null');
    await advanceBatch(harness, batch.id);
    expect(await sentFor()).toHaveLength(100);
    expect(await counted(batch)).toBe('RUNNING 0+0+0 of 230');
    // Enough is open: asking again changes nothing.
    await advanceBatch(harness, batch.id);
    expect(await sentFor()).toHaveLength(100);

    const done = new Set<string>();
    while ((await found(batch)).status === 'RUNNING') {
      for (const id of await sentFor()) if (!done.has(id)) await settle(batch, id);
      for (const id of await sentFor()) done.add(id);
      await advanceBatch(harness, batch.id);
      const { openItems } = await found(batch);
      expect(openItems).toBeLessThanOrEqual(150);
    }
    expect(await counted(batch)).toBe('READY 230+0+0 of 230, ended');
    const sent = await sentFor();
    expect(sent).toHaveLength(230);
    expect(new Set(sent)).toEqual(new Set(images.map(({ id }) => id)));
  });

  it('goes on by itself when most of a chunk is done', async () => {
    await seedImages(
      harness.database,
      Array.from({ length: 120 }, () => ({ createdAt: new Date(Date.now() - 5_000) })),
    );
    const batch = await reprocess();
    await advanceBatch(harness, batch.id);
    const advances = async () =>
      (await jobsOf(harness)).filter(({ name }) => name === 'advance-batch').length;
    const before = await advances();
    const sent = await sentFor();
    for (const id of sent.slice(0, 49)) await settle(batch, id);
    expect(await advances()).toBe(before);
    await settle(batch, sent[49] ?? '');
    expect(await advances()).toBe(before + 1);
  });

  it('counts an image once, however often its job says so, and is not ended twice', async () => {
    const [image] = await seedImages(harness.database, [{ createdAt: new Date(Date.now() - 5_000) }]);
    const batch = await reprocess();
    await advanceBatch(harness, batch.id);
    await Promise.all(Array.from({ length: 4 }, () => settle(batch, image?.id ?? '')));
    const ended = await found(batch);
    expect(countsOf(ended)).toBe('READY 1+0+0 of 1, ended');
    await settle(batch, image?.id ?? '', 'failed');
    await advanceBatch(harness, batch.id);
    expect(await found(batch)).toEqual(ended);
  });

  it('of nothing ends with its first look', async () => {
    const batch = await reprocess({ profile: 'other' });
    await advanceBatch(harness, batch.id);
    expect(await counted(batch)).toBe('READY 0+0+0 of 0, ended');
  });

  it('leaves out what came after it, and in the end has as many as there were', async () => {
    const past = new Date(Date.now() - 5_000);
    const images = await seedImages(
      harness.database,
      Array.from({ length: 101 }, () => ({ createdAt: past })),
    );
    const batch = await reprocess();
    await seedImage(harness.database, { createdAt: new Date(Date.now() + 60_000) });
    await advanceBatch(harness, batch.id);
    expect((await found(batch)).total).toBe(101);
    const sent = new Set(await sentFor());
    await deleteImages(
      harness,
      alice,
      images.flatMap(({ id }) => (sent.has(id) ? [] : [id])),
    );
    for (const id of sent) await settle(batch, id);
    await advanceBatch(harness, batch.id);
    expect(await counted(batch)).toBe('READY 100+0+0 of 100, ended');
  });

  it('is cancelled between two images, and what is told afterwards is not counted', async () => {
    const past = new Date(Date.now() - 5_000);
    await seedImages(
      harness.database,
      Array.from({ length: 3 }, () => ({ createdAt: past })),
    );
    const batch = await reprocess();
    await advanceBatch(harness, batch.id);
    const [one = '', two = ''] = await sentFor();
    await settle(batch, one);
    const cancelled = await cancelBatch(harness.database, alice, batch.id);
    expect(countsOf(cancelled)).toBe('CANCELLED 1+0+0 of 3, ended');
    await settle(batch, two);
    await advanceBatch(harness, batch.id);
    expect(await cancelBatch(harness.database, alice, batch.id)).toEqual(cancelled);
    const worker = await harness.startWorker();
    await until('the jobs have ended', async () =>
      (await jobsOf(harness)).every(({ name, state }) => name !== 'reprocess' || state === 'completed'),
    );
    await worker.stop();
    expect(await found(batch)).toEqual(cancelled);
  });

  it('is done by workers, while uploads go on', async () => {
    const ids = await uploaded(3);
    await sql(
      harness.database,
      `UPDATE variants SET geometry = '{"width": 9, "height": 9, "fit": "cover", "gravity": "center"}'`,
    );
    const batch = await reprocess();
    const worker = await harness.startWorker();
    const { image } = await harness.upload(picture);
    await until('the batch ends', async () => (await found(batch)).status === 'READY');
    await until('the upload is ready', async () =>
      (await variantsOf(harness, image.id)).every(({ status }) => status === 'READY'),
    );
    await worker.stop();
    expect(await counted(batch)).toMatch(/^READY [34]\+0\+0 of [34], ended$/);
    for (const id of ids)
      expect((await variantsOf(harness, id))[0]).toMatchObject({ geometry: { width: 40 } });
  });
});

describe('which images are reprocessed', () => {
  const past = new Date(Date.now() - 5_000);
  const all: Record<string, string> = {};
  beforeEach(async () => {
    const images = await seedImages(harness.database, [
      { title: 'plain', createdAt: past },
      { title: 'other', profile: 'other', tags: ['a', 'b'], createdAt: past },
      { title: 'bobs', ownerId: 'bob', createdAt: past },
    ]);
    for (const { id, title } of images) all[id] = title ?? '';
  });

  const titles = async (
    selection: Omit<ReprocessSelection, 'requestId'>,
    viewer: Viewer,
  ): Promise<string[]> => {
    const batch = await reprocess(selection, viewer);
    await advanceBatch(harness, batch.id);
    return (await sentFor()).map((id) => all[id] ?? id).sort();
  };

  it.each<[string, Omit<ReprocessSelection, 'requestId'>, Viewer, string[]]>([
    ['all of the viewer', {}, alice, ['other', 'plain']],
    ['those of a profile', { profile: 'other' }, alice, ['other']],
    ['those that a filter finds', { filter: { tags: ['b'], status: ['PROCESSING'] } }, alice, ['other']],
    ['those in a time', { filter: { createdAfter: new Date() } }, alice, []],
    ['those of an owner that an admin names', { filter: { ownerId: 'bob' } }, admin, ['bobs']],
    ['those of everybody', { allOwners: true }, admin, ['bobs', 'other', 'plain']],
    ['those of a profile, of everybody', { allOwners: true, profile: 'default' }, admin, ['bobs', 'plain']],
    ['none of an admin who has none', {}, admin, []],
  ])('are %s', async (_what, selection, viewer, expected) => {
    expect(await titles(selection, viewer)).toEqual(expected);
  });

  const ofAlice: ImageFilter = { ownerId: 'alice' };
  it.each<[string, Omit<ReprocessSelection, 'requestId'>, Viewer, string]>([
    ['of others', { filter: ofAlice }, bob, 'FORBIDDEN'],
    ['of everybody', { allOwners: true }, alice, 'FORBIDDEN'],
    ['of everybody and of one', { allOwners: true, filter: ofAlice }, admin, 'INVALID_INPUT'],
    ['without MANAGE', {}, viewerOf('alice', 'READ', 'UPLOAD'), 'FORBIDDEN'],
    ['without a key', {}, anonymous, 'UNAUTHENTICATED'],
    ['of a profile that there is not', { profile: 'nope' }, alice, 'UNKNOWN_PROFILE'],
  ])('are never those %s', async (_what, selection, viewer, code) => {
    await expect(reprocess(selection, viewer)).rejects.toMatchObject({ code });
    expect(await jobsOf(harness)).toEqual([]);
  });

  it('are looked for by at most 20 batches of an owner at a time, however many are asked for at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 25 }, () => reprocess()));
    const begun = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(begun).toHaveLength(20);
    await expect(reprocess()).rejects.toMatchObject({ code: 'TOO_MANY_BATCHES' });
    await expect(reprocess({}, bob)).resolves.toBeDefined();
    await cancelBatch(harness.database, alice, begun[0]?.id ?? '');
    await expect(reprocess()).resolves.toBeDefined();
  });
});

describe('a reprocessing of one image', () => {
  it('is a batch of one, ahead of those of many', async () => {
    const past = new Date(Date.now() - 5_000);
    const [first, named] = await seedImages(harness.database, [{ createdAt: past }, { createdAt: past }]);
    const many = await reprocess();
    await advanceBatch(harness, many.id);
    const { batch, image } = await reprocessOne(harness, alice, { imageId: named?.id ?? '', requestId });
    expect(countsOf(batch)).toBe('RUNNING 0+0+0 of 1');
    expect(image.id).toBe(named?.id);
    const order = await sql<{ id: string }>(
      harness.database,
      `SELECT data->>'batchId' AS id FROM pgboss.job WHERE name = 'reprocess' ORDER BY priority DESC, created_on LIMIT 1`,
    );
    expect(order).toEqual([{ id: batch.id }]);
    await settle(batch, named?.id ?? '', 'failed');
    expect(await counted(batch)).toBe('READY 0+1+0 of 1, ended');
    expect(first).toBeDefined();
  });

  it('is for its owner and for admins', async () => {
    const { id } = await seedImage(harness.database);
    const ask = (viewer: Viewer, imageId = id) => reprocessOne(harness, viewer, { imageId, requestId });
    await expect(ask(bob)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(alice, newUuid())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(viewerOf('alice', 'READ'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask(admin)).batch.ownerId).toBe('root');
  });
});

describe('a batch', () => {
  it('is in the audit log with whose images it is about', async () => {
    const { id } = await seedImage(harness.database, { status: 'READY' });
    await sql(harness.database, 'DELETE FROM audit_log');
    const { batch } = await reprocessOne(harness, admin, { imageId: id, requestId });
    const many = await reprocess({ filter: { ownerId: 'alice' } }, admin);
    await cancelBatch(harness.database, admin, many.id);
    const entries = await sql(
      harness.database,
      `SELECT action, actor_id AS actor, owner_id AS owner, image_id AS image, detail FROM audit_log ORDER BY id`,
    );
    const about = { actor: 'root', owner: 'alice', image: null };
    expect(entries).toEqual([
      { ...about, action: 'BATCH_STARTED', image: id, detail: toGlobalId('batch', batch.id) },
      { ...about, action: 'BATCH_STARTED', detail: toGlobalId('batch', many.id) },
      { ...about, action: 'BATCH_CANCELLED', owner: 'root', detail: toGlobalId('batch', many.id) },
    ]);
  });

  it('is followed by its owner: as it is, as it gets on, and its end, once', async () => {
    const [one, two] = await seedImages(harness.database, [{}, {}]);
    await sql(harness.database, `UPDATE images SET created_at = now() - interval '5 seconds'`);
    const batch = await reprocess();
    const stream = await followBatch(harness, { viewer: alice, batchId: batch.id });
    const events = await take(stream, 1);
    await advanceBatch(harness, batch.id);
    events.push(...(await take(stream, 1)));
    await settle(batch, one?.id ?? '');
    events.push(...(await take(stream, 1)));
    await settle(batch, two?.id ?? '');
    events.push(...(await take(stream, 1)));
    expect(events.map(({ type, row }) => `${type} ${row.ready} of ${row.total}`)).toEqual([
      'SNAPSHOT 0 of null',
      'PROGRESS 0 of 2',
      'PROGRESS 1 of 2',
      'READY 2 of 2',
    ]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    const late = await followBatch(harness, { viewer: admin, batchId: batch.id });
    expect((await take(late, 2)).map(({ type }) => type)).toEqual(['SNAPSHOT', 'READY']);
    await late.return();
    await expect(followBatch(harness, { viewer: bob, batchId: batch.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is cancelled by its owner and by admins alone', async () => {
    const batch = await reprocess();
    for (const [viewer, code] of [
      [bob, 'NOT_FOUND'],
      [viewerOf('alice', 'READ'), 'FORBIDDEN'],
      [anonymous, 'UNAUTHENTICATED'],
    ] as const)
      await expect(cancelBatch(harness.database, viewer, batch.id)).rejects.toMatchObject({ code });
    expect((await cancelBatch(harness.database, admin, batch.id)).status).toBe('CANCELLED');
  });

  it('is forgotten some time after its end', async () => {
    const [running, ended] = [await reprocess(), await reprocess()];
    await cancelBatch(harness.database, alice, ended.id);
    await sql(harness.database, `UPDATE batches SET created_at = now() - interval '40 days'`);
    await expireBatches(harness.database, 30);
    expect(await findBatches(harness.database, [ended.id])).toHaveLength(1);
    await sql(harness.database, `UPDATE batches SET finished_at = now() - interval '31 days' WHERE id = $1`, [
      ended.id,
    ]);
    await expireBatches(harness.database, 30);
    expect(await findBatches(harness.database, [running.id, ended.id])).toMatchObject([{ id: running.id }]);
  });
});
