/**
 * One tiny pass through everything a render uses, so that the first user does not wait for lazy loading: codecs,
 * resampling kernels, colour tables, and the JavaScript around them.
 */
import sharp from 'sharp';
import { encoderOf } from '../pipeline/encoders.ts';
import { openRaster, type Raster, toRaster } from '../pipeline/engine.ts';
import { makePlaceholder } from '../placeholder.ts';
import { sniff, sniffLength } from '../sniff.ts';
import { outputFormats } from '../types.ts';

const side = 32;

export async function warmUp(): Promise<void> {
  const raster: Raster = { data: gradient(), width: side, height: side, channels: 3 };
  for (const format of outputFormats) {
    const { apply, quality } = encoderOf(format);
    const bytes = await apply(openRaster(raster), quality, raster).toBuffer();
    await sniff(bytes.subarray(0, sniffLength));
    await sharp(bytes).metadata();
    await toRaster(
      sharp(bytes)
        .autoOrient()
        .toColourspace('srgb')
        .resize(side / 2, side / 2),
    );
  }
  await makePlaceholder(raster);
}

/** Anything that is not one flat colour, which encoders take shortcuts for. */
const gradient = (): Buffer =>
  Buffer.from(Array.from({ length: side * side * 3 }, (_, index) => (index * 7) % 256));
