import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { take, told } from '../../test/followed.ts';
import { alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { seedImage, seedImages } from '../../test/seed.ts';
import { within } from '../../test/until.ts';
import { deleteImages } from '../images/delete-images.ts';
import { updateImage } from '../images/update-image.ts';
import { revokeShare } from '../sharing/revoke-share.ts';
import { shareImage, type WantedShare } from '../sharing/share-image.ts';
import { followImages } from './follow-images.ts';

let harness: Harness;
let streams: Awaited<ReturnType<typeof followImages>>[] = [];
beforeAll(async () => void (harness = await openHarness()));
afterEach(async () => {
  await Promise.all(streams.map((stream) => stream.return()));
  streams = [];
});
afterAll(() => harness.close());

async function follow(imageIds: string[], viewer = bob) {
  const stream = await followImages(harness, { viewer, imageIds });
  streams.push(stream);
  return stream;
}

const share = async (imageId: string, more: Partial<WantedShare> = {}) =>
  (await shareImage(harness, alice, { imageId, recipientId: 'bob', ...more })).share.id;

/** The code that a stream ends with. */
const endOf = (stream: Awaited<ReturnType<typeof follow>>): Promise<unknown> =>
  within(
    'its end',
    stream.next().then(
      ({ value }) => value,
      ({ code }: { code: string }) => code,
    ),
  );

describe('an image that is shared', () => {
  it('is told to its recipient, with the share that its URLs lead through', async () => {
    const image = await seedImage(harness.database, { title: 'shared' });
    const shareId = await share(image.id);
    const stream = await follow([image.id]);
    await updateImage(harness, alice, { id: image.id, changes: { title: 'changed' } });
    const events = await take(stream, 2);
    expect(events.map(told)).toEqual(['SNAPSHOT changed', 'IMAGE_UPDATED changed']);
    expect(events.map(({ grant }) => grant?.shareId)).toEqual([shareId, shareId]);
  });

  it('does not exist for anybody else, nor for a recipient whose key may not read', async () => {
    const image = await seedImage(harness.database);
    await share(image.id);
    for (const viewer of [viewerOf('carol'), viewerOf('bob', 'UPLOAD')])
      await expect(follow([image.id], viewer)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('ends the stream of its recipient when the share is revoked, though nothing happens to it', async () => {
    const [shared, open] = await seedImages(harness.database, [{}, { visibility: 'PUBLIC' }]);
    if (!shared || !open) throw new Error('no images');
    const shareId = await share(shared.id);
    const stream = await follow([open.id, shared.id]);
    await take(stream, 2);
    await revokeShare(harness, alice, shareId);
    expect(await endOf(stream)).toBe('ACCESS_ENDED');
  });

  it('ends it when the share expires', async () => {
    const image = await seedImage(harness.database);
    const shareId = await share(image.id, { expiresIn: 3_600 });
    const stream = await follow([image.id]);
    await take(stream, 1);
    await sql(harness.database, 'UPDATE shares SET expires_at = now() WHERE id = $1', [shareId]);
    expect(await endOf(stream)).toBe('ACCESS_ENDED');
  });

  it('goes on by another share that is still in force', async () => {
    const image = await seedImage(harness.database, { title: 'twice' });
    const [wide, narrow] = [await share(image.id), await share(image.id, { maxWidth: 100 })];
    const stream = await follow([image.id]);
    expect((await take(stream, 1))[0]?.grant?.shareId).toBe(wide);
    await revokeShare(harness, alice, wide);
    await updateImage(harness, alice, { id: image.id, changes: { title: 'once' } });
    expect((await take(stream, 1))[0]?.grant?.shareId).toBe(narrow);
    await revokeShare(harness, alice, narrow);
    expect(await endOf(stream)).toBe('ACCESS_ENDED');
  });

  it('ends it when it is deleted, and the share with it', async () => {
    const image = await seedImage(harness.database);
    await share(image.id);
    const stream = await follow([image.id]);
    await take(stream, 1);
    await deleteImages(harness, alice, [image.id]);
    expect(await endOf(stream)).toBe('ACCESS_ENDED');
  });
});
