import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { batchProfiles, countsOf, foundBatch } from '../../test/batches.ts';
import { jobsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth, renderPart } from '../../test/rendering.ts';
import { seedImages } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { deleteImages } from '../images/delete-images.ts';
import { failVariants } from '../renditions/fail-variants.ts';
import { renderOutputs } from '../renditions/render-outputs.ts';
import { cancelBatch } from './cancel-batch.ts';
import { settleOutputs } from './settle-items.ts';

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

const outputs = (imageIds: readonly string[], specs: readonly string[], viewer = alice) =>
  renderOutputs(harness, { viewer, imageIds, outputs: specs, requestId });

const found = (batch: { id: string }) => foundBatch(harness, batch);
const counted = async (batch: { id: string }) => countsOf(await found(batch));

/** What the job of its outputs does. */
async function makeOutputs(imageId: string): Promise<void> {
  await renderPart(harness, imageId, 'lazy');
  await settleOutputs(harness, imageId);
}

async function uploaded(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { image } = await harness.upload(picture);
    await renderBoth(harness, image.id);
    ids.push(image.id);
  }
  return ids;
}

describe('outputs of several images', () => {
  it('are one batch that ends with the last of them, once, however often it is told', async () => {
    const [one = '', other = ''] = await uploaded(2);
    const { batch } = await outputs([one, other], ['w20.webp', 'w10.jpg']);
    expect(countsOf(batch)).toBe('RUNNING 0+0+0 of 2');
    await makeOutputs(one);
    await makeOutputs(one);
    expect(await counted(batch)).toBe('RUNNING 1+0+0 of 2');
    await renderPart(harness, other, 'lazy');
    // A worker that was killed and the one that took over, and both again.
    await Promise.all(Array.from({ length: 4 }, () => settleOutputs(harness, other)));
    const ended = await found(batch);
    expect(countsOf(ended)).toBe('READY 2+0+0 of 2, ended');
    await settleOutputs(harness, other);
    expect(await found(batch)).toEqual(ended);
  });

  it('end with both of the last two when these end at the same moment', async () => {
    const ids = await uploaded(4);
    const { batch } = await outputs(ids, ['w20.webp']);
    for (const id of ids) await renderPart(harness, id, 'lazy');
    await Promise.all(ids.map((id) => settleOutputs(harness, id)));
    expect(await counted(batch)).toBe('READY 4+0+0 of 4, ended');
  });

  it('that are there already end at once', async () => {
    const [id = ''] = await uploaded(1);
    await outputs([id], ['w20.webp']);
    await makeOutputs(id);
    expect(countsOf((await outputs([id], ['w20.webp'])).batch)).toBe('READY 1+0+0 of 1, ended');
  });

  it('that are on their way for somebody else are waited for by both', async () => {
    const [id = ''] = await uploaded(1);
    const batches = [(await outputs([id], ['w20.webp'])).batch, (await outputs([id], ['w20.webp'])).batch];
    await makeOutputs(id);
    for (const batch of batches) expect(await counted(batch)).toBe('READY 1+0+0 of 1, ended');
  });

  it('that wait for a variant of the profile end with the upload’s own job', async () => {
    const { image } = await harness.upload(picture);
    const { batch } = await outputs([image.id], ['thumb.webp']);
    await settleOutputs(harness, image.id);
    expect(await counted(batch)).toBe('RUNNING 0+0+0 of 1');
    const worker = await harness.startWorker();
    await until('the batch ends', async () => (await found(batch)).status === 'READY');
    await worker.stop();
    expect(await counted(batch)).toBe('READY 1+0+0 of 1, ended');
  });

  it('count those that cannot be made, and those of images that are deleted meanwhile', async () => {
    const [broken = '', gone = '', good = ''] = await uploaded(3);
    const { batch } = await outputs([broken, gone, good], ['w20.webp']);
    const failure = new AppError('IMAGE_CORRUPT');
    await failVariants(harness, { imageId: broken, part: 'lazy', failure, requestId });
    await settleOutputs(harness, broken);
    await deleteImages(harness, alice, [gone]);
    await makeOutputs(gone);
    await makeOutputs(good);
    expect(await counted(batch)).toBe('READY 1+1+1 of 3, ended');
  });

  it('are of up to 250 images', async () => {
    const images = await seedImages(
      harness.database,
      Array.from({ length: 251 }, () => ({ status: 'READY' as const })),
    );
    const ids = images.map(({ id }) => id);
    await expect(outputs(ids, ['w20.webp'])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const { batch, requested } = await outputs(ids.slice(0, 250), ['w20.webp', 'w10.webp']);
    expect(requested).toHaveLength(500);
    expect(countsOf(batch)).toBe('RUNNING 0+0+0 of 250');
    const jobs = (await jobsOf(harness)).filter(({ name }) => name === 'render-lazy');
    expect(jobs).toHaveLength(250);
  });

  it.each(['RUNNING', 'READY'])('cannot be cancelled: %s', async (status) => {
    const [id = ''] = await uploaded(1);
    const { batch } = await outputs([id], ['w20.webp']);
    await sql(harness.database, 'UPDATE batches SET status = $2 WHERE id = $1', [batch.id, status]);
    await expect(cancelBatch(harness.database, alice, batch.id)).rejects.toMatchObject({
      code: 'BATCH_NOT_CANCELLABLE',
    });
  });
});
