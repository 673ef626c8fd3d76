/** How different the colours of two pictures look: the mean CIEDE2000, where 1 is about what an eye can just tell apart. */
import { differenceCiede2000 } from 'culori/fn';
import { openRaster } from '../pipeline/engine.ts';
import type { Rgb } from './rgb.ts';

/** Rows are taken together until there are so many pixels: in Lab each has 12 bytes, and a picture may have millions. */
const pixelsAtOnce = 262_144;

const difference = differenceCiede2000();

/** Both have the same size. */
export async function meanDeltaE(one: Rgb, other: Rgb): Promise<number> {
  const { width, height } = one;
  const rowsAtOnce = Math.max(1, Math.floor(pixelsAtOnce / width));
  let sum = 0;
  for (let top = 0; top < height; top += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, height - top);
    sum += sumOfDifferences(await labOf(one, top, rows), await labOf(other, top, rows));
  }
  return sum / (width * height);
}

/** By libvips: sRGB to CIELAB with the white of D65. */
async function labOf({ data, width }: Rgb, top: number, rows: number): Promise<Float32Array> {
  const strip = Buffer.from(data.buffer, data.byteOffset + top * width * 3, rows * width * 3);
  const lab = await openRaster({ data: strip, width, height: rows, channels: 3 })
    .toColourspace('lab')
    .raw({ depth: 'float' })
    .toBuffer();
  // Where a small buffer of Node's begins is no multiple of four.
  return new Float32Array(lab.buffer.slice(lab.byteOffset, lab.byteOffset + lab.byteLength));
}

function sumOfDifferences(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 3) {
    const left = colourAt(one, at);
    const right = colourAt(other, at);
    if (left.l !== right.l || left.a !== right.a || left.b !== right.b) sum += difference(left, right);
  }
  return sum;
}

const colourAt = (lab: Float32Array, at: number) =>
  ({ mode: 'lab65', l: lab[at] ?? 0, a: lab[at + 1] ?? 0, b: lab[at + 2] ?? 0 }) as const;
