import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '../../platform/errors.ts';
import { countingTail } from '../../test/followed.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { seedImage, seedVariants } from '../../test/seed.ts';
import { within } from '../../test/until.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { type AwaitedVariants, awaitVariant } from './await-variant.ts';
import { failVariants } from './fail-variants.ts';
import { storeVariant } from './store-variant.ts';

let harness: Harness;
let tail: ReturnType<typeof countingTail>;
beforeAll(async () => {
  harness = await openHarness();
  tail = countingTail(harness.tail);
});
afterAll(() => harness.close());

async function waiting(given: Partial<VariantEntity> = {}) {
  const image = await seedImage(harness.database);
  const [variant] = await seedVariants(harness.database, image.id, [given]);
  if (!variant) throw new Error('no variant');
  return { image, variant };
}

const first = ([variant]: readonly VariantEntity[]): VariantEntity => {
  if (!variant) throw new AppError('NOT_FOUND', { what: 'The variant' });
  return variant;
};

const awaited = (imageId: string, more: Partial<AwaitedVariants> = {}): Promise<VariantEntity | undefined> =>
  awaitVariant(
    { database: harness.database, queue: harness.queue, tail },
    {
      imageId,
      choose: first,
      waitSeconds: 20,
      signal: new AbortController().signal,
      requestId: 'a-request',
      ...more,
    },
  );

const store = (image: ImageEntity, variant: VariantEntity) =>
  storeVariant(harness, {
    image,
    variant,
    requestId: 'a-request',
    output: {
      encoding: { format: 'webp' },
      data: Buffer.from(variant.id),
      width: 40,
      height: 40,
      quality: 80,
      processingMs: 3,
    },
  });

describe('waiting for a variant', () => {
  it('is over at once when it is there', async () => {
    const { image, variant } = await waiting();
    await store(image, variant);
    expect(await awaited(image.id, { waitSeconds: 0 })).toMatchObject({ id: variant.id, status: 'READY' });
  });

  it('is over at the moment when it is made', async () => {
    const { image, variant } = await waiting();
    const answer = awaited(image.id);
    await store(image, variant);
    expect(await within('it is answered', answer)).toMatchObject({ status: 'READY', width: 40 });
    expect(tail.watchers()).toBe(0);
  });

  it('does not begin where nobody wants to wait', async () => {
    const { image } = await waiting();
    await expect(awaited(image.id, { waitSeconds: 0 })).rejects.toMatchObject({ code: 'VARIANT_NOT_READY' });
  });

  it('has an end, and frees its watch', async () => {
    const { image } = await waiting();
    await expect(awaited(image.id, { waitSeconds: 0.05 })).rejects.toMatchObject({
      code: 'VARIANT_NOT_READY',
    });
    expect(tail.watchers()).toBe(0);
  });

  it('ends with whoever waits', async () => {
    const { image } = await waiting();
    const reader = new AbortController();
    const answer = awaited(image.id, { signal: reader.signal });
    answer.catch(() => undefined);
    reader.abort();
    await expect(within('it ends', answer)).rejects.toMatchObject({ code: 'VARIANT_NOT_READY' });
    expect(tail.watchers()).toBe(0);
  });

  it('ends at once for a reader who was gone before it began', async () => {
    const { image } = await waiting();
    const answer = awaited(image.id, { signal: AbortSignal.abort() });
    await expect(within('it ends', answer, 5_000)).rejects.toMatchObject({ code: 'VARIANT_NOT_READY' });
  });

  it('fails with the fault of the picture, and with one code for every other fault', async () => {
    const [corrupt, slow] = [await waiting(), await waiting()];
    const answers = [corrupt, slow].map(({ image }) =>
      awaited(image.id).catch((error: unknown) => (error as AppError).code),
    );
    const fail = (imageId: string, failure: AppError) =>
      failVariants(harness, { imageId, part: 'all', failure, requestId: 'a-request' });
    await fail(corrupt.image.id, new AppError('IMAGE_CORRUPT'));
    await fail(slow.image.id, new AppError('RENDER_TIMEOUT', { seconds: 60 }));
    expect(await Promise.all(answers)).toEqual(['IMAGE_CORRUPT', 'RENDER_FAILED']);
  });

  it('fails as it should when what was chosen is not there', async () => {
    const image = await seedImage(harness.database);
    await expect(awaited(image.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
