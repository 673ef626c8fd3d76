import { describe, expect, it } from '@jest/globals';
import { encodeTime } from './encode-time.ts';

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
