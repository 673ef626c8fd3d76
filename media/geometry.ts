/**
 * Exact output dimensions. Every path to a rendition (upload, URL, markup) computes them here from the original and
 * passes both sides on explicitly: decoders round differently after shrinking on load, and a page that reserved
 * 800×653 must not get 800×652.
 */
import type { Box, FocalPoint } from './types.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How to get from the oriented source to the output. */
export interface Plan {
  /** The size of the rendition. */
  readonly output: Size;
  /** The source is scaled to this, exactly; smaller than the output only when it is padded. */
  readonly picture: Size;
  /** Whether the scaled source covers `picture` and what sticks out is cut, instead of being squeezed into it. */
  readonly crops: boolean;
}

/** Never larger than the source, unless the fit is `fill`; never less than one pixel a side. */
export function planGeometry(source: Size, wanted: Box): Plan {
  const { width, height, fit } = wanted;
  if (width === undefined || height === undefined) return whole(scaleToOneSide(source, wanted));
  const box = { width, height };
  if (fit === 'fill') return whole(box);
  if (fit === 'cover') return { ...whole(cover(source, box)), crops: true };
  const picture = inside(source, box);
  return fit === 'contain' ? { output: box, picture, crops: false } : whole(picture);
}

const whole = (size: Size): Plan => ({ output: size, picture: size, crops: false });

function scaleToOneSide(source: Size, { width, height, fit }: Box): Size {
  const scale = width ? width / source.width : height ? height / source.height : 1;
  return scaled(source, fit === 'fill' ? scale : Math.min(scale, 1));
}

function inside(source: Size, box: Size): Size {
  return scaled(source, Math.min(box.width / source.width, box.height / source.height, 1));
}

/** A source that cannot fill the box without being enlarged gives the largest crop of the box's proportions. */
function cover(source: Size, box: Size): Size {
  const scale = Math.max(box.width / source.width, box.height / source.height);
  if (scale <= 1) return box;
  const crop = scaled(box, 1 / scale);
  return { width: Math.min(crop.width, source.width), height: Math.min(crop.height, source.height) };
}

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

/** The plan shrunk until its longest side is one that the output format can express. */
export function limitSide(plan: Plan, maxSide: number): Plan {
  const longest = Math.max(plan.output.width, plan.output.height);
  if (longest <= maxSide) return plan;
  const scale = maxSide / longest;
  return { ...plan, output: scaled(plan.output, scale), picture: scaled(plan.picture, scale) };
}

/** The plan shrunk until its output has no more pixels than this. */
export function limitPixels(plan: Plan, maxPixels: number): Plan {
  const { width, height } = plan.output;
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  return limitSide(plan, Math.max(1, Math.floor(Math.max(width, height) * scale)));
}

/** A piece to be cut out of the source after it was scaled. */
export interface Window extends Size {
  readonly scaled: Size;
  readonly left: number;
  readonly top: number;
}

/** The largest piece of the size that has the point in its middle, or as near to it as the edges allow. */
export function windowAround(source: Size, size: Size, point: FocalPoint): Window {
  const scale = Math.max(size.width / source.width, size.height / source.height);
  const { width, height } = scaled(source, scale);
  // Rounding must leave no side a pixel short of the piece.
  const whole = { width: Math.max(width, size.width), height: Math.max(height, size.height) };
  return {
    ...size,
    scaled: whole,
    left: startOf(whole.width, size.width, point.x),
    top: startOf(whole.height, size.height, point.y),
  };
}

const startOf = (side: number, piece: number, share: number): number =>
  Math.min(Math.max(Math.round(side * share - piece / 2), 0), side - piece);
