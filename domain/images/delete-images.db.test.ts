import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { eventsOf, factsOf, jobsOf } from '../../test/facts.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';
import { sabotaged } from '../../test/sabotage.ts';
import { seedImages } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { anonymous } from '../access/viewer.ts';
import { lastPosition, readEvents } from '../events/read-events.ts';
import { usageOf } from '../usage/quota.ts';
import { deleteImages, removeImageBlobs } from './delete-images.ts';
import { findImage } from './find-images.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness(), photo({ width: 160, height: 120 })]);
});
afterAll(() => harness.close());

const upload = async (subject = 'alice') =>
  (await harness.upload(picture, { viewer: viewerOf(subject), title: `of ${subject}` })).image;

describe('deleting an image', () => {
  it('removes its row and variants, gives its quota back and leaves its bytes to a job', async () => {
    const viewer = viewerOf('carol');
    const [image, kept] = [await upload('carol'), await upload('carol')];
    await renderBoth(harness, image.id);
    expect(await deleteImages(harness, viewer, [image.id])).toEqual([image.id]);
    expect(await findImage(harness.database, image.id)).toBeUndefined();
    expect(await sql(harness.database, 'SELECT 1 FROM variants WHERE image_id = $1', [image.id])).toEqual([]);
    expect(await usageOf(harness.database, 'carol')).toMatchObject({ bytes: kept.byteSize, images: 1 });
    expect(await harness.store.head(image.storageKey)).toBeDefined();
    expect((await jobsOf(harness)).filter(({ name }) => name === 'delete-blobs')).toEqual([
      expect.objectContaining({
        data: { imageId: image.id, storageKey: image.storageKey, variantFolder: 'variants' },
      }),
    ]);

    const worker = await harness.startWorker();
    await until('its blobs are gone', async () =>
      (await harness.blobs()).every((key) => !key.includes(image.id) && key !== image.storageKey),
    );
    await worker.stop();
    expect(await harness.store.head(kept.storageKey)).toBeDefined();
  });

  it('is announced with its last state', async () => {
    const image = await upload();
    const after = await lastPosition(harness.database);
    await deleteImages(harness, alice, [image.id]);
    const [event] = await readEvents(harness.database, { after, limit: 1 });
    expect(event).toMatchObject({ type: 'IMAGE_DELETED', imageId: image.id, ownerId: 'alice' });
    expect(event?.image).toEqual(Object.fromEntries(Object.entries(image)));
  });

  it('may name many at once, also one of them twice', async () => {
    const viewer = viewerOf('dora');
    const images = [await upload('dora'), await upload('dora'), await upload('dora')];
    const ids = images.map(({ id }) => id);
    await deleteImages(harness, viewer, [...ids, ...ids]);
    expect(await usageOf(harness.database, 'dora')).toMatchObject({ bytes: 0, images: 0 });
    for (const id of ids)
      expect((await eventsOf(harness, id)).filter(({ type }) => type === 'IMAGE_DELETED')).toHaveLength(1);
  });

  it.each([
    ['does not exist', async () => newUuid()],
    ['is another’s', async () => (await upload('bob')).id],
  ])('deletes none when one of them %s', async (_, other) => {
    const image = await upload();
    const ids = [image.id, await other()];
    const before = await factsOf(harness);
    await expect(deleteImages(harness, alice, ids)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await factsOf(harness)).toEqual(before);
  });

  it.each([0, 251])('refuses a list of %d', async (count) => {
    const ids = Array.from({ length: count }, newUuid);
    await expect(deleteImages(harness, alice, ids)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('takes a list of 250', async () => {
    const images = await seedImages(
      harness.database,
      Array.from({ length: 250 }, () => ({ ownerId: 'many' })),
    );
    expect(await usageOf(harness.database, 'many')).toMatchObject({ bytes: 250_000, images: 250 });
    await deleteImages(
      harness,
      viewerOf('many'),
      images.map(({ id }) => id),
    );
    expect(await usageOf(harness.database, 'many')).toMatchObject({ bytes: 0, images: 0 });
  });

  it('twice at once happens once', async () => {
    const viewer = viewerOf('erin');
    const images = [await upload('erin'), await upload('erin')];
    const ids = images.map(({ id }) => id);
    const outcomes = await Promise.allSettled([
      deleteImages(harness, viewer, ids),
      deleteImages(harness, viewer, ids.toReversed()),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'NOT_FOUND' },
    });
    expect(await usageOf(harness.database, 'erin')).toMatchObject({ bytes: 0, images: 0 });
  });

  it('by two admins of several owners at once does not lock them against each other', async () => {
    // Each update waits a little while it holds its row, so that two orders of rows would meet for certain.
    await sql(
      harness.database,
      `CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END $$`,
    );
    const owners = ['x-owner', 'y-owner', 'y-owner', 'x-owner'];
    const images = [];
    for (const owner of owners) images.push(await upload(owner));
    await sql(
      harness.database,
      'CREATE TRIGGER linger AFTER UPDATE ON owner_usage FOR EACH ROW EXECUTE FUNCTION linger()',
    );
    try {
      const [a, b, c, d] = images.map(({ id }) => id) as [string, string, string, string];
      await Promise.all([deleteImages(harness, admin, [a, b]), deleteImages(harness, admin, [c, d])]);
    } finally {
      await sql(harness.database, 'DROP TRIGGER linger ON owner_usage');
    }
    expect(await usageOf(harness.database, 'x-owner')).toMatchObject({ bytes: 0, images: 0 });
    expect(await usageOf(harness.database, 'y-owner')).toMatchObject({ bytes: 0, images: 0 });
  });

  it('that fails at any step changes nothing', async () => {
    const image = await upload();
    const before = await factsOf(harness);
    for (const table of ['pgboss.job', 'events'])
      await sabotaged(harness.database, { table, on: 'INSERT' }, async () => {
        await expect(deleteImages(harness, alice, [image.id])).rejects.toThrow('sabotaged');
      });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('needs a key that may manage', async () => {
    const image = await upload();
    await expect(deleteImages(harness, anonymous, [image.id])).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(deleteImages(harness, viewerOf('alice', 'READ'), [image.id])).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(deleteImages(harness, bob, [image.id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the job that removes the blobs of an image', () => {
  it('can be repeated, and leaves every other image alone', async () => {
    const [image, other] = [await upload(), await upload()];
    await renderBoth(harness, image.id);
    await renderBoth(harness, other.id);
    const others = (await harness.blobs()).filter(
      (key) => !key.includes(image.id) && key !== image.storageKey,
    );
    const job = { imageId: image.id, storageKey: image.storageKey, variantFolder: image.variantFolder };
    await removeImageBlobs(harness.store, job);
    expect(await harness.blobs()).toEqual(others);
    await removeImageBlobs(harness.store, job);
    expect(await harness.blobs()).toEqual(others);
  });
});
