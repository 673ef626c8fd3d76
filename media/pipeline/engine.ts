/**
 * The one place that configures libvips: which decoders exist at all, how strict they are, how much they may keep.
 * Loaded only in render processes; untrusted pixels are never decoded in a process that serves.
 */
import sharp, { type Sharp } from 'sharp';
import { allocateTiff } from '../tiff.ts';

// An allow-list, because a new libvips may bring a loader that nobody here has thought about. SVG, PDF, ImageMagick,
// OpenSlide, raw camera files and libvips' own format stay shut even when a profile would let one in.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadHeif',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadTiff',
  ],
});

// Parallelism comes from processes. Two threads in each gain nothing on a busy machine and double the arenas.
sharp.concurrency(1);
// The cache would keep the pixels of one user's image while the next one's is rendered, and never hits.
sharp.cache(false);

/**
 * The most that is ever decoded, whatever a profile says: 16383² (the largest WebP) for a still, and four times that
 * over all frames of an animation, whose frames pass through one at a time.
 */
export const pixelCeiling = { still: 16_383 ** 2, animation: 4 * 16_383 ** 2 } as const;

/**
 * Opens a file, or the bytes of one, for decoding. `error` refuses everything truncated or undecodable, but lets pass what libjpeg only
 * warns about: stray bytes between markers, which several cameras write and every browser shows.
 */
export function openImage(
  input: string | Uint8Array,
  { animated = false, ignoresProfile = false } = {},
): Sharp {
  return sharp(input, {
    animated,
    ignoreIcc: ignoresProfile,
    failOn: 'error',
    sequentialRead: true,
    limitInputPixels: animated ? pixelCeiling.animation : pixelCeiling.still,
  });
}

/** Opens a file to read its header. No pixel limit: the caller wants to say how large it is. */
export const openHeader = (path: string): Sharp => sharp(path, { failOn: 'error', limitInputPixels: false });

/** Decoded pixels, 8 bits a channel, row by row. */
export interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  /** ICC, what the numbers mean; undefined: sRGB, or grey. */
  readonly profile?: Uint8Array | undefined;
}

/** Runs a pipeline into memory. */
export async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** Starts a pipeline from memory. Nothing is copied, unless there is a profile: what is encoded carries that, with the same numbers. */
export function openRaster({ data, width, height, channels, profile }: Raster): Sharp {
  if (!profile) return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  const { file, pixels } = allocateTiff({ width, height, channels: channels === 4 ? 4 : 3, profile });
  pixels.set(data);
  return sharp(file, { limitInputPixels: false }).keepIccProfile();
}
