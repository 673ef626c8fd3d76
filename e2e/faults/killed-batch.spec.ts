/** A batch whose workers die at work ends all the same, with every image counted once: batchEvents tells its end once. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { followBatch } from '../clients/batch-events.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { BatchById, RenderBatch, ReprocessImages } from '../documents/batches.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

// A worker that vanished is noticed by its missing heartbeat, which takes its time.
jest.setTimeout(150_000);
const seconds = 120;

describeOwnStack('a batch whose worker dies', () => {
  let stack: Stack;
  let owner: Owner;
  let imageIds: string[];
  beforeAll(async () => {
    stack = await startStack();
    owner = await newOwner(stack);
    const photo = fileOf(await jpeg({ width: 1_600, height: 1_200 }));
    const images = await Promise.all(Array.from({ length: 12 }, () => owner.upload(photo)));
    imageIds = images.map(({ id }) => id);
    for (const id of imageIds) await owner.settled(id);
  });
  afterAll(() => stack.remove());

  const readyOf = async (id: string): Promise<number> =>
    (await owner.ask(BatchById, { id })).batch?.ready ?? 0;

  it('in the middle of its outputs ends once, with all of them', async () => {
    const outputs = ['w1500-qauto.webp', 'w1400.avif', 'x64.png'];
    const { batch } = (await owner.ask(RenderBatch, { input: { imageIds, outputs } })).renderVariants;
    const id = batch?.id ?? '';
    const following = followBatch(owner, id);
    await until(async () => (await readyOf(id)) > 0, { what: 'the first image', seconds, everyMs: 20 });
    await stack.kill('worker');
    expect(await readyOf(id)).toBeLessThan(imageIds.length);
    const ends = (await following).filter(({ __typename }) => __typename === 'BatchReady');
    expect(ends).toHaveLength(1);
    expect(ends[0]?.batch).toMatchObject({ total: 12, ready: 12, failed: 0, deleted: 0 });
  });

  it('in the middle of a reprocessing ends once, and every image is as it was', async () => {
    const before = await Promise.all(imageIds.map((id) => owner.image(id)));
    const { batch } = (await owner.ask(ReprocessImages, { input: {} })).reprocessImages;
    const following = followBatch(owner, batch?.id ?? '');
    await stack.kill('worker');
    const ends = (await following).filter(({ __typename }) => __typename === 'BatchReady');
    expect(ends).toHaveLength(1);
    expect(ends[0]?.batch).toMatchObject({ total: 12, ready: 12, failed: 0, deleted: 0 });
    expect(await Promise.all(imageIds.map((id) => owner.image(id)))).toEqual(before);
  });
});
