import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import type { TagCdn } from '../../platform/cdn/cdn.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { eventsOf, jobsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness, silent } from '../../test/harness.ts';
import { interrupting, renderBoth, renderPart, variantsOf } from '../../test/rendering.ts';
import { deleteImages } from '../images/delete-images.ts';
import { findImage } from '../images/find-images.ts';
import { updateImage } from '../images/update-image.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { parseProfiles } from '../profiles/load-profiles.ts';
import { requestVariants } from '../renditions/request-variants.ts';
import { removeSupersededBlobs } from './remove-superseded-blobs.ts';
import { type ReprocessDependencies, reprocessImage, type ReprocessOutcome } from './reprocess-image.ts';
import { reprocessJob } from './reprocess-job.ts';

const profilesOf = (variants: string) => `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
${variants}`;

const thumb = '      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }\n';
const medium = '      - { name: medium, size: 80x80, formats: [webp, jpeg] }\n';
const aimed = '      - { name: aimed, size: 50x50, fit: cover, gravity: focus, formats: [jpeg] }\n';
const later = '      - { name: later, size: 30x30, formats: [jpeg], lazy: true }\n';
const before = profilesOf(thumb + medium + aimed + later);

const cdn: TagCdn = { by: 'tag', imagesPerPurge: 10, purge: () => Promise.resolve() };

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([
    openHarness({ profiles: before, cdn }),
    photo({ width: 160, height: 120 }),
  ]);
});
afterAll(() => harness.close());

async function rendered(): Promise<string> {
  const { image } = await harness.upload(picture);
  await renderBoth(harness, image.id);
  return image.id;
}

const reprocess = (
  imageId: string,
  profiles: string,
  more: Partial<ReprocessDependencies> = {},
): Promise<ReprocessOutcome> =>
  reprocessImage(
    { ...harness, profiles: parseProfiles(profiles, 'profiles'), ...more },
    { imageId, signal: new AbortController().signal, logger: silent },
  );

const listed = (rows: readonly VariantEntity[]) =>
  rows.map(({ name, format, status, width, height }) =>
    status === 'READY' ? `${name}.${format} ${width}x${height}` : `${name}.${format} ${status}`,
  );

/** Reads what is stored. */
const inspected = ({ storageKey }: VariantEntity) =>
  harness.store.withLocalFile(storageKey ?? '', (path) => harness.pool.inspect(path));

const keysOf = async (imageId: string): Promise<string[]> =>
  (await harness.blobs()).filter((key) => key.startsWith('variants/') && key.includes(imageId));

const typesOf = async (imageId: string): Promise<string[]> =>
  (await eventsOf(harness, imageId)).map(({ type }) => type);

const jobsAbout = async (imageId: string, name: string) =>
  (await jobsOf(harness)).filter((job) => job.name === name && JSON.stringify(job.data).includes(imageId));

/** What its job does a minute later. */
async function removeSuperseded(imageId: string): Promise<void> {
  for (const { data } of await jobsAbout(imageId, 'remove-superseded'))
    await removeSupersededBlobs(harness, data as { imageId: string; keys: string[] });
}

const small = '      - { name: thumb, size: 20x20, fit: cover, formats: [webp] }\n';

describe('an image whose profile has changed', () => {
  it('keeps what is the same, gets what is different or new, and loses what is no longer in it', async () => {
    const id = await rendered();
    const old = await variantsOf(harness, id);
    const extra = '      - { name: extra, size: 60x60, formats: [avif] }\n';
    const justJpeg = '      - { name: medium, size: 80x80, formats: [jpeg] }\n';
    expect(await reprocess(id, profilesOf(small + justJpeg + extra))).toBe('ready');

    const rows = await variantsOf(harness, id);
    expect(listed(rows)).toEqual(['thumb.webp 20x20', 'medium.jpeg 80x60', 'extra.avif 60x45']);
    expect(rows[0]?.id).toBe(old[0]?.id);
    expect(rows[1]).toEqual(Object.assign(old[2] ?? {}, { position: 1 }));
    for (const row of rows) {
      const { width, height, format } = row;
      expect(await inspected(row)).toMatchObject({ width, height, format });
    }
    await removeSuperseded(id);
    expect(new Set(await keysOf(id))).toEqual(new Set(rows.map(({ storageKey }) => storageKey)));
  });

  it('is told to subscribers, and to the CDN twice, because of what is on its way', async () => {
    const id = await rendered();
    const told = (await typesOf(id)).length;
    await reprocess(id, profilesOf(small + medium + aimed));
    expect((await typesOf(id)).slice(told)).toEqual(['VARIANT_READY', 'IMAGE_UPDATED']);
    expect(await jobsAbout(id, 'purge')).toHaveLength(2);
    expect(await findImage(harness.database, id)).toMatchObject({ status: 'READY' });
  });

  it('shows its old variants until all of the new ones are made, and then the new ones', async () => {
    const id = await rendered();
    const old = await variantsOf(harness, id);
    const changed = profilesOf(small + '      - { name: medium, size: 50x50, formats: [webp, jpeg] }\n');
    let looks = 0;
    const pool = interrupting(harness.pool, async () => {
      looks += 1;
      expect(await variantsOf(harness, id)).toEqual(old);
      for (const row of old) if (row.status === 'READY') await inspected(row);
    });
    await reprocess(id, changed, { pool });
    expect(looks).toBe(3);
    expect(listed(await variantsOf(harness, id))).toEqual([
      'thumb.webp 20x20',
      'medium.webp 50x38',
      'medium.jpeg 50x38',
    ]);
  });

  it('is as it was when a run is interrupted, and is done by the next one', async () => {
    const id = await rendered();
    const [rows, keys] = [await variantsOf(harness, id), await keysOf(id)];
    const pool = interrupting(harness.pool, () => Promise.reject(new AppError('STORAGE_UNAVAILABLE')));
    const changed = profilesOf(small + medium + aimed + later);
    await expect(reprocess(id, changed, { pool })).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect([await variantsOf(harness, id), await keysOf(id)]).toEqual([rows, keys]);
    expect(await reprocess(id, changed)).toBe('ready');
    expect((await variantsOf(harness, id))[0]).toMatchObject({ width: 20 });
  });

  it.each([
    ['the quality', '      - { name: thumb, size: 40x40, fit: cover, formats: [webp], quality: 20 }\n', 20],
    [
      'the usual quality to one that is found',
      '      - { name: thumb, size: 40x40, fit: cover, formats: [webp], quality: auto }\n',
      expect.any(Number),
    ],
  ])('is made anew where %s has changed, and then no more', async (_what, line, quality) => {
    const id = await rendered();
    const [old] = await variantsOf(harness, id);
    const changed = profilesOf(line + medium + aimed + later);
    await reprocess(id, changed);
    const [made] = await variantsOf(harness, id);
    expect(made?.digest).not.toBe(old?.digest);
    expect(made?.quality).toEqual(quality);
    const told = await typesOf(id);
    await reprocess(id, changed);
    expect(await typesOf(id)).toEqual(told);
    expect((await variantsOf(harness, id))[0]).toEqual(made);
  });
});

describe('an image whose profile is as it was', () => {
  it('is left alone: nothing is rendered, written, told or purged', async () => {
    const id = await rendered();
    const state = async () => [
      await variantsOf(harness, id),
      await keysOf(id),
      await typesOf(id),
      await jobsAbout(id, 'purge'),
      await findImage(harness.database, id),
    ];
    // That nothing was said about the image since it was cropped is known from then on.
    await reprocess(id, before);
    const old = await state();
    expect(await reprocess(id, before)).toBe('ready');
    expect(await state()).toEqual(old);
    expect(await jobsAbout(id, 'purge')).toEqual([]);
  });

  it('gets the crops that follow its focal point, once it was moved', async () => {
    const id = await rendered();
    await updateImage(harness, alice, { id, changes: { focalPoint: { x: 0, y: 0 } } });
    const [, , , old] = await variantsOf(harness, id);
    await reprocess(id, before);
    const [, , , made] = await variantsOf(harness, id);
    expect(made?.name).toBe('aimed');
    expect(made?.digest).not.toBe(old?.digest);
    expect(await reprocess(id, before)).toBe('ready');
    expect((await variantsOf(harness, id))[3]).toEqual(made);
  });

  it('keeps the outputs that somebody asked for', async () => {
    const { image } = await harness.upload(picture, { outputs: ['w20-gray.webp'] });
    await renderBoth(harness, image.id);
    await renderPart(harness, image.id, 'lazy');
    const output = (await variantsOf(harness, image.id)).find(({ name }) => name === 'w20-gray');
    await reprocess(image.id, profilesOf(small));
    expect(listed(await variantsOf(harness, image.id))).toEqual(['thumb.webp 20x20', 'w20-gray.webp 20x15']);
    expect((await variantsOf(harness, image.id))[1]).toEqual(output);
  });
});

describe('a lazy variant', () => {
  const changed = before.replace('size: 30x30', 'size: 25x25');

  it('that nobody has asked for is made by the new rules when somebody does', async () => {
    const id = await rendered();
    await reprocess(id, changed);
    const row = (await variantsOf(harness, id)).find(({ name }) => name === 'later');
    expect(row).toMatchObject({ status: 'PENDING', requestedAt: null, geometry: { width: 25 } });
    await requestVariants(harness, [{ imageId: id, name: 'later' }], 'a-request');
    await renderPart(harness, id, 'lazy');
    expect(listed(await variantsOf(harness, id)).at(-1)).toBe('later.jpeg 25x19');
  });

  it('that was asked for is made anew, and does not keep old blobs from being removed', async () => {
    const id = await rendered();
    await requestVariants(harness, [{ imageId: id, name: 'later' }], 'a-request');
    await renderPart(harness, id, 'lazy');
    await reprocess(id, changed);
    expect(listed(await variantsOf(harness, id)).at(-1)).toBe('later.jpeg 25x19');
    await removeSuperseded(id);
    expect(await keysOf(id)).toHaveLength(5);
  });
});

describe('an image that has failed', () => {
  const failed = async (): Promise<string> => {
    const { image } = await harness.upload(picture);
    await sql(
      harness.database,
      `UPDATE images SET status = 'FAILED', failure_code = 'RENDER_FAILED', failure_message = 'm' WHERE id = $1`,
      [image.id],
    );
    await sql(
      harness.database,
      `UPDATE variants SET status = 'FAILED', failure_code = 'RENDER_FAILED' WHERE image_id = $1 AND NOT lazy`,
      [image.id],
    );
    return image.id;
  };

  it('is tried again and is READY when it succeeds', async () => {
    const id = await failed();
    const told = (await typesOf(id)).length;
    expect(await reprocess(id, before)).toBe('ready');
    expect(await findImage(harness.database, id)).toMatchObject({
      status: 'READY',
      failureCode: null,
      placeholder: expect.anything(),
    });
    const events = (await typesOf(id)).slice(told);
    expect(events.at(-1)).toBe('IMAGE_READY');
    expect(events.filter((type) => type === 'VARIANT_READY')).toHaveLength(4);
    // No job of an upload is sent by it.
    expect(await jobsAbout(id, 'render-rest')).toEqual([]);
  });

  it('stays as it is when it fails again', async () => {
    const id = await failed();
    const rows = await variantsOf(harness, id);
    const pool = { ...harness.pool, render: () => Promise.reject(new AppError('IMAGE_CORRUPT')) };
    expect(await reprocess(id, before, { pool })).toBe('failed');
    expect(await variantsOf(harness, id)).toEqual(rows);
    expect(await findImage(harness.database, id)).toMatchObject({ status: 'FAILED' });
  });
});

describe('what happens meanwhile', () => {
  it('is taken for what it is: a worker that makes the variants first leaves nothing to do', async () => {
    const { image } = await harness.upload(picture);
    let done = false;
    const pool = interrupting(harness.pool, async () => {
      if (!done) await renderBoth(harness, image.id);
      done = true;
    });
    expect(await reprocess(image.id, before, { pool })).toBe('ready');
    const rows = await variantsOf(harness, image.id);
    expect(new Set(await keysOf(image.id))).toEqual(
      new Set(rows.flatMap(({ storageKey }) => storageKey ?? [])),
    );
    const ready = (await eventsOf(harness, image.id)).filter(({ type }) => type === 'VARIANT_READY');
    expect(new Set(ready.map(({ variantId }) => variantId)).size).toBe(ready.length);
  });

  it('leaves nothing of an image that is deleted', async () => {
    const id = await rendered();
    let isThere = true;
    const pool = interrupting(harness.pool, async () => {
      if (isThere) await deleteImages(harness, alice, [id]);
      isThere = false;
    });
    expect(await reprocess(id, profilesOf(small), { pool })).toBe('deleted');
    expect(await variantsOf(harness, id)).toEqual([]);
    const left = await keysOf(id);
    // The old ones are the deletion's job.
    expect(left.every((key) => !/[0-9a-f]{64}-/.test(key))).toBe(true);
  });

  it('two runs at once come to one result', async () => {
    const id = await rendered();
    const told = (await typesOf(id)).length;
    expect(await Promise.all([reprocess(id, profilesOf(small)), reprocess(id, profilesOf(small))])).toEqual([
      'ready',
      'ready',
    ]);
    expect((await typesOf(id)).slice(told)).toEqual(['VARIANT_READY', 'IMAGE_UPDATED']);
    await removeSuperseded(id);
    expect(await keysOf(id)).toHaveLength(1);
  });

  it('an image that is gone, or whose profile is, is said so', async () => {
    const id = await rendered();
    const others =
      profilesOf(thumb).replace('default', 'other') + profilesOf(thumb).slice('\nprofiles:'.length);
    await sql(harness.database, `UPDATE images SET profile = 'gone' WHERE id = $1`, [id]);
    expect(await reprocess(id, others)).toBe('failed');
    expect(await reprocess('019bd0c8-0000-7000-8000-000000000000', before)).toBe('deleted');
  });

  it('replaced blobs are left where a variant came out alike, or may yet', async () => {
    const id = await rendered();
    const [row] = await variantsOf(harness, id);
    const keys = [row?.storageKey ?? ''];
    await removeSupersededBlobs(harness, { imageId: id, keys });
    expect(await keysOf(id)).toContain(keys[0]);
    await sql(harness.database, `UPDATE variants SET status = 'PENDING', storage_key = NULL WHERE id = $1`, [
      row?.id,
    ]);
    await expect(removeSupersededBlobs(harness, { imageId: id, keys })).rejects.toMatchObject({
      code: 'VARIANT_NOT_READY',
    });
    expect(await keysOf(id)).toContain(keys[0]);
  });
});

it('its job is in a queue of its own', () => {
  expect(reprocessJob.name).toBe('reprocess');
});
