import { describe, expect, it } from '@jest/globals';
import { encodeTime, isSlow, type Rendered } from './encode-time.ts';

const size = { width: 1_000, height: 1_000 };
const timeOf = (
  format: 'jpeg' | 'webp' | 'avif' | 'png' | 'gif' | 'heic',
  autoQuality: number | null = null,
) => encodeTime({ format, size, autoQuality });

describe('the time of an encode', () => {
  it('grows with the pixels, and is many times as long where the quality is searched for', () => {
    const small = encodeTime({ format: 'avif', size: { width: 500, height: 500 }, autoQuality: null });
    expect(timeOf('avif') / small).toBeCloseTo(4);
    expect(timeOf('avif', 0.99) / timeOf('avif')).toBeCloseTo(6);
  });

  it('is least for a JPEG, and more for all that is smaller or loses nothing', () => {
    const times = (['jpeg', 'webp', 'avif', 'png', 'gif', 'heic'] as const).map((format) => timeOf(format));
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });
});

describe('a render', () => {
  const usual: Rendered = {
    format: 'webp',
    size: { width: 1_600, height: 1_200 },
    autoQuality: null,
    frames: 1,
    effects: {},
  };
  it.each<[boolean, string, Partial<Rendered>]>([
    [false, 'as pages have them', {}],
    [false, 'all of a photo of 12 megapixels', { size: { width: 4_000, height: 3_000 } }],
    [true, 'of 50 megapixels', { size: { width: 8_000, height: 6_250 } }],
    [false, 'whose quality is searched for', { autoQuality: 0.99 }],
    [
      true,
      'of an AVIF of 4 megapixels whose quality is searched for',
      {
        format: 'avif',
        autoQuality: 0.99,
        size: { width: 2_400, height: 1_667 },
      },
    ],
    [true, 'of many frames', { frames: 40 }],
    [false, 'that is blurred', { effects: { blur: 100 } }],
    [true, 'that is sharpened', { effects: { sharpen: 10 } }],
    [true, 'that is a HEIC', { format: 'heic' }],
  ])('is slow: %s %s', (expected, _, more) => {
    expect(isSlow({ ...usual, ...more })).toBe(expected);
  });
});
