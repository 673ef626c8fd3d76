/** When a delivery that failed is tried again: the pauses that Standard Webhooks recommends, a little more than three days. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const pausesMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Up to this share earlier or later, so that what failed together does not come back together. */
const jitter = 0.2;

/** The pause after so many attempts have failed; undefined when that was the last. */
export function pauseAfter(attempts: number, random = Math.random()): number | undefined {
  const pause = pausesMs[attempts - 1];
  return pause === undefined ? undefined : Math.round(pause * (1 + jitter * (2 * random - 1)));
}
