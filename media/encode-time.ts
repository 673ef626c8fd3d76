/** How long it takes to encode a picture, as far as that is known before: for who chooses among formats, not for deadlines. */
import type { Size } from './geometry.ts';
import { maxEncodes } from './quality/search-quality.ts';
import type { OutputFormat } from './types.ts';

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
