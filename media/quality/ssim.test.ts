import { ssim as independent } from '@blazediff/ssim';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { photo, photoPixels } from '../fixtures/photo.ts';
import { openRaster, type Raster, toRaster } from '../pipeline/engine.ts';
import { similarityOf } from './similarity.ts';

const size = { width: 64, height: 48 };

const flat = (value: number, { width, height } = size): Raster => ({
  data: Buffer.alloc(width * height * 3, value),
  width,
  height,
  channels: 3,
});

const raster = async (width: number, height: number): Promise<Raster> =>
  toRaster(await photoPixels({ width, height }));

/** What is left of it at a quality. */
const asJpeg = async (picture: Raster, quality: number): Promise<Raster> =>
  toRaster(sharp(await openRaster(picture).jpeg({ quality }).toBuffer()));

describe('the SSIM', () => {
  it('of a picture and itself is 1', async () => {
    const picture = await raster(120, 90);
    expect(similarityOf(picture, picture)).toBeCloseTo(1, 12);
  });

  it('of two plain colours is what the formula of the paper leaves of it', () => {
    const c1 = (0.01 * 255) ** 2;
    for (const [a, b] of [
      [100, 120],
      [0, 255],
      [250, 251],
    ] as const)
      expect(similarityOf(flat(a), flat(b))).toBeCloseTo((2 * a * b + c1) / (a * a + b * b + c1), 9);
  });

  it('of stripes and the same stripes inverted is nearly -1 where the contrast is all that differs', () => {
    const stripes = (phase: number): Raster => ({
      ...flat(0),
      data: flat(0).data.map((_, at) => (Math.floor(at / 3) % 2 === phase ? 228 : 28)) as Buffer,
    });
    const stripe = similarityOf(stripes(0), stripes(1));
    expect(stripe).toBeGreaterThan(-1);
    expect(stripe).toBeLessThan(-0.98);
  });

  it.each([
    [200, 150],
    [383, 260],
    [90, 300],
  ])('of %i × %i is that of another implementation', async (width, height) => {
    const picture = await raster(width, height);
    for (const quality of [10, 80]) {
      const other = await asJpeg(picture, quality);
      expect(similarityOf(picture, other)).toBeCloseTo(await independentlyOf(picture, other), 4);
    }
  });

  it.each([2, 3])(
    'of a picture %i times the size that is looked at is that of the means of its blocks',
    async (factor) => {
      const picture = await raster(280, 256);
      const other = await asJpeg(picture, 30);
      const enlarged = ({ width, height, ...rest }: Raster): Promise<Raster> =>
        toRaster(
          openRaster({ width, height, ...rest }).resize(width * factor, height * factor, {
            kernel: 'nearest',
          }),
        );
      const found = similarityOf(await enlarged(picture), await enlarged(other));
      expect(found).toBeCloseTo(await independentlyOf(picture, other), 4);
    },
  );

  it('rises with the quality, and is the same in both directions', async () => {
    const picture = await raster(300, 200);
    const found: number[] = [];
    for (const quality of [5, 30, 60, 90]) {
      const other = await asJpeg(picture, quality);
      found.push(similarityOf(picture, other));
      expect(similarityOf(other, picture)).toBeCloseTo(found.at(-1) ?? 0, 12);
    }
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it.each([
    [1, 1],
    [1, 40],
    [7, 3],
    [10, 300],
  ])('is told of %i × %i, which is smaller than the window', async (width, height) => {
    const picture = await raster(width, height);
    expect(similarityOf(picture, picture)).toBeCloseTo(1, 12);
    const inverted = { ...picture, data: picture.data.map((value) => 255 - value) as Buffer };
    expect(similarityOf(picture, inverted)).toBeLessThan(0.999);
  });

  it('is not told of pictures of two sizes', async () => {
    expect(() => similarityOf(flat(1), flat(1, { width: 48, height: 64 }))).toThrow(/cannot be compared/);
  });
});

describe('what is transparent', () => {
  const transparent = (colour: readonly number[]): Raster => ({
    ...size,
    channels: 4,
    data: Buffer.from(Array.from({ length: size.width * size.height }, () => colour).flat()),
  });

  it('has no colour that anybody sees', () => {
    expect(similarityOf(transparent([255, 0, 0, 0]), transparent([0, 0, 255, 0]))).toBeCloseTo(1, 12);
  });

  it('differs from what is not, also where it lies before the same colour', () => {
    for (const value of [0, 255])
      expect(similarityOf(transparent([value, value, value, 0]), flat(value))).toBeLessThan(0.01);
  });

  it('is compared with whatever number of channels', async () => {
    const grey = await sharp(await photo({ ...size }))
      .greyscale()
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const one: Raster = { ...size, channels: 1, data: grey };
    const two: Raster = {
      ...size,
      channels: 2,
      data: Buffer.from([...grey].flatMap((value) => [value, 255])),
    };
    const three: Raster = { ...size, channels: 3, data: Buffer.from([...grey].flatMap((v) => [v, v, v])) };
    expect(similarityOf(one, two)).toBeCloseTo(1, 12);
    expect(similarityOf(three, two)).toBeCloseTo(1, 12);
  });
});

/** @blazediff/ssim takes RGBA, and nothing that is smaller than its window. */
async function independentlyOf(one: Raster, other: Raster): Promise<number> {
  const [left, right] = await Promise.all([toRgba(one), toRgba(other)]);
  return independent(left, right, undefined, one.width, one.height);
}

const toRgba = (picture: Raster): Promise<Buffer> => openRaster(picture).ensureAlpha().raw().toBuffer();
