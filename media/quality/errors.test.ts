import { describe, expect, it } from '@jest/globals';
import { psnrOf, rmse } from './errors.ts';

const picture = (...data: number[]) => ({ data: Uint8Array.from(data), width: data.length / 3, height: 1 });

describe('the root mean square error', () => {
  it('counts each channel of each pixel', () => {
    expect(rmse(picture(0, 0, 0, 10, 20, 30), picture(0, 0, 0, 10, 20, 30))).toBe(0);
    expect(rmse(picture(100, 100, 100), picture(116, 84, 116))).toBe(16);
    expect(rmse(picture(0, 0, 0, 0, 0, 0), picture(3, 0, 0, 0, 4, 0))).toBeCloseTo(Math.sqrt(25 / 6), 12);
    expect(rmse(picture(0, 0, 0), picture(255, 255, 255))).toBe(255);
  });
});

describe('the PSNR', () => {
  it.each([
    [255, 0],
    [25.5, 20],
    [16, 24.0484],
    [1, 48.1308],
  ])('of an error of %d is %d dB', (error, decibels) => {
    expect(psnrOf(error)).toBeCloseTo(decibels, 4);
  });

  it('is at most 100 dB, also without an error', () => {
    expect([psnrOf(0), psnrOf(1e-9)]).toEqual([100, 100]);
  });
});
