/** Pictures as somebody sees them, for metrics: red, green and blue, and a backdrop where they are transparent. */
import type { Raster } from '../pipeline/engine.ts';

/** Eight bits a channel, three channels, row by row. */
export interface Rgb {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * What is transparent is seen before something. A fault that one backdrop hides shows before the other, and colours that
 * nobody can see count before neither.
 */
const backdrops = { white: 255, black: 0 } as const;

/** Both pictures as they are seen: once, or before each backdrop where one of them is transparent anywhere. */
export function seenPairs(one: Raster, other: Raster): [Rgb, Rgb][] {
  if (one.width !== other.width || one.height !== other.height)
    throw new Error(`${one.width}×${one.height} cannot be compared with ${other.width}×${other.height}`);
  const isTransparent = hasAlpha(one) || hasAlpha(other);
  const before = isTransparent ? [backdrops.white, backdrops.black] : [backdrops.white];
  return before.map((backdrop) => [rgbOf(one, backdrop), rgbOf(other, backdrop)]);
}

const hasAlpha = ({ channels }: Raster): boolean => channels === 2 || channels === 4;

function rgbOf(raster: Raster, backdrop: number): Rgb {
  const { data, width, height, channels } = raster;
  if (channels === 3) return { data, width, height };
  const seen = new Uint8Array(width * height * 3);
  const isGrey = channels < 3;
  for (let from = 0, to = 0; to < seen.length; from += channels, to += 3) {
    const alpha = hasAlpha(raster) ? (data[from + channels - 1] ?? 0) / 255 : 1;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = data[isGrey ? from : from + channel] ?? 0;
      seen[to + channel] = Math.round(backdrop + (value - backdrop) * alpha);
    }
  }
  return { data: seen, width, height };
}
