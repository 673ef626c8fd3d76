import { describe, expect, it } from '@jest/globals';
import { converter, differenceCiede2000 } from 'culori';
import { meanDeltaE } from './delta-e.ts';
import type { Rgb } from './rgb.ts';

/** Sharma, Wu and Dalal 2005, table 1: L, a and b of both colours, and the difference. */
const published = [
  [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
  [50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615],
  [50, 2.8361, -74.02, 50, 0, -82.7485, 3.4412],
  [50, -1.3802, -84.2814, 50, 0, -82.7485, 1],
  [50, -1.1848, -84.8006, 50, 0, -82.7485, 1],
  [50, -0.9009, -85.5211, 50, 0, -82.7485, 1],
  [50, 0, 0, 50, -1, 2, 2.3669],
  [50, -1, 2, 50, 0, 0, 2.3669],
  [50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.001, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195],
  [50, 2.49, -0.001, 50, -2.49, 0.0012, 7.2195],
  [50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.001, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461],
  [50, 2.5, 0, 50, 0, -2.5, 4.3065],
  [50, 2.5, 0, 73, 25, -18, 27.1492],
  [50, 2.5, 0, 61, -5, 29, 22.8977],
  [50, 2.5, 0, 56, -27, -3, 31.903],
  [50, 2.5, 0, 58, 24, 15, 19.4535],
  [50, 2.5, 0, 50, 3.1736, 0.5854, 1],
  [50, 2.5, 0, 50, 3.2972, 0, 1],
  [50, 2.5, 0, 50, 1.8634, 0.5757, 1],
  [50, 2.5, 0, 50, 3.2592, 0.335, 1],
  [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
  [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.263],
  [61.2901, 3.7196, -5.3901, 61.4292, 2.248, -4.962, 1.8731],
  [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
  [22.7233, 20.0904, -46.694, 23.0331, 14.973, -42.5619, 2.0373],
  [36.4612, 47.858, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
  [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
  [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
  [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
  [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
] as const;

const lab = (l: number, a: number, b: number) => ({ mode: 'lab65', l, a, b }) as const;

describe('the formula that is used', () => {
  it.each(published)('of %d %d %d and %d %d %d is as published, %d', (...row) => {
    const [l1, a1, b1, l2, a2, b2, expected] = row;
    const difference = differenceCiede2000();
    expect(difference(lab(l1, a1, b1), lab(l2, a2, b2))).toBeCloseTo(expected, 4);
    expect(difference(lab(l2, a2, b2), lab(l1, a1, b1))).toBeCloseTo(expected, 4);
  });
});

/** One row of pixels. */
const row = (pixels: readonly (readonly number[])[]): Rgb => ({
  data: Uint8Array.from(pixels.flat()),
  width: pixels.length,
  height: 1,
});

describe('the mean difference of two pictures', () => {
  it.each([
    [[255, 0, 0], [0, 255, 0], 86.61],
    [[0, 0, 0], [255, 255, 255], 100],
    [[200, 100, 50], [200, 100, 50], 0],
  ])('of %j and %j is %d', async (one, other, expected) => {
    expect(await meanDeltaE(row([one]), row([other]))).toBeCloseTo(expected, 1);
  });

  it('is that of their colours one by one', async () => {
    const colours = (seed: number) =>
      Array.from({ length: 300 }, (_, at) =>
        [at * 7 + seed, at * 13 + seed * 3, at * 29].map((v) => v % 256),
      );
    const [one, other] = [colours(1), colours(40)];
    const toLab = converter('lab65');
    const asLab = ([r = 0, g = 0, b = 0]: number[]) =>
      toLab({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 });
    const difference = differenceCiede2000();
    const sum = one.reduce(
      (total, colour, at) => total + difference(asLab(colour), asLab(other[at] ?? [])),
      0,
    );
    expect(await meanDeltaE(row(one), row(other))).toBeCloseTo(sum / one.length, 2);
  });

  it('is the same however many rows are taken at once', async () => {
    const tall = (value: number): Rgb => ({
      data: new Uint8Array(3 * 900 * 700).fill(value),
      width: 900,
      height: 700,
    });
    const changed = tall(90);
    changed.data.fill(200, changed.data.length / 2);
    const whole = await meanDeltaE(row([[90, 90, 90]]), row([[200, 200, 200]]));
    expect(await meanDeltaE(tall(90), changed)).toBeCloseTo(whole / 2, 4);
  });
});
