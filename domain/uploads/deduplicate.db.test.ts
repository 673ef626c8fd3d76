import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { factsOf } from '../../test/facts.ts';
import { type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { deleteImages } from '../images/delete-images.ts';
import { usageOf } from '../usage/quota.ts';
import type { IncomingUpload } from './receive-upload.ts';

const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    deduplicate: true
  twin:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    deduplicate: true
  plain:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
`;

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness({ profiles }), photo({ width: 160, height: 120 })]);
});
afterAll(() => harness.close());

const as = (subject: string, more: Partial<IncomingUpload> = {}) =>
  harness.upload(picture, { viewer: viewerOf(subject), ...more });

describe('the same bytes of the same owner', () => {
  it('are one image, stored and charged once, announced once', async () => {
    const first = await as('anna', { title: 'The first' });
    const before = await factsOf(harness);
    const again = await as('anna', { title: 'The second', visibility: 'PUBLIC' });
    expect(again.image).toEqual(Object.fromEntries(Object.entries(first.image)));
    expect(again.upload).toMatchObject({ status: 'COMPLETED', imageId: first.image.id });
    expect(again.upload.id).not.toBe(first.upload.id);
    const worker = await harness.startWorker();
    try {
      await until(
        'the second bytes are gone',
        async () => (await harness.blobs()).length === before.blobs.length,
      );
    } finally {
      await worker.stop();
    }
    const after = await factsOf(harness);
    expect(after).toEqual({ ...before, jobs: after.jobs });
    expect(after.blobs).toContain(first.image.storageKey);
  });

  it('are one image also when ten come at once', async () => {
    const received = await Promise.all(Array.from({ length: 10 }, () => as('ben')));
    expect(new Set(received.map(({ image }) => image.id)).size).toBe(1);
    expect(await usageOf(harness.database, 'ben')).toMatchObject({ bytes: picture.length, images: 1 });
  });

  it('are another image in another namespace, in another profile and of another owner', async () => {
    const received = await Promise.all([
      as('cleo'),
      as('cleo', { namespace: 'a' }),
      as('cleo', { namespace: 'b' }),
      as('cleo', { profile: 'twin' }),
      as('cleo', { profile: 'plain' }),
      as('cleo', { profile: 'plain' }),
      as('dora'),
    ]);
    expect(new Set(received.map(({ image }) => image.id)).size).toBe(7);
    expect((await as('cleo', { namespace: 'a' })).image.id).toBe(received[1]?.image.id);
  });

  it('are a new image when the first was deleted or has failed', async () => {
    const first = await as('ella');
    await deleteImages(harness, viewerOf('ella'), [first.image.id]);
    const second = await as('ella');
    expect(second.image.id).not.toBe(first.image.id);
    await sql(harness.database, `UPDATE images SET status = 'FAILED' WHERE id = $1`, [second.image.id]);
    expect((await as('ella')).image.id).not.toBe(second.image.id);
  });

  it('never name an image that is deleted meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { image } = await as('fred');
      const [again] = await Promise.all([
        as('fred'),
        deleteImages(harness, viewerOf('fred'), [image.id]).catch(() => undefined),
      ]);
      const alive = await sql(harness.database, 'SELECT 1 FROM images WHERE id = $1', [again.image.id]);
      const wasFirst = again.image.id === image.id;
      // Either it came before the deletion, or it is an image of its own.
      expect(wasFirst || alive.length === 1).toBe(true);
    }
  });

  it('may come under an idempotency key as well', async () => {
    const first = await as('gina');
    const keyed = await as('gina', { idempotencyKey: 'again' });
    const replayed = await as('gina', { idempotencyKey: 'again' });
    expect(keyed.image.id).toBe(first.image.id);
    expect(replayed.upload.id).toBe(keyed.upload.id);
  });
});
