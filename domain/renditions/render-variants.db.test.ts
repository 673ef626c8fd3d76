import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tellTale, marker, traces } from '../../media/fixtures/identity.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { aimed } from '../../media/focal-point.ts';
import { nativeFormats } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { eventsOf, factsOf, jobsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { interrupting, renderBoth, renderPart, settledImage, variantsOf } from '../../test/rendering.ts';
import { until } from '../../test/until.ts';
import { deleteImages } from '../images/delete-images.ts';
import { findImage } from '../images/find-images.ts';
import { renderFirst } from './render-job.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness(), photo({ width: 160, height: 120 })]);
});
afterAll(() => harness.close());

/** What was announced of an image, in words. */
async function announced(imageId: string): Promise<string[]> {
  const names = new Map(
    (await variantsOf(harness, imageId)).map(({ id, name, format }) => [id, ` ${name} ${format}`]),
  );
  return (await eventsOf(harness, imageId)).map(
    ({ type, variantId }) => type + (variantId === null ? '' : (names.get(variantId) ?? ' of nobody')),
  );
}

const variantKeys = async (imageId: string): Promise<string[]> =>
  (await harness.blobs()).filter((key) => key.includes(imageId) && key.startsWith('variants/'));

const allNine = ['thumb', 'medium', 'full'].flatMap((name) =>
  ['webp', 'jpeg', 'avif'].map((format) => `VARIANT_READY ${name} ${format}`),
);

describe('a worker with an uploaded image', () => {
  it('makes and announces nine variants, the first thumb before all others, and then the image', async () => {
    const worker = await harness.startWorker();
    const { image } = await harness.upload(picture);
    await settledImage(harness, image.id);
    await worker.stop();

    const events = await announced(image.id);
    expect(events.slice(0, 2)).toEqual(['IMAGE_UPLOADED', 'VARIANT_READY thumb webp']);
    expect(events.at(-1)).toBe('IMAGE_READY');
    expect(events.filter((event) => event.startsWith('VARIANT')).sort()).toEqual([...allNine].sort());
    for (const name of ['thumb', 'medium', 'full'])
      expect(events.filter((event) => event.includes(` ${name} `))).toEqual(
        allNine.filter((event) => event.includes(` ${name} `)),
      );
    expect(events.filter((event) => event === 'IMAGE_UPDATED')).toHaveLength(1);
    expect(events).toHaveLength(12);

    const jobs = (await jobsOf(harness)).filter(({ data }) => data.imageId === image.id);
    expect(jobs.map(({ name, state, retries }) => `${name} ${state} ${retries}`)).toEqual([
      'render-first completed 0',
      'render-rest completed 0',
    ]);
  });

  it('passes over an image that is not there, and goes on', async () => {
    const worker = await harness.startWorker();
    const job = { imageId: newUuid(), requestId: 'a-request' };
    await harness.database.transaction((manager) =>
      harness.queue.send(renderFirst, job, { manager, group: 'nobody' }),
    );
    const { image } = await harness.upload(picture);
    expect(await settledImage(harness, image.id)).toMatchObject({ status: 'READY' });
    await worker.stop();
  });
});

describe('the variants of an image', () => {
  it('are of the size and format that the profile asks for, stored under their digest', async () => {
    const { image } = await harness.upload(picture);
    await renderBoth(harness, image.id);
    const variants = await variantsOf(harness, image.id);
    expect(variants.map(({ name, format, width, height }) => `${name} ${format} ${width}×${height}`)).toEqual(
      (
        [
          ['thumb', '40×40'],
          ['medium', '80×60'],
          ['full', '160×120'],
        ] as const
      ).flatMap(([name, size]) => ['webp', 'jpeg', 'avif'].map((format) => `${name} ${format} ${size}`)),
    );
    for (const variant of variants) {
      const bytes = await harness.store.withLocalFile(variant.storageKey ?? '', (path) => readFile(path));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(variant.digest);
      expect(variant).toMatchObject({
        status: 'READY',
        byteSize: bytes.length,
        quality: expect.any(Number),
        processingMs: expect.any(Number),
        readyAt: expect.any(Date),
        failureCode: null,
      });
    }
    expect((await variantKeys(image.id)).length).toBe(9);
  });

  it('share one blob where they come out alike', async () => {
    const { image } = await harness.upload(await photo({ width: 100, height: 100, seed: 3 }), {
      profile: 'twins',
    });
    await renderBoth(harness, image.id);
    const [one, other] = await variantsOf(harness, image.id);
    expect(one).toMatchObject({ status: 'READY', name: 'one' });
    expect(other).toMatchObject({ status: 'READY', name: 'other', storageKey: one?.storageKey });
    expect(await variantKeys(image.id)).toEqual([one?.storageKey]);
  });

  it('are of the lowest quality that keeps their structure, where the profile says auto', async () => {
    const { image } = await harness.upload(picture, { profile: 'tuned' });
    await renderBoth(harness, image.id);
    const variants = await variantsOf(harness, image.id);
    for (const { name, format, quality, autoQuality, geometry } of variants.slice(0, 3)) {
      const ssimAt = (tried: number) =>
        harness.store.withLocalFile(image.storageKey, async (path) => {
          const encoding = { format, quality: tried };
          const task = { path, geometry: aimed(geometry, undefined), background: '#ffffff', encoding };
          return (await harness.pool.measure(task)).ssim;
        });
      expect([name, format, autoQuality]).toEqual(['small', format, 0.99]);
      expect([format, (await ssimAt(quality ?? 0)) >= 0.99]).toEqual([format, true]);
      expect([format, (await ssimAt((quality ?? 0) - 1)) < 0.99]).toEqual([format, true]);
    }
    // A PNG loses nothing, a number is taken at its word, and what is made later is not made by then.
    expect(variants.slice(3)).toMatchObject([
      { name: 'small', format: 'png', quality: 100, autoQuality: null },
      { name: 'given', format: 'webp', quality: 60, autoQuality: null },
      { name: 'later', format: 'jpeg', quality: null, autoQuality: 0.99, status: 'PENDING' },
    ]);
  });

  it('are made once when the same jobs run again', async () => {
    const { image } = await harness.upload(picture);
    await renderBoth(harness, image.id);
    const before = await factsOf(harness);
    const variants = await variantsOf(harness, image.id);
    await renderBoth(harness, image.id);
    expect(await factsOf(harness)).toEqual(before);
    expect(await variantsOf(harness, image.id)).toEqual(variants);
  });

  it('are READY once and announced once when two workers make them at the same time', async () => {
    const { image } = await harness.upload(picture);
    const before = await factsOf(harness);
    await Promise.all([
      renderPart(harness, image.id, 'first'),
      renderPart(harness, image.id, 'first'),
      renderPart(harness, image.id, 'rest'),
      renderPart(harness, image.id, 'rest'),
    ]);
    const events = await announced(image.id);
    expect([...events].sort()).toEqual(['IMAGE_READY', 'IMAGE_UPDATED', 'IMAGE_UPLOADED', ...allNine].sort());
    expect(new Set(await variantKeys(image.id))).toEqual(
      new Set((await variantsOf(harness, image.id)).map(({ storageKey }) => storageKey)),
    );
    // One job of the rest, although two made the first.
    expect((await factsOf(harness)).jobs - before.jobs).toBe(1);
  });

  it('are continued where a worker has died', async () => {
    const { image } = await harness.upload(picture);
    await renderPart(harness, image.id, 'first');
    const died = new AbortController();
    let outputs = 0;
    const pool = interrupting(harness.pool, async () => {
      outputs += 1;
      if (outputs === 4) died.abort(new Error('killed'));
    });
    await expect(renderPart({ ...harness, pool }, image.id, 'rest', died.signal)).rejects.toThrow('killed');
    const made = (await variantsOf(harness, image.id)).filter(({ status }) => status === 'READY').length;
    expect(made).toBeLessThan(9);

    await renderPart(harness, image.id, 'rest');
    const events = await announced(image.id);
    expect(events.filter((event) => event.startsWith('VARIANT')).sort()).toEqual([...allNine].sort());
    expect(await findImage(harness.database, image.id)).toMatchObject({ status: 'READY' });
    expect(await variantKeys(image.id)).toHaveLength(9);
  });

  it('leave no blob when the image is deleted while they are made', async () => {
    const { image } = await harness.upload(picture);
    const before = await factsOf(harness);
    const pool = interrupting(harness.pool, async () => {
      if (await findImage(harness.database, image.id)) await deleteImages(harness, alice, [image.id]);
    });
    await renderPart({ ...harness, pool }, image.id, 'first');
    await renderPart({ ...harness, pool }, image.id, 'rest');
    expect(await variantKeys(image.id)).toEqual([]);
    expect((await announced(image.id)).at(-1)).toBe('IMAGE_DELETED');

    const worker = await harness.startWorker();
    await until('the original is gone', async () => !(await harness.blobs()).includes(image.storageKey));
    await worker.stop();
    expect((await factsOf(harness)).blobs).toEqual(before.blobs.filter((key) => key !== image.storageKey));
  });
});

describe('the placeholder of an image', () => {
  it('is announced before the first variant that is not cropped, and keeps nobody waiting for the first of all', async () => {
    const { image } = await harness.upload(picture);
    await renderPart(harness, image.id, 'first');
    expect(await announced(image.id)).toEqual(['IMAGE_UPLOADED', 'VARIANT_READY thumb webp']);

    await renderPart(harness, image.id, 'rest');
    expect((await findImage(harness.database, image.id))?.placeholder).toEqual({
      thumbhash: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
      dataUri: expect.stringMatching(/^data:image\//),
      dominantColor: expect.stringMatching(/^#[0-9a-f]{6}$/),
    });
    const events = await announced(image.id);
    expect(events.filter((event) => event === 'IMAGE_UPDATED')).toHaveLength(1);
    expect(events.indexOf('IMAGE_UPDATED')).toBeLessThan(
      events.findIndex((event) => event.includes('medium')),
    );
    expect(events.at(-1)).toBe('IMAGE_READY');
  });

  it('is made later when a worker died before it was kept', async () => {
    const { image } = await harness.upload(picture);
    await renderBoth(harness, image.id);
    await sql(harness.database, 'UPDATE images SET placeholder = NULL WHERE id = $1', [image.id]);
    await renderPart(harness, image.id, 'rest');
    expect((await findImage(harness.database, image.id))?.placeholder).not.toBeNull();
    expect((await announced(image.id)).filter((event) => event.startsWith('VARIANT'))).toHaveLength(9);
  });
});

describe('what a camera wrote into a picture', () => {
  const allowed = new Set([
    'cameraMake',
    'cameraModel',
    'lens',
    'takenAt',
    'exposureTime',
    'fNumber',
    'iso',
    'focalLength',
    'flash',
    'orientation',
    'colorSpace',
    'density',
  ]);

  it.each(nativeFormats)(
    'reaches neither the record nor a variant beyond the allow-list: %s',
    async (format) => {
      const { image } = await harness.upload(await tellTale(format));
      await renderBoth(harness, image.id);
      const { metadata } = (await findImage(harness.database, image.id)) ?? {};
      expect(Object.keys(metadata ?? {}).filter((key) => !allowed.has(key))).toEqual([]);
      const row = JSON.stringify(
        await sql(harness.database, 'SELECT to_jsonb(images) AS row FROM images WHERE id = $1', [image.id]),
      );
      expect(row).not.toContain(marker);
      expect(row).not.toMatch(/gps|latitude|serial/i);
      for (const { storageKey } of await variantsOf(harness, image.id)) {
        const bytes = await harness.store.withLocalFile(storageKey ?? '', (path) => readFile(path));
        expect(await traces(bytes)).toEqual([]);
      }
    },
  );
});
