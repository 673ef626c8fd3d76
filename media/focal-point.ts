/** Focal points: the place in a picture that a crop keeps in view. */
import type { Effects, FocalPoint, Geometry, UnaimedGeometry } from './types.ts';

/**
 * The geometry for one image. Only a crop follows the point: without one, or where nothing is cut, `focus` is the
 * middle, and becomes the same rendition.
 */
export function aimed({ gravity, ...box }: UnaimedGeometry, point: FocalPoint | undefined): Geometry {
  if (gravity !== 'focus') return { ...box, gravity };
  return { ...box, gravity: box.fit === 'cover' && point ? { x: point.x, y: point.y } : 'center' };
}

/** Where a point of the source is after the picture was turned and then mirrored. */
export function turnedPoint({ x, y }: FocalPoint, { rotate, flip, flop }: Effects): FocalPoint {
  const turned = {
    0: { x, y },
    90: { x: 1 - y, y: x },
    180: { x: 1 - x, y: 1 - y },
    270: { x: y, y: 1 - x },
  }[rotate ?? 0];
  return { x: flop ? 1 - turned.x : turned.x, y: flip ? 1 - turned.y : turned.y };
}
