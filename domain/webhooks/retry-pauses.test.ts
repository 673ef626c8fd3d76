import { describe, expect, it } from '@jest/globals';
import { pauseAfter } from './retry-pauses.ts';

const hour = 3_600_000;

/** Every pause, one after the other. */
function pauses(random: number): number[] {
  const all: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const pause = pauseAfter(attempts, random);
    if (pause === undefined) return all;
    all.push(pause);
  }
}

describe('the pauses between attempts', () => {
  it('begin with seconds, never shrink, and go on for three days', () => {
    const all = pauses(0.5);
    expect(all[0]).toBe(5_000);
    expect(all).toEqual(all.toSorted((one, other) => one - other));
    expect(all.reduce((sum, pause) => sum + pause) / hour).toBeCloseTo(75.6, 1);
  });

  it('differ by a fifth, so that what failed together does not come back together', () => {
    const [earliest, usual, latest] = [pauses(0), pauses(0.5), pauses(1)];
    expect(earliest).toEqual(usual.map((pause) => pause * 0.8));
    expect(latest).toEqual(usual.map((pause) => pause * 1.2));
    expect(pauseAfter(3)).not.toBe(pauseAfter(3));
  });
});
