/** How different the colours of two pictures look: the mean CIEDE2000, where 1 is about what an eye can just tell apart. */
import { convertP3ToXyz65, convertXyz65ToLab65, differenceCiede2000 } from 'culori/fn';
import { openRaster } from '../pipeline/engine.ts';
import type { ColorSpace } from '../types.ts';
import type { Rgb } from './rgb.ts';

/** Rows are taken together until there are so many pixels: in Lab each has 12 bytes, and a picture may have millions. */
const pixelsAtOnce = 262_144;

const difference = differenceCiede2000();

/** Both have the same size, and are in these colours. */
export async function meanDeltaE(one: Rgb, other: Rgb, space: ColorSpace = 'srgb'): Promise<number> {
  const { width, height } = one;
  const labOf = space === 'srgb' ? labOfSrgb : labOfDisplayP3;
  const rowsAtOnce = Math.max(1, Math.floor(pixelsAtOnce / width));
  let sum = 0;
  for (let top = 0; top < height; top += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, height - top);
    sum += sumOfDifferences(await labOf(one, top, rows), await labOf(other, top, rows));
  }
  return sum / (width * height);
}

const stripOf = ({ data, width }: Rgb, top: number, rows: number): Buffer =>
  Buffer.from(data.buffer, data.byteOffset + top * width * 3, rows * width * 3);

/** CIELAB with the white of D65, by libvips. */
async function labOfSrgb(picture: Rgb, top: number, rows: number): Promise<Float32Array> {
  const { width } = picture;
  const strip = stripOf(picture, top, rows);
  const lab = await openRaster({ data: strip, width, height: rows, channels: 3 })
    .toColourspace('lab')
    .raw({ depth: 'float' })
    .toBuffer();
  // Where a small buffer of Node's begins is no multiple of four.
  return new Float32Array(lab.buffer.slice(lab.byteOffset, lab.byteOffset + lab.byteLength));
}

/** The same by arithmetic: libvips would bring them to sRGB on the way. */
function labOfDisplayP3(picture: Rgb, top: number, rows: number): Float32Array {
  const strip = stripOf(picture, top, rows);
  const lab = new Float32Array(strip.length);
  for (let at = 0; at < strip.length; at += 3) {
    const [r = 0, g = 0, b = 0] = strip.subarray(at, at + 3);
    const colour = convertXyz65ToLab65(convertP3ToXyz65({ r: r / 255, g: g / 255, b: b / 255 }));
    lab.set([colour.l, colour.a, colour.b], at);
  }
  return lab;
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
