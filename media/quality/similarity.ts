/** How alike two rasters are, whatever their channels. What is transparent is judged by the backdrop before which it looks worse. */
import type { Raster } from '../pipeline/engine.ts';
import { seenPairs } from './rgb.ts';
import { ssim } from './ssim.ts';

/** The SSIM of two rasters of one size. */
export const similarityOf = (one: Raster, other: Raster): number =>
  Math.min(...seenPairs(one, other).map((pair) => ssim(...pair)));
