/**
 * Finds the lowest quality of an encoder that is good enough, in few encodes. Where the encodes that are left suffice to
 * settle it by halving, it halves; before that it guesses, from what is lost at the qualities that it knows.
 */

/** How often one output is encoded at most: what a user waits for is this many times as slow. */
export const maxEncodes = 6;

/** What came out at one quality. */
export interface Attempt {
  /** 1..100 */
  readonly quality: number;
  readonly ssim: number;
  readonly byteSize: number;
}

export interface QualityWanted {
  /** The least SSIM that is good enough. */
  readonly target: number;
  /** How often something may be encoded. */
  readonly encodes: number;
  /** A file that is larger is not wanted, however good it looks. */
  readonly maxBytes?: number | undefined;
}

export interface QualityFound<A extends Attempt> {
  /**
   * The lowest quality that was good enough. Where none was, the highest; where those were too large, the best of what
   * is small enough.
   */
  readonly best: A;
  /** How often something was encoded. */
  readonly encodes: number;
}

const highest = 100;

export async function searchQuality<A extends Attempt>(
  attempt: (quality: number) => Promise<A>,
  wanted: QualityWanted,
): Promise<QualityFound<A>> {
  let range: Range = { low: 1, high: highest, failed: undefined, passed: [] };
  let best: A | undefined;
  let encodes = 0;
  while (range.low <= range.high && encodes < wanted.encodes) {
    const made = await attempt(nextQuality(range, wanted.encodes - encodes, wanted.target));
    encodes += 1;
    best = best && !isBetter(made, best, wanted) ? best : made;
    range = narrowed(range, made, wanted);
  }
  if (!best) throw new Error('a search needs at least one encode');
  return { best, encodes };
}

/** How much of the structure is lost at a quality. */
interface Point {
  readonly quality: number;
  readonly loss: number;
}

interface Range {
  /** Which qualities may still be tried. */
  readonly low: number;
  readonly high: number;
  /** The highest that was not good enough. */
  readonly failed: Point | undefined;
  /** Those that were, the lowest first. */
  readonly passed: readonly Point[];
}

/** Below the lowest quality of all; a guess, that only decides where it is looked next. */
const nothingKept: Point = { quality: 0, loss: 0.5 };

/** A loss of nothing has no logarithm. */
const leastLoss = 1e-6;

/** Among so many qualities the one is found by halving. */
const settledBy = (encodes: number): number => 2 ** encodes - 1;

function nextQuality({ low, high, failed, passed }: Range, left: number, target: number): number {
  const middle = Math.floor((low + high) / 2);
  if (high - low + 1 <= settledBy(left)) return middle;
  // The highest that is worth a try: all above it can be settled by the encodes that are left when it fails.
  const worthwhile = high - settledBy(left - 1);
  if (high === highest) return worthwhile;
  const [lowest, next] = passed;
  if (!lowest) return middle;
  const guess = qualityFor(Math.max(leastLoss, 1 - target), lowest, failed ?? next ?? nothingKept);
  return Math.min(worthwhile, Math.max(low, guess));
}

/** What is lost falls by about the same share with every step of quality: a line through two points says where to. */
function qualityFor(loss: number, one: Point, other: Point): number {
  const span = Math.log(other.loss / one.loss);
  if (span === 0) return 1;
  const share = Math.log(loss / one.loss) / span;
  return Math.round(one.quality + (other.quality - one.quality) * share);
}

function narrowed(range: Range, { quality, ssim, byteSize }: Attempt, wanted: QualityWanted): Range {
  // Of what is too large only the size counts, and no loss says anything about that.
  if (byteSize > (wanted.maxBytes ?? Infinity)) return { ...range, high: quality - 1, passed: [] };
  const point = { quality, loss: Math.max(leastLoss, 1 - ssim) };
  return ssim >= wanted.target
    ? { ...range, high: quality - 1, passed: [point, ...range.passed] }
    : { ...range, low: quality + 1, failed: point };
}

function isBetter(made: Attempt, best: Attempt, { target, maxBytes = Infinity }: QualityWanted): boolean {
  const fits = made.byteSize <= maxBytes;
  if (fits !== best.byteSize <= maxBytes) return fits;
  const isGood = made.ssim >= target;
  if (fits && isGood !== best.ssim >= target) return isGood;
  return fits && !isGood ? made.quality > best.quality : made.quality < best.quality;
}
