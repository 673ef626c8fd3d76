/** How long it takes to render a picture, as far as that is known before: for who chooses or shares out, not for deadlines. */
import type { Size } from './geometry.ts';
import { maxEncodes } from './quality/search-quality.ts';
import type { Effects, OutputFormat } from './types.ts';

/**
 * With the settings of `pipeline/encoders.ts`, one thread, photos of 0.1 to 5 megapixels, the medians. A picture that is easy to encode
 * takes half of it, and transparency a quarter more; what matters here is what they are to each other. What moves takes
 * this for each frame.
 */
const msPerMegapixel: Readonly<Record<OutputFormat, number>> = {
  jpeg: 20,
  webp: 50,
  avif: 75,
  png: 150,
  gif: 300,
  heic: 950,
};

export interface Encoded {
  readonly format: OutputFormat;
  readonly size: Size;
  /** The SSIM that the quality is searched for, where it is. */
  readonly autoQuality: number | null;
}

/** In milliseconds, at most: a search for the quality may end sooner. */
export function encodeTime({ format, size, autoQuality }: Encoded): number {
  const megapixels = (size.width * size.height) / 1e6;
  return msPerMegapixel[format] * megapixels * (autoQuality === null ? 1 : maxEncodes);
}

/** What effects add for a megapixel, measured on the same photos with the largest that they take. */
const effectMsPerMegapixel = { blur: 100, sharpen: 650 } as const;

export interface Rendered extends Encoded {
  /** 1 unless it moves. */
  readonly frames: number;
  readonly effects: Effects;
}

/** Beyond this somebody else would notice. */
const slowMs = 1_000;

/**
 * Whether it takes more than a second from the pixels to the bytes. Decoding is left out: it is bounded by what a profile accepts,
 * and most of it is done once for all renditions of an image.
 */
export function isSlow(rendered: Rendered): boolean {
  const { size, frames, effects } = rendered;
  const megapixels = (size.width * size.height) / 1e6;
  const { blur, sharpen } = effectMsPerMegapixel;
  const effectMs = (effects.blur ? blur : 0) + (effects.sharpen ? sharpen : 0);
  return frames * encodeTime(rendered) + megapixels * effectMs > slowMs;
}
