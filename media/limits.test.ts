import { describe, expect, it } from '@jest/globals';
import { checkLimits, type SourceLimits } from './limits.ts';
import type { SourceInfo } from './types.ts';

const limits: SourceLimits = {
  profile: 'default',
  minWidth: 100,
  minHeight: 80,
  maxPixels: 1_000_000,
  maxAvifPixels: 250_000,
  maxFrames: 50,
  maxTotalPixels: 2_000_000,
};

const still: SourceInfo = {
  format: 'jpeg',
  width: 1000,
  height: 1000,
  frames: 1,
  hasAlpha: false,
  metadata: {},
};

const check = (source: Partial<SourceInfo>) => () => checkLimits({ ...still, ...source }, limits);

describe('checkLimits', () => {
  it.each([
    [{ width: 100, height: 80 }],
    [{ width: 1000, height: 1000 }],
    [{ width: 10_000, height: 100 }],
    [{ format: 'avif', width: 500, height: 500 }],
    [{ format: 'gif', width: 200, height: 200, frames: 50 }],
    [{ format: 'webp', width: 1000, height: 1000, frames: 2 }],
  ] as const)('accepts %j, which is exactly at a limit', (source) => {
    expect(check(source)).not.toThrow();
  });

  it.each([
    [{ width: 99, height: 80 }, 'IMAGE_TOO_SMALL'],
    [{ width: 100, height: 79 }, 'IMAGE_TOO_SMALL'],
    [{ width: 1001, height: 1000 }, 'IMAGE_TOO_LARGE'],
    [{ width: 65_500, height: 65_500 }, 'IMAGE_TOO_LARGE'],
    [{ format: 'avif', width: 501, height: 500 }, 'IMAGE_TOO_LARGE'],
    [{ format: 'gif', width: 100, height: 100, frames: 51 }, 'TOO_MANY_FRAMES'],
    [{ format: 'webp', width: 1000, height: 1000, frames: 3 }, 'TOO_MANY_FRAMES'],
  ] as const)('refuses %j with %s', (source, code) => {
    expect(check(source)).toThrow(expect.objectContaining({ code }));
  });

  it('says which limit of which profile it was', () => {
    expect(check({ format: 'avif', width: 501, height: 500 })).toThrow(
      'The image has 250500 pixels; at most 250000 are accepted for image/avif by profile default.',
    );
    expect(check({ format: 'gif', width: 200, height: 200, frames: 51 })).toThrow(
      'The animation has 51 frames and 2040000 pixels over all; at most 50 frames and 2000000 pixels are accepted.',
    );
  });

  it('never gives AVIF a larger budget than the others', () => {
    const generous = { ...limits, maxAvifPixels: 9_000_000 };
    expect(() => checkLimits({ ...still, format: 'avif', width: 1001 }, generous)).toThrow(
      expect.objectContaining({ code: 'IMAGE_TOO_LARGE' }),
    );
  });
});
