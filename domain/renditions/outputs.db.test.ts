/** Outputs from the request to the bytes: with every way in, of images that exist, and what becomes of bad ones. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pixelAt } from '../../media/fixtures/compare.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { eventsOf, factsOf } from '../../test/facts.ts';
import { admin, alice, bob, type Harness, openHarness, silent, viewerOf } from '../../test/harness.ts';
import { seedImage, seedVariants } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { findVariantsOfImages } from '../images/find-images.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { IncomingUpload } from '../uploads/receive-upload.ts';
import { maxOutputsPerImage } from './add-outputs.ts';
import { renderOutputs } from './render-outputs.ts';
import { renderVariants } from './render-variants.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }
      - { name: later, size: 30x30, fit: cover, formats: [webp], lazy: true }
  bare: { allowed_mimes: [image/jpeg], size_max_bytes: 200000 }
  once: { allowed_mimes: [image/jpeg], size_max_bytes: 200000, deduplicate: true }
`;
  [harness, picture] = await Promise.all([
    openHarness({ profiles, quotas: { bytes: undefined, images: undefined } }),
    photo({ width: 160, height: 120 }),
  ]);
}, 30_000);
afterAll(() => harness.close());

const upload = (outputs: readonly string[], more: Partial<IncomingUpload> = {}) =>
  harness.upload(Readable.from([picture]), { outputs, ...more });

const variantsOf = ({ id }: { id: string }) => findVariantsOfImages(harness.database, [id]);
const described = (variants: readonly VariantEntity[]) =>
  variants.map(({ name, format, status }) => `${name}.${format} ${status}`);

/** What one job does. */
const render = (imageId: string, part: 'first' | 'rest' | 'lazy') =>
  renderVariants(harness, {
    imageId,
    part,
    requestId: 'a-request',
    signal: new AbortController().signal,
    logger: silent,
  });

const bytesOf = async ({ storageKey }: VariantEntity): Promise<Buffer> =>
  Buffer.concat(await (await harness.store.open(storageKey ?? '')).body.toArray());

const ask = async (imageIds: readonly string[], outputs: readonly string[], viewer = alice) =>
  (await renderOutputs(harness, { viewer, imageIds, outputs, requestId: 'a-request' })).requested;

describe('an upload with outputs', () => {
  it('has them beside the variants of its profile, rendered by a worker and announced', async () => {
    const worker = await harness.startWorker();
    try {
      const { image } = await upload([
        '100x100.jpg',
        'w80-gray.webp',
        'x100-cover.jpeg',
        'thumb.png',
        'w150-qauto.jpg',
        'w150-qauto9.jpg',
      ]);
      const ready = await until('the outputs', async () => {
        const variants = await variantsOf(image);
        const isDone = variants.every(({ status, name }) => status === 'READY' || name === 'later');
        return isDone && variants;
      });
      expect(described(ready)).toEqual([
        'thumb.webp READY',
        'later.webp PENDING',
        'x100.jpeg READY',
        'w80-gray.webp READY',
        'thumb.png READY',
        'w150-qauto.jpeg READY',
        'w150-qauto9.jpeg READY',
      ]);
      expect(ready.map(({ width, height }) => `${width}x${height}`).slice(2)).toEqual([
        '100x100',
        '80x60',
        '40x40',
        '150x113',
        '150x113',
      ]);
      // What was found is what a client is told.
      expect(ready.at(-1)?.quality).toBeLessThan(ready.at(-2)?.quality ?? 0);
      const events = await eventsOf(harness, image.id);
      expect(events.filter(({ type }) => type === 'VARIANT_READY')).toHaveLength(6);
      const [red = 0, , blue = 0] = await pixelAt(await bytesOf(ready[3] as VariantEntity), 10, 10);
      expect(Math.abs(red - blue)).toBeLessThan(4);
    } finally {
      await worker.stop();
    }
  });

  it('is never upscaled', async () => {
    const { image } = await upload(['w4000.jpg', '4000x3000-contain.png', 'h4000-dpr2.webp']);
    await render(image.id, 'lazy');
    const sizes = (await variantsOf(image)).slice(2).map(({ width, height }) => `${width}x${height}`);
    expect(sizes).toEqual(['160x120', '4000x3000', '160x120']);
  });

  it('is refused before anything is stored when one of them is wrong', async () => {
    const before = await factsOf(harness);
    await expect(upload(['x300.jpg', 'w0.jpg'])).rejects.toMatchObject({ code: 'INVALID_TRANSFORM' });
    await expect(upload(['x300.auto'])).rejects.toMatchObject({ code: 'OUTPUT_UNSUPPORTED' });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('is the same request in whatever spelling, and another with other outputs', async () => {
    const key = { idempotencyKey: 'outputs' };
    const first = await upload(['300x300.jpeg'], key);
    expect((await upload(['x300.jpg'], key)).image.id).toBe(first.image.id);
    await expect(upload(['x301.jpg'], key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    await expect(upload([], key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('needs no variants of its profile', async () => {
    const { image } = await upload(['x50.jpg'], { profile: 'bare' });
    expect(image.status).toBe('READY');
    await render(image.id, 'lazy');
    expect(described(await variantsOf(image))).toEqual(['x50.jpeg READY']);
  });

  it('gives them to the image that is there of the same bytes', async () => {
    const first = await upload(['x50.jpg'], { profile: 'once' });
    const second = await upload(['x50.jpg', 'x60.jpg'], { profile: 'once' });
    expect(second.image.id).toBe(first.image.id);
    await render(first.image.id, 'lazy');
    expect(described(await variantsOf(first.image))).toEqual(['x50.jpeg READY', 'x60.jpeg READY']);
  });

  it('has a lazy variant made at once that is named', async () => {
    const { image } = await upload(['later.webp']);
    await render(image.id, 'lazy');
    expect(described(await variantsOf(image))).toEqual(['thumb.webp PENDING', 'later.webp READY']);
  });
});

describe('outputs of an image that exists', () => {
  it('are made once, however often and by however many they are asked for', async () => {
    const { image } = await upload([]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask([image.id], ['x70.jpg', 'x70.png'])),
    );
    expect(new Set(answers.flat().map(({ variant }) => variant.id)).size).toBe(2);
    await render(image.id, 'lazy');
    const before = await factsOf(harness);
    const again = await ask([image.id], ['70x70.png']);
    expect(again).toMatchObject([{ variant: { name: 'x70', format: 'png', status: 'READY' } }]);
    expect(await factsOf(harness)).toEqual(before);
  });

  it('are answered in the order of the request', async () => {
    const [one, other] = [(await upload([])).image, (await upload([])).image];
    const answer = await ask([other.id, one.id, other.id], ['w20.webp', 'w10.webp']);
    expect(answer.map(({ image, variant }) => [image.id, variant.name])).toEqual([
      [other.id, 'w20'],
      [other.id, 'w10'],
      [one.id, 'w20'],
      [one.id, 'w10'],
    ]);
  });

  it('come out alike when they are made again', async () => {
    const { image } = await upload(['x90-sharpen1-rot90-q70.jpg']);
    await render(image.id, 'lazy');
    const [, , first] = await variantsOf(image);
    await sql(harness.database, `UPDATE variants SET status = 'PENDING', digest = NULL WHERE id = $1`, [
      first?.id,
    ]);
    await render(image.id, 'lazy');
    const [, , again] = await variantsOf(image);
    expect(again).toMatchObject({ status: 'READY', digest: first?.digest });
  });

  it('that failed are made anew, and nothing else is taken along when they fail', async () => {
    const { image } = await upload(['x33.jpg']);
    const broken: Harness['pool'] = {
      ...harness.pool,
      render: () => Promise.reject(new AppError('IMAGE_CORRUPT')),
    };
    const job = { imageId: image.id, requestId: 'a', signal: AbortSignal.timeout(10_000), logger: silent };
    await renderVariants({ ...harness, pool: broken }, { ...job, part: 'lazy' });
    expect(described(await variantsOf(image))).toEqual([
      'thumb.webp PENDING',
      'later.webp PENDING',
      'x33.jpeg FAILED',
    ]);
    await render(image.id, 'first');
    await ask([image.id], ['x33.jpg']);
    await render(image.id, 'lazy');
    expect(described(await variantsOf(image))).toContain('x33.jpeg READY');
  });

  it('in HEIC fail alone where it cannot be written', async () => {
    const { image } = await upload(['x44.heic', 'x44.jpg', 'x44.webp']);
    const without: Harness['pool'] = {
      ...harness.pool,
      render: (task, options) =>
        task.encodings.some(({ format }) => format === 'heic')
          ? Promise.reject(new AppError('HEIC_UNAVAILABLE'))
          : harness.pool.render(task, options),
    };
    const job = { imageId: image.id, requestId: 'a', signal: AbortSignal.timeout(10_000), logger: silent };
    await renderVariants({ ...harness, pool: without }, { ...job, part: 'lazy' });
    const outputs = (await variantsOf(image)).slice(2);
    expect(described(outputs)).toEqual(['x44.heic FAILED', 'x44.jpeg READY', 'x44.webp READY']);
    expect(outputs[0]?.failureCode).toBe('HEIC_UNAVAILABLE');
  });

  it('are refused of an image that has failed', async () => {
    const image = await seedImage(harness.database, { status: 'FAILED', failureCode: 'IMAGE_CORRUPT' });
    await expect(ask([image.id], ['x30.jpg'])).rejects.toMatchObject({
      code: 'IMAGE_FAILED',
      message: expect.stringContaining('IMAGE_CORRUPT'),
    });
  });

  it('are at most a hundred of one image, and those that are there can still be asked for', async () => {
    const image = await seedImage(harness.database);
    const rows = Array.from({ length: maxOutputsPerImage }, (_, index) => ({ name: `w${index + 1}` }));
    await seedVariants(
      harness.database,
      image.id,
      rows.map((row) => ({ ...row, effects: {}, lazy: true, requestedAt: new Date(), status: 'READY' })),
    );
    const before = await factsOf(harness);
    await expect(ask([image.id], ['w101.webp'])).rejects.toMatchObject({ code: 'TOO_MANY_OUTPUTS' });
    expect(await ask([image.id], ['w100.webp'])).toHaveLength(1);
    expect(await factsOf(harness)).toEqual(before);
  });

  it('have no presets where the profile is gone', async () => {
    const image = await seedImage(harness.database, { profile: 'gone' });
    expect(await ask([image.id], ['x30.jpg'])).toHaveLength(1);
    await expect(ask([image.id], ['thumb.jpg'])).rejects.toMatchObject({
      code: 'INVALID_TRANSFORM',
      message: expect.stringContaining('there are none'),
    });
  });

  it('are for their owner, for all of the images or none', async () => {
    const mine = await seedImage(harness.database);
    const theirs = await seedImage(harness.database, { ownerId: 'bob', visibility: 'PUBLIC' });
    await expect(ask([mine.id, theirs.id], ['x30.jpg'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask([mine.id], ['x30.jpg'], bob)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await variantsOf(mine)).toEqual([]);
    await expect(ask([mine.id], ['x30.jpg'], viewerOf('alice', 'READ'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await ask([mine.id, theirs.id], ['x30.jpg'], admin)).toHaveLength(2);
  });

  it.each<[string, number, string[]]>([
    ['no image', 0, ['x30.jpg']],
    ['too many images', 251, ['x30.jpg']],
    ['no output', 1, []],
    ['too many outputs', 1, Array.from({ length: 21 }, (_, index) => `w${index + 1}.jpg`)],
  ])('are refused for %s', async (_, images, outputs) => {
    const image = await seedImage(harness.database);
    const ids = Array.from({ length: images }, (_each, index) =>
      index === 0 ? image.id : crypto.randomUUID(),
    );
    await expect(ask(ids, outputs)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('an output that follows the focal point', () => {
  it('is made of the point that the image has then, and so is one that is tried again', async () => {
    const { image } = await upload([]);
    const point = (x: number | null, y: number | null) =>
      sql(harness.database, 'UPDATE images SET focal_x = $2, focal_y = $3 WHERE id = $1 RETURNING 1', [
        image.id,
        x,
        y,
      ]);
    const made = async (spec: string) => {
      await ask([image.id], [spec]);
      await render(image.id, 'lazy');
      const found = (await variantsOf(image)).find(({ name }) => spec.startsWith(`${name}.`));
      expect([spec, found?.status]).toEqual([spec, 'READY']);
      return found?.digest;
    };
    const middle = await made('x40.png');
    expect(await made('x40-focus.png')).toBe(middle);
    await ask([image.id], ['20x60-focus.png']);
    await point(0, 0.5);
    await render(image.id, 'lazy');
    const queued = (await variantsOf(image)).find(({ name }) => name === '20x60-focus');
    expect(queued?.geometry.gravity).toBe('focus');
    expect(queued?.digest).not.toBe(await made('20x60.png'));
    expect(queued?.digest).toBe(await made('20x60-west.png'));
  });
});
