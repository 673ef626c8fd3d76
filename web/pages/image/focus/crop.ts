/** Crops around a focal point, as the server cuts them: the point in the middle, or as near to it as the edges allow. */
import type { Point, Size } from '../viewer/zoom.ts';

/**
 * Which part of a picture is seen through a box of other proportions that it covers.
 * @param aspect Width by height of the box.
 * @returns a value of CSS's object-position.
 */
export function cropPosition(picture: Size, aspect: number, point: Point): string {
  const own = picture.width / picture.height;
  return `${positionOf(aspect / own, point.x)}% ${positionOf(own / aspect, point.y)}%`;
}

/** CSS counts in shares of what is left over. @param seen The share of the side that is seen; 1 or more: all of it. */
function positionOf(seen: number, at: number): number {
  const rest = 1 - seen;
  if (rest <= 0) return 50;
  const start = Math.min(Math.max(at - seen / 2, 0), rest);
  return Math.round((start / rest) * 10_000) / 100;
}

/** A place in the picture: never beside it, and no finer than anybody can point at. */
export const pointAt = ({ x, y }: Point): Point => ({ x: share(x), y: share(y) });

const share = (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * 1_000) / 1_000;
