/** `Image.inspection`: what it says of a rendition, that it is true, and who is told. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { createInspections } from '../../domain/renditions/inspect-rendition.ts';
import { Places } from '../../domain/renditions/places.ts';
import { animation } from '../../media/fixtures/animation.ts';
import { photo, photoPixels } from '../../media/fixtures/photo.ts';
import type { Measurement } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type Delivery, openDelivery } from '../../test/delivery.ts';
import { type Graphql, openGraphql } from '../../test/graphql.ts';
import { until } from '../../test/until.ts';
import { createRateLimits } from '../../domain/usage/rate-limits.ts';
import { admin, alice, bob, type Harness, openHarness, silent, viewerOf } from '../../test/harness.ts';

let harness: Harness;
let graphql: Graphql;
let delivery: Delivery;
let image: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
  [graphql, delivery] = await Promise.all([openGraphql(harness), openDelivery(harness)]);
  image = await upload(await photo({ width: 240, height: 160 }));
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

const upload = async (bytes: Buffer, visibility: 'PUBLIC' | 'PRIVATE' = 'PUBLIC'): Promise<ImageEntity> =>
  (await harness.upload(bytes, { visibility })).image;

async function inspect(
  of: ImageEntity,
  transform: Readonly<Record<string, unknown>>,
  { viewer = alice, on = graphql }: { viewer?: Viewer; on?: Graphql } = {},
) {
  const { data, codes } = await on.run(
    `query ($id: ID!, $transform: TransformInput!) {
       image(id: $id) {
         inspection(transform: $transform) {
           ssim psnr rmse deltaE byteSize sourceByteSize quality profileDeltaE
         }
       }
     }`,
    { id: toGlobalId('image', of.id), transform },
    viewer,
  );
  return { codes, ...data?.image?.inspection };
}

describe('Image.inspection', () => {
  it('finds nothing lost of a PNG', async () => {
    expect(await inspect(image, { width: 100, format: 'PNG' })).toEqual({
      codes: [],
      ssim: 1,
      psnr: 100,
      rmse: 0,
      deltaE: 0,
      byteSize: expect.any(Number),
      sourceByteSize: image.byteSize,
      quality: 100,
      profileDeltaE: null,
    });
  });

  it.each(['JPEG', 'WEBP', 'AVIF'])(
    'says of a %s how many bytes it will have, and more loss of fewer',
    async (format) => {
      const [rough, fine] = [
        await inspect(image, { width: 200, quality: 10, format }),
        await inspect(image, { width: 200, quality: 90, format }),
      ];
      const ending = format === 'JPEG' ? 'jpg' : format.toLowerCase();
      for (const each of [rough, fine]) {
        const { bytes } = await delivery.get(delivery.signed(image, `w200-q${each.quality}.${ending}`));
        expect(each.byteSize).toBe(bytes.length);
      }
      expect([rough.quality, fine.quality]).toEqual([10, 90]);
      for (const more of ['rmse', 'deltaE']) expect(rough[more]).toBeGreaterThan(fine[more]);
      for (const less of ['ssim', 'psnr', 'byteSize']) expect(rough[less]).toBeLessThan(fine[less]);
      expect(rough.psnr).toBeCloseTo(20 * Math.log10(255 / rough.rmse), 9);
    },
  );

  it('shows the quality that is searched for, and that it suffices', async () => {
    const found = await inspect(image, { width: 200, autoQuality: 0.98, format: 'WEBP' });
    expect(found.ssim).toBeGreaterThanOrEqual(0.98);
    const { quality } = found;
    expect((await inspect(image, { width: 200, quality, format: 'WEBP' })).ssim).toBe(found.ssim);
    const lower = await inspect(image, { width: 200, quality: quality - 1, format: 'WEBP' });
    expect(lower.ssim).toBeLessThan(0.98);
  });

  it('says what the colour profile of a photo does', async () => {
    const wide = (await photoPixels({ width: 160, height: 120 })).withIccProfile('p3').jpeg();
    const profiled = await upload(await wide.toBuffer());
    const { profileDeltaE, deltaE } = await inspect(profiled, { width: 100, format: 'PNG' });
    expect(profileDeltaE).toBeGreaterThan(0.5);
    expect(deltaE).toBe(0);
  });

  it('compares the first frame of what moves', async () => {
    const colors = ['#3060c0', '#c06030'];
    const moving = await upload(await animation('gif', { width: 120, height: 101, colors }));
    const { ssim, byteSize } = await inspect(moving, { width: 60, format: 'WEBP' });
    expect(ssim).toBeGreaterThan(0.9);
    const { bytes } = await delivery.get(delivery.signed(moving, 'w60.webp'));
    expect(byteSize).toBe(bytes.length);
  });

  it('keeps nothing', async () => {
    const blobs = await harness.blobs();
    await inspect(image, { width: 77, format: 'WEBP' });
    expect(await harness.blobs()).toEqual(blobs);
  });

  it.each([
    [{ width: 0, format: 'WEBP' }, 'INVALID_TRANSFORM'],
    [{ width: 5, autoQuality: 0.9, format: 'PNG' }, 'INVALID_TRANSFORM'],
    [{ preset: 'huge', format: 'WEBP' }, 'INVALID_TRANSFORM'],
    [{ width: 5 }, 'RENDITION_UNSUPPORTED'],
    [{ width: 8_000, height: 8_000, fit: 'FILL', format: 'WEBP' }, 'RENDITION_TOO_LARGE'],
    [{ width: 5_000, height: 5_000, fit: 'FILL', format: 'WEBP' }, 'RENDITION_TOO_LARGE'],
  ])('of %j is refused with %s', async (transform, code) => {
    expect((await inspect(image, transform)).codes).toEqual([code]);
  });

  it('of what has failed is refused', async () => {
    const failed = await upload(await photo({ width: 120, height: 120 }));
    await sql(
      harness.database,
      `UPDATE images SET status = 'FAILED', failure_code = 'RENDER_CRASHED' WHERE id = $1 RETURNING 1`,
      [failed.id],
    );
    expect((await inspect(failed, { width: 9, format: 'WEBP' })).codes).toEqual(['IMAGE_FAILED']);
  });
});

describe('who is told', () => {
  const asked = { width: 20, format: 'WEBP' };
  const codesFor = async (of: ImageEntity, viewer: Viewer) => (await inspect(of, asked, { viewer })).codes;

  it('is the owner of a public image, and an admin', async () => {
    expect(await codesFor(image, alice)).toEqual([]);
    expect(await codesFor(image, admin)).toEqual([]);
    expect(await codesFor(image, anonymous)).toEqual(['UNAUTHENTICATED']);
    expect(await codesFor(image, bob)).toEqual(['NOT_FOUND']);
    expect(await codesFor(image, viewerOf('alice', 'UPLOAD'))).toEqual(['FORBIDDEN']);
  });

  it('of a private image is nobody else, for whom there is none', async () => {
    const hidden = await upload(await photo({ width: 120, height: 120 }), 'PRIVATE');
    expect(await inspect(hidden, asked, { viewer: bob })).toEqual({ codes: [] });
    expect(await codesFor(hidden, alice)).toEqual([]);
  });
});

describe('an inspection of a client with a budget of renditions', () => {
  it('counts as one, once it is known that it may be had', async () => {
    const quotas = { queries: 0, mutations: 0, uploads: 0, renditions: 1 };
    const { database } = harness;
    const rates = createRateLimits({ database, logger: silent, quotas, keyPercent: 100 });
    const on = await openGraphql(harness, { rates });
    const transform = { width: 20, format: 'WEBP' };
    expect((await inspect(image, transform, { viewer: bob, on })).codes).toEqual(['NOT_FOUND']);
    expect((await inspect(image, { width: 20, format: 'AUTO' }, { on })).codes).toHaveLength(1);
    expect((await inspect(image, transform, { on })).codes).toEqual([]);
    expect((await inspect(image, transform, { on })).codes).toEqual(['RATE_LIMITED']);
    await rates.close();
  });
});

describe('inspections beyond what a process takes', () => {
  it('are refused at once, run one at a time, and end with the process', async () => {
    const result: Measurement = { ssim: 1, psnr: 1, rmse: 1, deltaE: 1, byteSize: 1, quality: 1 };
    const gate = Promise.withResolvers<void>();
    let [running, most] = [0, 0];
    const inspections = createInspections({
      store: harness.store,
      slowPlaces: new Places({ places: 4, queue: 0 }),
      pool: {
        async measure(_, { signal } = {}) {
          most = Math.max(most, (running += 1));
          const ended = new Promise((_, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error));
          });
          await Promise.race([gate.promise, ended]);
          running -= 1;
          return result;
        },
      },
    });
    const on = await openGraphql(harness, { inspections });
    const transform = { width: 20, format: 'WEBP' };
    const asked = Array.from({ length: 12 }, () => inspect(image, transform, { on }));
    let answered = 0;
    for (const answer of asked) void answer.then(() => (answered += 1));
    await until('three are refused', () => answered === 3);
    gate.resolve();
    const codes = (await Promise.all(asked)).flatMap((answer) => answer.codes);
    expect(codes).toEqual(['BUSY', 'BUSY', 'BUSY']);
    expect(most).toBe(1);
    inspections.close();
    expect((await inspect(image, transform, { on })).codes).toEqual(['SHUTTING_DOWN']);
  });
});
