/** How far the values of two pictures lie apart, over all pixels and channels. */
import type { Rgb } from './rgb.ts';

/** Pictures that are the same have no error at all, and infinity is no number that an API can answer. */
const highestPsnr = 100;

/** The root of the mean square error of a value, 0 to 255. */
export function rmse(one: Rgb, other: Rgb): number {
  let sum = 0;
  for (let at = 0; at < one.data.length; at += 1) sum += ((one.data[at] ?? 0) - (other.data[at] ?? 0)) ** 2;
  return Math.sqrt(sum / one.data.length);
}

/** The peak signal-to-noise ratio in decibels: 100, the most that is answered, of pictures that are the same. */
export const psnrOf = (error: number): number => Math.min(highestPsnr, 20 * Math.log10(255 / error));
