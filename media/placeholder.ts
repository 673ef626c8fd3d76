/** What a page shows before the picture arrives, all of it from one raster of at most 64 pixels a side. */
import { rgbaToThumbHash } from 'thumbhash';
import { openRaster, type Raster, toRaster } from './pipeline/engine.ts';
import type { Placeholder } from './types.ts';

/** The longest side that `makePlaceholder` wants; thumbhash itself takes at most 100. */
export const placeholderSide = 64;

const tinySide = 16;

/** @param small the whole picture, at most `placeholderSide` pixels a side. */
export async function makePlaceholder(small: Raster): Promise<Placeholder> {
  const rgba = await toRaster(openRaster(small).toColourspace('srgb').ensureAlpha());
  const tiny = await openRaster(small)
    .resize(tinySide, tinySide, { fit: 'inside' })
    .webp({ quality: 40, effort: 2, smartSubsample: true })
    .toBuffer();
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(rgba.width, rgba.height, rgba.data)).toString('base64'),
    dataUri: `data:image/webp;base64,${tiny.toString('base64')}`,
    dominantColor: dominantColor(rgba.data),
  };
}

/**
 * The mean of the fullest of 512 boxes of colour. The mean of everything would be the same brownish grey for most
 * photos. Transparent pixels have no colour.
 */
function dominantColor(rgba: Uint8Array): string {
  const boxes = new Map<number, [count: number, red: number, green: number, blue: number]>();
  for (let at = 0; at < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4);
    if (alpha < 128) continue;
    const key = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const box = boxes.get(key) ?? [0, 0, 0, 0];
    boxes.set(key, [box[0] + 1, box[1] + red, box[2] + green, box[3] + blue]);
  }
  const [count, ...sums] = [...boxes.values()].reduce((a, b) => (b[0] > a[0] ? b : a), [0, 0, 0, 0]);
  return `#${sums.map((sum) => hexByte(sum / Math.max(1, count))).join('')}`;
}

const hexByte = (value: number): string => Math.round(value).toString(16).padStart(2, '0');
