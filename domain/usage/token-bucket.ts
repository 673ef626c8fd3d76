/**
 * A token bucket: it holds a quota, which may be used at once, and fills at an even pace over its window. All of its
 * state is the moment when it will be full again (the generic cell rate algorithm), so that drawing is an addition, and
 * what was drawn in several places can be added up.
 */

export interface BucketSize {
  readonly quota: number;
  readonly windowMs: number;
}

/** How a bucket would stand after something was drawn from it, or stands when there is not so much in it. */
export interface Draw {
  /** When it will be full again, should this be drawn. */
  readonly fullAt: number;
  readonly isExceeded: boolean;
  /** Whole units. */
  readonly remaining: number;
  /** Until there is enough; 0 when there is, infinite where more was asked for than the bucket ever holds. */
  readonly msToWait: number;
  readonly msToFull: number;
}

/** What one unit takes to come back. */
export const msPerUnit = ({ quota, windowMs }: BucketSize): number => windowMs / quota;

/** Times are sums of fractions: a thousandth of a unit is none. */
const rounding = 0.001;

/** @param fullAt of the bucket now; the past for a full one. */
export function draw(size: BucketSize, fullAt: number, { now, count }: { now: number; count: number }): Draw {
  const each = msPerUnit(size);
  const from = Math.max(fullAt, now);
  const after = from + count * each;
  const excess = after - now - size.windowMs;
  const isExceeded = excess > each * rounding;
  const until = isExceeded ? from : after;
  return {
    fullAt: after,
    isExceeded,
    remaining: Math.max(0, Math.floor(size.quota - (until - now) / each + rounding)),
    msToWait: !isExceeded ? 0 : count > size.quota ? Infinity : excess,
    msToFull: until - now,
  };
}
