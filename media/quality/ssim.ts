/**
 * The structural similarity of two pictures: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error
 * visibility to structural similarity", 2004. With the constants of the paper, of brightness, and at the scale that the
 * authors' own ssim.m chooses: the shorter side is brought to about 256 pixels, as a viewer sees it who steps back.
 *
 * A maintained package (@blazediff/ssim) computes the same, and the tests hold this to it; but it makes copies of 32
 * bytes for each pixel, which a render process has no room for, and takes nothing below 11 pixels.
 */
import type { Rgb } from './rgb.ts';

const windowSide = 11;
const standardDeviation = 1.5;
const stability = { brightness: (0.01 * 255) ** 2, contrast: (0.03 * 255) ** 2 } as const;
const usualSide = 256;

/** As MATLAB makes grey of a colour. */
const weights = { red: 0.298936, green: 0.587043, blue: 0.114021 } as const;

interface Plane {
  readonly data: Float64Array;
  readonly width: number;
  readonly height: number;
}

/** 1 of a picture and itself; less, the more of its structure is lost. Both have the same size. */
export function ssim(one: Rgb, other: Rgb): number {
  const factor = Math.max(1, Math.round(Math.min(one.width, one.height) / usualSide));
  return meanSimilarity(brightness(one, factor), brightness(other, factor));
}

/** The means of blocks of so many pixels a side; what is left over at two edges is left out. */
function brightness({ data, width, height }: Rgb, factor: number): Plane {
  const across = Math.floor(width / factor);
  const down = Math.floor(height / factor);
  const means = new Float64Array(across * down);
  for (let y = 0; y < down * factor; y += 1) {
    const row = Math.floor(y / factor) * across;
    for (let x = 0, at = y * width * 3; x < across * factor; x += 1, at += 3) {
      const { red, green, blue } = weights;
      const value = red * (data[at] ?? 0) + green * (data[at + 1] ?? 0) + blue * (data[at + 2] ?? 0);
      const block = row + Math.floor(x / factor);
      means[block] = (means[block] ?? 0) + value / factor ** 2;
    }
  }
  return largeEnough({ data: means, width: across, height: down });
}

/** A picture that is smaller than the window goes on in its mirror images. */
function largeEnough(plane: Plane): Plane {
  const width = Math.max(plane.width, windowSide);
  const height = Math.max(plane.height, windowSide);
  if (width === plane.width && height === plane.height) return plane;
  const data = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data[y * width + x] =
        plane.data[mirrored(y, plane.height) * plane.width + mirrored(x, plane.width)] ?? 0;
  return { data, width, height };
}

function mirrored(at: number, side: number): number {
  const place = at % (2 * side);
  return place < side ? place : 2 * side - 1 - place;
}

/** What the window sums up of each place: both values, their squares and their product. */
const sums = 5;

/** Over all places where the whole window is inside. The window is a product, so rows are summed up first, then columns. */
function meanSimilarity(one: Plane, other: Plane): number {
  const across = one.width - windowSide + 1;
  const down = one.height - windowSide + 1;
  const rows = Array.from({ length: windowSide }, () => new Float64Array(across * sums));
  let total = 0;
  for (let y = 0; y < one.height; y += 1) {
    sumRow([one, other], y, rows[y % windowSide] ?? new Float64Array());
    if (y >= windowSide - 1) total += similarityOfRow(rows, (y + 1) % windowSide);
  }
  return total / (across * down);
}

function sumRow([one, other]: readonly [Plane, Plane], y: number, row: Float64Array): void {
  for (let place = 0; place < row.length; place += sums) {
    const from = y * one.width + place / sums;
    let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
    for (let tap = 0; tap < windowSide; tap += 1) {
      const weight = gauss[tap] ?? 0;
      const left = one.data[from + tap] ?? 0;
      const right = other.data[from + tap] ?? 0;
      a += weight * left;
      b += weight * right;
      aa += weight * left * left;
      bb += weight * right * right;
      ab += weight * left * right;
    }
    row[place] = a;
    row[place + 1] = b;
    row[place + 2] = aa;
    row[place + 3] = bb;
    row[place + 4] = ab;
  }
}

/** `first` is the uppermost of the rows, which take turns. */
function similarityOfRow(rows: readonly Float64Array[], first: number): number {
  const window = Array.from(
    { length: windowSide },
    (_, tap) => rows[(first + tap) % windowSide] ?? new Float64Array(),
  );
  const length = window[0]?.length ?? 0;
  let total = 0;
  for (let place = 0; place < length; place += sums) {
    let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
    for (let tap = 0; tap < windowSide; tap += 1) {
      const weight = gauss[tap] ?? 0;
      const row = window[tap] ?? new Float64Array();
      a += weight * (row[place] ?? 0);
      b += weight * (row[place + 1] ?? 0);
      aa += weight * (row[place + 2] ?? 0);
      bb += weight * (row[place + 3] ?? 0);
      ab += weight * (row[place + 4] ?? 0);
    }
    total += similarity({ a, b, aa, bb, ab });
  }
  return total;
}

function similarity({ a, b, aa, bb, ab }: Record<'a' | 'b' | 'aa' | 'bb' | 'ab', number>): number {
  const { brightness: c1, contrast: c2 } = stability;
  const variances = aa - a * a + (bb - b * b);
  const covariance = ab - a * b;
  return ((2 * a * b + c1) * (2 * covariance + c2)) / ((a * a + b * b + c1) * (variances + c2));
}

const gauss: Float64Array = gaussOf();

function gaussOf(): Float64Array {
  const middle = (windowSide - 1) / 2;
  const weight = (tap: number): number => Math.exp(-((tap - middle) ** 2) / (2 * standardDeviation ** 2));
  const taps = Float64Array.from({ length: windowSide }, (_, tap) => weight(tap));
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  return taps.map((tap) => tap / total);
}
