/** Work on many images: begun in one request, followed to its end by batchEvents, and seen by nobody else. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { followBatch } from '../clients/batch-events.ts';
import { graphqlClient } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import {
  BatchById,
  CancelBatch,
  RenderBatch,
  ReprocessImage,
  ReprocessImages,
} from '../documents/batches.ts';
import { DeleteImages, NodeById } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

let owner: Owner;
let photo: Buffer;
beforeAll(async () => {
  [owner, photo] = await Promise.all([newOwner(sharedDeployment()), jpeg({ width: 640, height: 480 })]);
});

async function uploaded(count: number, asker = owner): Promise<string[]> {
  const images = await Promise.all(Array.from({ length: count }, () => asker.upload(fileOf(photo))));
  await Promise.all(images.map(({ id }) => asker.settled(id)));
  return images.map(({ id }) => id);
}

async function broken(): Promise<string> {
  const whole = await jpeg({ width: 900, height: 700 });
  const { id } = await owner.upload(fileOf(whole.subarray(0, Math.floor(whole.length * 0.6))));
  expect(await owner.settled(id)).toMatchObject({ status: 'FAILED' });
  return id;
}

describe('renderVariants', () => {
  it('of several images is a batch, whose end is told once, with one that was deleted counted', async () => {
    const imageIds = await uploaded(4);
    const { batch } = (
      await owner.ask(RenderBatch, { input: { imageIds, outputs: ['w300-qauto.webp', 'x64.png'] } })
    ).renderVariants;
    expect(batch).toMatchObject({ kind: 'RENDER', total: 4 });
    const following = followBatch(owner, batch?.id ?? '');
    await owner.ask(DeleteImages, { input: { ids: imageIds.slice(3) } });
    const events = await following;
    const types = events.map(({ __typename }) => __typename);
    expect([types[0], types.at(-1)]).toEqual(['BatchSnapshot', 'BatchReady']);
    expect(types.filter((type) => type === 'BatchReady')).toHaveLength(1);
    const { ready = 0, deleted = 0, ...end } = events.at(-1)?.batch ?? {};
    // The fourth may have been made before it was deleted.
    expect([end, ready + deleted, ready >= 3]).toEqual([
      { id: batch?.id, status: 'READY', total: 4, failed: 0 },
      4,
      true,
    ]);
    for (const id of imageIds.slice(0, 3))
      expect((await owner.image(id))?.variants.slice(-2)).toMatchObject([
        { name: 'w300-qauto', status: 'READY' },
        { name: 'x64', status: 'READY' },
      ]);
  });

  it('of 251 images is refused', async () => {
    const [id = ''] = await uploaded(1);
    const imageIds = Array.from({ length: 251 }, (_, n) => `${id.slice(0, -3)}${String(n).padStart(3, '0')}`);
    const { userErrors } = (await owner.ask(RenderBatch, { input: { imageIds, outputs: ['x64.png'] } }))
      .renderVariants;
    expect(userErrors.map(({ code }) => code)).toEqual(['INVALID_INPUT']);
  });
});

describe('reprocessImage', () => {
  it('leaves an image alone that is as its profile says', async () => {
    const [id = ''] = await uploaded(1);
    const before = await owner.image(id);
    const { image, batch } = (await owner.ask(ReprocessImage, { input: { id } })).reprocessImage;
    expect(image).toEqual({ id, status: 'READY' });
    const events = await followBatch(owner, batch?.id ?? '');
    expect(events.at(-1)).toMatchObject({ __typename: 'BatchReady', batch: { total: 1, ready: 1 } });
    expect(await owner.image(id)).toEqual(before);
  });

  it('tries one again that has failed, and says when it fails again', async () => {
    const id = await broken();
    const { batch } = (await owner.ask(ReprocessImage, { input: { id } })).reprocessImage;
    const events = await followBatch(owner, batch?.id ?? '');
    expect(events.at(-1)).toMatchObject({ __typename: 'BatchReady', batch: { ready: 0, failed: 1 } });
    expect(await owner.image(id)).toMatchObject({ status: 'FAILED' });
  });
});

describe('reprocessImages', () => {
  it('takes what a filter finds of the viewer', async () => {
    const tenant = await newOwner(sharedDeployment());
    const tagged = await tenant.upload(fileOf(photo), { tags: ['again'] });
    await Promise.all([tagged.id, ...(await uploaded(1, tenant))].map((id) => tenant.settled(id)));
    const input = { filter: { tags: ['again'] }, profile: 'default' };
    const { batch } = (await tenant.ask(ReprocessImages, { input })).reprocessImages;
    const events = await followBatch(tenant, batch?.id ?? '');
    expect(events.at(-1)).toMatchObject({ __typename: 'BatchReady', batch: { total: 1, ready: 1 } });
  });

  it('is not for images of others, and not of a profile that there is not', async () => {
    await expect(owner.ask(ReprocessImages, { input: { allOwners: true } })).rejects.toThrow('FORBIDDEN');
    await expect(owner.ask(ReprocessImages, { input: { filter: { ownerId: 'somebody' } } })).rejects.toThrow(
      'FORBIDDEN',
    );
    const { userErrors } = (await owner.ask(ReprocessImages, { input: { profile: 'nobodys' } }))
      .reprocessImages;
    expect(userErrors).toEqual([{ code: 'UNKNOWN_PROFILE' }]);
  });
});

describe('a batch', () => {
  it('can be looked at and cancelled, any number of times, by its owner and an admin alone', async () => {
    const { batch } = (await owner.ask(ReprocessImages, { input: {} })).reprocessImages;
    const id = batch?.id ?? '';
    const stranger = await newOwner(sharedDeployment());
    expect((await stranger.ask(BatchById, { id })).batch).toBeNull();
    expect((await stranger.ask(NodeById, { id })).node).toBeNull();
    expect((await stranger.ask(CancelBatch, { input: { id } })).cancelBatch.userErrors).toEqual([
      { code: 'NOT_FOUND' },
    ]);
    await expect(followBatch(stranger, id)).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const first = (await owner.ask(CancelBatch, { input: { id } })).cancelBatch;
    expect(first).toMatchObject({ batch: { status: expect.stringMatching(/^(CANCELLED|READY)$/) } });
    const admin = graphqlClient(sharedDeployment());
    expect((await admin.ask(CancelBatch, { input: { id } })).cancelBatch).toEqual(first);
    expect((await owner.ask(BatchById, { id })).batch).toMatchObject({
      status: first.batch?.status,
      finishedAt: first.batch?.finishedAt,
    });
    expect((await owner.ask(NodeById, { id })).node).toEqual({ __typename: 'Batch', id });
  });
});
