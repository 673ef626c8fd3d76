import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { heic } from '../../media/fixtures/heic.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { video } from '../../media/fixtures/videos.ts';
import { findTool } from '../../media/pool/find-tool.ts';
import { eventsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness, silent } from '../../test/harness.ts';
import { renderBoth, renderPart, variantsOf } from '../../test/rendering.ts';
import { findImage } from '../images/find-images.ts';
import { completeUpload } from './complete-upload.ts';
import { createUpload } from './create-upload.ts';

const profiles = `
profiles:
  default: { allowed_mimes: [image/jpeg, image/heic], size_max_bytes: 100000 }
  film:
    kind: video
    allowed_mimes: [video/mp4, video/webm]
    size_max_bytes: 100000
    max_pixels: 40000
    sizes: ['40', '80x80']
    convert_to: [webp, jpeg]
  bare: { kind: video, allowed_mimes: [video/mp4], size_max_bytes: 100000, variants: [] }
`;

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness({ profiles });
});
afterAll(() => harness.close());

const film = async (bytes: Uint8Array) => (await harness.upload(bytes, { profile: 'film' })).image;
const typesOf = async (imageId: string) => (await eventsOf(harness, imageId)).map(({ type }) => type);

describe('a video', () => {
  it('is READY as soon as it is stored, as it came, with its size and how long it lasts', async () => {
    const bytes = await video({ rotation: 90, seconds: 3 });
    const image = await film(bytes);
    expect(await findImage(harness.database, image.id)).toMatchObject({
      status: 'READY',
      contentType: 'video/mp4',
      width: 120,
      height: 160,
      frames: 1,
      durationSeconds: 3,
    });
    expect(await typesOf(image.id)).toEqual(['IMAGE_UPLOADED', 'IMAGE_READY']);
    const stored = await harness.store.withLocalFile(image.storageKey, (path) => readFile(path));
    expect(stored.equals(bytes)).toBe(true);
  });

  it('has no variants where its profile names none', async () => {
    const { image } = await harness.upload(await video(), { profile: 'bare' });
    expect([image.status, await variantsOf(harness, image.id)]).toEqual(['READY', []]);
  });

  it('is not taken for an image, nor an image for a video', async () => {
    const picture = await photo({ width: 160, height: 120 });
    const mismatch = { code: 'UNSUPPORTED_MEDIA_TYPE' };
    await expect(harness.upload(await video())).rejects.toMatchObject(mismatch);
    await expect(film(picture)).rejects.toMatchObject(mismatch);
    // A kind that the profile does not list.
    await expect(film(await video({ format: 'mov' }))).rejects.toMatchObject(mismatch);
  });

  it('is refused when it is damaged, has no picture, or is larger than its profile allows', async () => {
    const bytes = await video();
    await expect(film(bytes.subarray(0, bytes.length - 100))).rejects.toMatchObject({
      code: 'VIDEO_CORRUPT',
    });
    const large = await video({ format: 'webm', width: 300, height: 200 });
    await expect(film(large)).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
    const endless = Readable.from([bytes, Buffer.alloc(100_000)]);
    await expect(harness.upload(endless, { profile: 'film' })).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
  });
});

describe('a direct upload', () => {
  const direct = async (bytes: Buffer, wish: { contentType: string; profile: string }) => {
    const { upload } = await createUpload(harness, {
      ...wish,
      viewer: alice,
      filename: 'from a phone',
      byteSize: bytes.length,
    });
    await harness.store.put(upload.storageKey, bytes, { contentType: wish.contentType });
    const about = { viewer: alice, uploadId: upload.id, requestId: 'a-request', logger: silent };
    return (await completeUpload(harness, about)).image;
  };

  it('may announce a type by the other names that browsers have for it', async () => {
    const m4v = await video();
    m4v.write('M4V ', 8, 'latin1');
    expect(await direct(m4v, { contentType: 'video/x-m4v', profile: 'film' })).toMatchObject({
      contentType: 'video/mp4',
    });
    expect(await direct(heic(), { contentType: 'image/heif', profile: 'default' })).toMatchObject({
      contentType: 'image/heic',
    });
    await expect(direct(heic(), { contentType: 'video/mp4', profile: 'film' })).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });
});

(findTool('ffmpeg') === undefined ? describe.skip : describe)('where ffmpeg is installed', () => {
  it('a frame of a video is made into its variants and its placeholder', async () => {
    const image = await film(await video());
    await renderBoth(harness, image.id);
    const made = await variantsOf(harness, image.id);
    expect(made.map(({ name, format, status, width }) => [name, format, status, width])).toEqual([
      ['w40', 'webp', 'READY', 40],
      ['w40', 'jpeg', 'READY', 40],
      ['w80h80', 'webp', 'READY', 80],
      ['w80h80', 'jpeg', 'READY', 80],
    ]);
    const found = await findImage(harness.database, image.id);
    expect(found).toMatchObject({
      status: 'READY',
      width: 160,
      placeholder: { dominantColor: expect.stringMatching(/^#/) },
    });
  });

  it('a video whose frames are none stays READY, and is not tried again', async () => {
    const bytes = await video();
    bytes.fill(0xff, bytes.indexOf('mdat') + 4);
    const image = await film(bytes);
    await renderPart(harness, image.id, 'first');
    const made = await variantsOf(harness, image.id);
    expect(made.map(({ failureCode }) => failureCode)).toEqual(
      Array.from({ length: 4 }, () => 'POSTER_FAILED'),
    );
    expect(await findImage(harness.database, image.id)).toMatchObject({ status: 'READY', failureCode: null });
  });
});

describe('where ffmpeg is not installed', () => {
  const searchPath = process.env['PATH'];
  let without: Harness;
  beforeAll(async () => {
    without = await openHarness({ profiles });
    process.env['PATH'] = '';
    await without.pool.ready();
    process.env['PATH'] = searchPath;
  });
  afterAll(() => without.close());

  it('a video is READY, and its variants say why they are missing', async () => {
    const { image } = await without.upload(await video(), { profile: 'film' });
    await renderPart(without, image.id, 'first');
    expect(await findImage(without.database, image.id)).toMatchObject({ status: 'READY', failureCode: null });
    const variants = await variantsOf(without, image.id);
    expect(variants.map(({ status, failureCode }) => [status, failureCode])).toEqual(
      Array.from({ length: 4 }, () => ['FAILED', 'POSTER_UNAVAILABLE']),
    );
    const types = (await eventsOf(without, image.id)).map(({ type }) => type);
    expect(types).toEqual(['IMAGE_UPLOADED', 'IMAGE_READY', ...variants.map(() => 'VARIANT_FAILED')]);
  });
});
