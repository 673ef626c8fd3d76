/** What is said of one rendition, in this process; who asks and how it is bounded is shown elsewhere. */
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { temporaryFolder } from '../fixtures/folder.ts';
import { photo, photoPixels } from '../fixtures/photo.ts';
import { renderBytes } from '../fixtures/render-bytes.ts';
import type { Encoding, Measurement, MeasureTask } from '../types.ts';
import { measure } from './measure.ts';

const folder = temporaryFolder();

const measureBytes = async (
  bytes: Uint8Array,
  encoding: Encoding,
  more: Partial<MeasureTask> = {},
): Promise<Measurement> =>
  measure({
    path: await folder.write(bytes),
    geometry: { fit: 'inside', gravity: 'center' },
    background: '#ffffff',
    encoding,
    ...more,
  });

describe('a measurement', () => {
  it('is of what a render makes, against what it is made of', async () => {
    const source = await photo({ width: 120, height: 80, format: 'png' });
    const found = await measureBytes(source, { format: 'jpeg', quality: 40 });
    const [output] = await renderBytes(folder, source, { encodings: [{ format: 'jpeg', quality: 40 }] });
    expect(found).toMatchObject({ byteSize: output?.data.length, quality: 40, profileDeltaE: undefined });
    const [one, other] = await Promise.all(
      [source, output?.data].map((file) => sharp(file).removeAlpha().raw().toBuffer()),
    );
    const squares = [...(one ?? [])].map((value, at) => (value - (other?.[at] ?? 0)) ** 2);
    const rmse = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    expect(found.rmse).toBeCloseTo(rmse, 9);
  });

  it('compares before the background where the format has no transparency', async () => {
    const half = await sharp({ create: { width: 20, height: 40, channels: 4, background: '#00000000' } })
      .extend({ right: 20, background: '#0000ff' })
      .png()
      .toBuffer();
    const { rmse, ssim } = await measureBytes(half, { format: 'jpeg', quality: 100 });
    expect(rmse).toBeLessThan(6);
    expect(ssim).toBeGreaterThan(0.95);
    expect(await measureBytes(half, { format: 'png' })).toMatchObject({ rmse: 0, psnr: 100, deltaE: 0 });
  });

  it('finds a colour profile that changes nothing, and one that does', async () => {
    const pixels = () => photoPixels({ width: 90, height: 60 });
    const profileDeltaE = async (profile: 'srgb' | 'p3') => {
      const source = await (await pixels()).withIccProfile(profile).png().toBuffer();
      return (await measureBytes(source, { format: 'webp' })).profileDeltaE;
    };
    expect(await profileDeltaE('srgb')).toBeLessThan(0.3);
    expect(await profileDeltaE('p3')).toBeGreaterThan(0.5);
  });
});
