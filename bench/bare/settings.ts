/**
 * What the default profile asks for, told to sharp in the plainest way that makes the same pixels. The encoders are
 * the product's own, so that a changed setting changes both sides of every comparison.
 */
import type { Sharp } from 'sharp';
import { encoderOf, qualityOf } from '../../media/pipeline/encoders.ts';
// Also sets what holds for the whole process: one thread, no cache, the same decoders.
import { openImage, openRaster, type Raster, toRaster } from '../../media/pipeline/engine.ts';

export const formats = ['webp', 'jpeg', 'avif'] as const;
export type Format = (typeof formats)[number];

export interface Sizing {
  readonly name: string;
  readonly box?: { readonly width: number; readonly height: number; readonly fit: 'cover' | 'inside' };
}

/** The variants of `profiles.yaml`. */
export const sizings: readonly Sizing[] = [
  { name: 'thumb', box: { width: 200, height: 200, fit: 'cover' } },
  { name: 'medium', box: { width: 800, height: 800, fit: 'inside' } },
  { name: 'full' },
];

/** Upright, sRGB, of the size that is wanted, shrunk while it is decoded where that helps. */
function pixelsOf(path: string, { box }: Sizing): Sharp {
  const upright = openImage(path).autoOrient().toColourspace('srgb');
  return box ? upright.resize(box.width, box.height, { fit: box.fit }) : upright;
}

/** One variant by itself, from the file to its bytes. */
export async function renderOne(path: string, sizing: Sizing, format: Format): Promise<Buffer> {
  const size = sizing.box ?? { width: 0, height: 0 };
  return encoderOf(format).apply(pixelsOf(path, sizing), qualityOf({ format }), size).toBuffer();
}

/** One decode for all formats of a size. */
export async function renderEach(
  path: string,
  sizing: Sizing,
  use: (format: Format, data: Buffer) => Promise<void>,
): Promise<void> {
  const raster: Raster = await toRaster(pixelsOf(path, sizing));
  for (const format of formats) {
    const encoded = encoderOf(format).apply(openRaster(raster), qualityOf({ format }), raster);
    await use(format, await encoded.toBuffer());
  }
}
