import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { eventsOf, factsOf, jobsOf } from '../../test/facts.ts';
import { alice, bob, type Harness, openHarness } from '../../test/harness.ts';
import { findImage, findVariantsOfImages } from '../images/find-images.ts';
import { usageOf } from '../usage/quota.ts';
import { findUpload } from './find-upload.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness(), photo({ width: 160, height: 120 })]);
});
afterAll(() => harness.close());

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('an accepted upload', () => {
  it('becomes an image with everything that was said and found', async () => {
    const { image } = await harness.upload(picture, {
      filename: '../träumerei.jpg',
      title: ' Dream ',
      description: 'of a\u0000 child',
      tags: ['blue', 'blue', ' sky '],
      namespace: 'diary',
      visibility: 'PUBLIC',
    });
    expect(await findImage(harness.database, image.id)).toEqual(Object.fromEntries(Object.entries(image)));
    expect(image).toMatchObject({
      ownerId: 'alice',
      status: 'PROCESSING',
      profile: 'default',
      filename: 'träumerei.jpg',
      title: 'Dream',
      description: 'of a child',
      tags: ['blue', 'sky'],
      namespace: 'diary',
      visibility: 'PUBLIC',
      contentType: 'image/jpeg',
      byteSize: picture.length,
      sha256: sha256(picture),
      width: 160,
      height: 120,
      frames: 1,
      hasAlpha: false,
      placeholder: null,
      failureCode: null,
    });
  });

  it('is private unless it says otherwise', async () => {
    expect((await harness.upload(picture)).image.visibility).toBe('PRIVATE');
  });

  it('keeps the bytes as they came, under a key that holds nothing of the client', async () => {
    const { image } = await harness.upload(picture, { filename: 'secret name.jpg' });
    expect(image.storageKey).toMatch(/^originals\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
    const stored = await harness.store.withLocalFile(image.storageKey, (path) => readFile(path));
    expect(sha256(stored)).toBe(sha256(picture));
  });

  it('has its nine variants waiting in the order of the profile', async () => {
    const { image } = await harness.upload(picture);
    const variants = await findVariantsOfImages(harness.database, [image.id]);
    expect(variants.map(({ name, format, status }) => `${name} ${format} ${status}`)).toEqual(
      ['thumb', 'medium', 'full'].flatMap((name) =>
        ['webp', 'jpeg', 'avif'].map((format) => `${name} ${format} PENDING`),
      ),
    );
  });

  it('sends one job, for the first variant, in the group of the owner', async () => {
    const { image } = await harness.upload(picture, { viewer: bob, requestId: 'req-7' });
    const data = { imageId: image.id, requestId: 'req-7' };
    const jobs = await jobsOf(harness);
    expect(jobs.filter((job) => job.data.imageId === image.id)).toEqual([
      expect.objectContaining({ name: 'render-first', state: 'created', group: 'bob', data }),
    ]);
  });

  it('is announced once', async () => {
    const { image } = await harness.upload(picture);
    expect(await eventsOf(harness, image.id)).toEqual([
      expect.objectContaining({ type: 'IMAGE_UPLOADED', variantId: null }),
    ]);
  });

  it('is charged with its bytes and one image', async () => {
    const carol = { ...alice, subject: 'carol' };
    await harness.upload(picture, { viewer: carol });
    await harness.upload(picture, { viewer: carol });
    expect(await usageOf(harness.database, 'carol')).toMatchObject({ bytes: 2 * picture.length, images: 2 });
  });

  it('completes its upload row', async () => {
    const { image, upload } = await harness.upload(picture);
    const row = await findUpload(harness.database, upload.id);
    expect(row).toMatchObject({
      status: 'COMPLETED',
      ownerId: 'alice',
      imageId: image.id,
      receivedBytes: picture.length,
      storageKey: image.storageKey,
      failureCode: null,
    });
    expect(upload).toMatchObject({ status: 'COMPLETED', imageId: image.id, receivedBytes: picture.length });
  });

  it('is READY at once where the profile makes no variants, without a job', async () => {
    const before = await factsOf(harness);
    const { image } = await harness.upload(picture, { profile: 'bare' });
    expect(image.status).toBe('READY');
    expect((await eventsOf(harness, image.id)).map(({ type }) => type)).toEqual([
      'IMAGE_UPLOADED',
      'IMAGE_READY',
    ]);
    expect((await factsOf(harness)).jobs).toBe(before.jobs);
  });

  it('has one job where the profile makes one variant', async () => {
    const { image } = await harness.upload(picture, { profile: 'photos' });
    const jobs = await jobsOf(harness);
    expect(jobs.filter((job) => job.data.imageId === image.id).map(({ name }) => name)).toEqual([
      'render-first',
    ]);
  });

  it('may arrive one byte at a time', async () => {
    const { image } = await harness.upload(Readable.from([...picture].map((byte) => Buffer.from([byte]))));
    expect(image.sha256).toBe(sha256(picture));
  });

  it('matches the digest that the client gave, in either case', async () => {
    const { image } = await harness.upload(picture, { sha256: sha256(picture).toUpperCase() });
    expect(image.sha256).toBe(sha256(picture));
  });

  it('is not recognised by its name', async () => {
    const { image } = await harness.upload(await photo({ width: 160, height: 120, format: 'png' }), {
      filename: 'really.gif',
    });
    expect(image).toMatchObject({ contentType: 'image/png', filename: 'really.gif' });
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)('may be a %s', async (format) => {
    const { image } = await harness.upload(await photo({ width: 160, height: 120, format }));
    expect(image).toMatchObject({ contentType: `image/${format}`, width: 160, height: 120 });
  });
});
