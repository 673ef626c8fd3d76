import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { eventsOf, factsOf, jobsOf } from '../../test/facts.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { insertJob } from '../../test/insert-job.ts';
import { renderBoth, renderPart, settledImage, variantsOf } from '../../test/rendering.ts';
import { sabotaged } from '../../test/sabotage.ts';
import { until } from '../../test/until.ts';
import { findImage } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { failVariants } from './fail-variants.ts';
import { renderFirst, renderRest } from './render-job.ts';
import { storeVariant } from './store-variant.ts';

const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg, image/png, image/webp]
    size_max_bytes: 200000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp, jpeg] }
      - { name: full, formats: [webp] }
  optional_last:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: thumb, size: 40x40, formats: [webp] }
      - { name: extra, size: 60x60, formats: [webp], required: false }
      - { name: full, formats: [webp] }
  optional_first:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: extra, size: 40x40, formats: [webp], required: false }
      - { name: full, formats: [webp] }
  optional_only:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: extra, size: 40x40, formats: [webp], required: false }
`;

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness({ profiles }), photo({ width: 160, height: 120 })]);
  // Here it is about what follows the last attempt.
  await sql(
    harness.database,
    'UPDATE pgboss.queue SET retry_limit = 1, retry_delay = 0, retry_backoff = false',
  );
});
afterAll(() => harness.close());

const typesOf = async (imageId: string): Promise<string[]> =>
  (await eventsOf(harness, imageId)).map(({ type }) => type);

const statesOf = async (imageId: string): Promise<string[]> =>
  (await variantsOf(harness, imageId)).map(({ name, status }) => `${name} ${status}`);

const withWorker = async <T>(use: () => Promise<T>): Promise<T> => {
  const worker = await harness.startWorker();
  try {
    return await use();
  } finally {
    await worker.stop();
  }
};

describe('a photo that is cut off', () => {
  const truncated = (): Buffer => picture.subarray(0, Math.floor(picture.length / 2));

  it('becomes FAILED with IMAGE_CORRUPT, which is announced once and not tried again', async () => {
    const { image } = await harness.upload(truncated());
    const settled = await withWorker(() => settledImage(harness, image.id));
    expect(settled).toMatchObject({
      status: 'FAILED',
      failureCode: 'IMAGE_CORRUPT',
      failureMessage: expect.stringContaining('damaged'),
    });
    expect(await statesOf(image.id)).toEqual(['thumb FAILED', 'thumb FAILED', 'full FAILED']);
    expect(await typesOf(image.id)).toEqual([
      'IMAGE_UPLOADED',
      'VARIANT_FAILED',
      'VARIANT_FAILED',
      'VARIANT_FAILED',
      'IMAGE_FAILED',
    ]);
    const jobs = (await jobsOf(harness)).filter(({ data }) => data.imageId === image.id);
    expect(jobs.map(({ name, state, retries }) => `${name} ${state} ${retries}`)).toEqual([
      'render-first completed 0',
    ]);
    expect((await harness.blobs()).filter((key) => key.includes(image.id))).toEqual([]);
  });

  it('stays so when its jobs run again', async () => {
    const { image } = await harness.upload(truncated());
    await renderBoth(harness, image.id);
    const before = await factsOf(harness);
    await renderBoth(harness, image.id);
    expect(await factsOf(harness)).toEqual(before);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('is never READY, wherever it is cut: %s', async (format) => {
    const whole = await photo({ width: 160, height: 120, format });
    const outcomes: string[] = [];
    for (const part of [0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
      outcomes.push(await outcomeOf(whole.subarray(0, Math.floor(whole.length * part))));
    // What the header shows is refused at once, pixels that are missing only when they are looked for.
    expect(
      outcomes.filter((outcome) => !['FAILED IMAGE_CORRUPT', 'IMAGE_CORRUPT'].includes(outcome)),
    ).toEqual([]);
  });

  async function outcomeOf(bytes: Buffer): Promise<string> {
    try {
      const { image } = await harness.upload(bytes);
      await renderBoth(harness, image.id);
      const { status, failureCode } = (await findImage(harness.database, image.id)) ?? image;
      return `${status} ${failureCode}`;
    } catch (error) {
      return (error as AppError).code;
    }
  }
});

describe('an image whose bytes are gone', () => {
  it('is FAILED, for no attempt can bring them back', async () => {
    const { image } = await harness.upload(picture);
    await harness.store.delete([image.storageKey]);
    await renderPart(harness, image.id, 'first');
    expect(await findImage(harness.database, image.id)).toMatchObject({
      status: 'FAILED',
      failureCode: 'BLOB_MISSING',
    });
  });
});

describe('a variant that cannot be stored, however often it is tried', () => {
  const refusing = (name: string) =>
    ({ table: 'variants', on: 'UPDATE', when: `NEW.status = 'READY' AND NEW.name = '${name}'` }) as const;

  it('takes a whole image along where it is required; what was made stays', async () => {
    const settled = await sabotaged(harness.database, refusing('full'), () =>
      withWorker(async () => {
        const { image } = await harness.upload(picture, { requestId: 'req-9' });
        return settledImage(harness, image.id);
      }),
    );
    expect(settled).toMatchObject({
      status: 'FAILED',
      failureCode: 'INTERNAL',
      failureMessage: expect.stringContaining('req-9'),
    });
    expect(await statesOf(settled.id)).toEqual(['thumb READY', 'thumb READY', 'full FAILED']);
    expect((await typesOf(settled.id)).slice(-2)).toEqual(['VARIANT_FAILED', 'IMAGE_FAILED']);
  });

  it('takes all others along where it is the required first', async () => {
    const settled = await sabotaged(harness.database, refusing('thumb'), () =>
      withWorker(async () => {
        const { image } = await harness.upload(picture);
        return settledImage(harness, image.id);
      }),
    );
    expect(settled.status).toBe('FAILED');
    expect(await statesOf(settled.id)).toEqual(['thumb FAILED', 'thumb FAILED', 'full FAILED']);
    expect(
      (await jobsOf(harness)).filter(
        ({ name, data }) => name === 'render-rest' && data.imageId === settled.id,
      ),
    ).toEqual([]);
  });

  it.each(['optional_last', 'optional_first', 'optional_only'])(
    'leaves the image READY where it is optional: %s',
    async (profile) => {
      const settled = await sabotaged(harness.database, refusing('extra'), () =>
        withWorker(async () => {
          const { image } = await harness.upload(picture, { profile });
          await until('the optional one has failed', async () =>
            (await statesOf(image.id)).includes('extra FAILED'),
          );
          return settledImage(harness, image.id);
        }),
      );
      expect(settled).toMatchObject({ status: 'READY', failureCode: null });
      expect((await statesOf(settled.id)).filter((state) => !state.startsWith('extra'))).toEqual(
        { optional_last: ['thumb READY', 'full READY'], optional_first: ['full READY'] }[profile] ?? [],
      );
      const types = await typesOf(settled.id);
      expect(types.filter((type) => type === 'VARIANT_FAILED')).toHaveLength(1);
      expect(types.filter((type) => type === 'IMAGE_READY')).toHaveLength(1);
      expect(types).not.toContain('IMAGE_FAILED');
    },
  );
});

describe('a dead letter of the rendering', () => {
  it.each([renderFirst, renderRest])('fails what was waiting for it: $name', async ({ name }) => {
    const { image } = await harness.upload(picture);
    await insertJob(harness.database, `${name}.dead`, { imageId: image.id, requestId: 'req-5' });
    // Nothing else is to work on it.
    await sql(harness.database, `DELETE FROM pgboss.job WHERE name = 'render-first'`);
    const settled = await withWorker(() => settledImage(harness, image.id));
    expect(settled).toMatchObject({
      status: 'FAILED',
      failureCode: 'INTERNAL',
      failureMessage: expect.stringContaining('req-5'),
    });
    expect(await statesOf(image.id)).toEqual(['thumb FAILED', 'thumb FAILED', 'full FAILED']);
  });

  it('changes nothing about an image that is READY meanwhile', async () => {
    const { image } = await harness.upload(picture);
    await renderBoth(harness, image.id);
    const before = await factsOf(harness);
    const failure = new AppError('RENDER_TIMEOUT', { seconds: 1 });
    for (const part of ['first', 'rest', 'all'] as const)
      await failVariants(harness, { imageId: image.id, part, failure, requestId: 'a-request' });
    expect(await factsOf(harness)).toEqual(before);
    expect(await findImage(harness.database, image.id)).toMatchObject({ status: 'READY', failureCode: null });
  });
});

describe('a worker that wakes after its job was given up', () => {
  const late = (image: ImageEntity, variant: VariantEntity | undefined) =>
    storeVariant(harness, {
      image,
      variant: variant as VariantEntity,
      requestId: 'a-request',
      output: {
        encoding: { format: 'webp' },
        data: Buffer.from('late'),
        width: 40,
        height: 40,
        quality: 80,
        processingMs: 1,
      },
    });

  it('leaves alone what another has made in its place, also where the bytes differ', async () => {
    const { image } = await harness.upload(picture);
    await renderBoth(harness, image.id);
    const before = await factsOf(harness);
    const variants = await variantsOf(harness, image.id);
    await late(image, variants[0]);
    expect(await factsOf(harness)).toEqual(before);
    expect(await variantsOf(harness, image.id)).toEqual(variants);
  });

  it('brings no variant back that was announced as FAILED', async () => {
    const { image } = await harness.upload(picture);
    const variants = await variantsOf(harness, image.id);
    const failure = new AppError('RENDER_CRASHED');
    await failVariants(harness, { imageId: image.id, part: 'all', failure, requestId: 'a-request' });
    const before = await typesOf(image.id);
    await late(image, variants[0]);
    expect(await statesOf(image.id)).toEqual(['thumb FAILED', 'thumb FAILED', 'full FAILED']);
    expect(await typesOf(image.id)).toEqual(before);
    expect((await harness.blobs()).filter((key) => key.includes(image.id))).toEqual([]);
  });
});
