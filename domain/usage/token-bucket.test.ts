import { describe, expect, it } from '@jest/globals';
import { draw } from './token-bucket.ts';

const size = { quota: 10, windowMs: 60_000 };
const never = -Infinity;

describe('a token bucket', () => {
  it('that was never drawn from is full', () => {
    expect(draw(size, never, { now: 5, count: 10 })).toMatchObject({ isExceeded: false, remaining: 0 });
    expect(draw(size, never, { now: 5, count: 11 })).toMatchObject({
      isExceeded: true,
      remaining: 10,
      msToFull: 0,
    });
  });

  it('never has what is more than it holds', () => {
    expect(draw(size, never, { now: 5, count: 11 }).msToWait).toBe(Infinity);
    const { fullAt } = draw(size, never, { now: 0, count: 10 });
    expect(draw(size, fullAt, { now: 0, count: 11 }).msToWait).toBe(Infinity);
    expect(draw(size, fullAt, { now: 0, count: 10 }).msToWait).toBe(60_000);
  });

  it('fills at an even pace, and not over its rim', () => {
    const { fullAt } = draw(size, never, { now: 0, count: 10 });
    expect(draw(size, fullAt, { now: 5_990, count: 1 })).toMatchObject({ isExceeded: true, msToWait: 10 });
    expect(draw(size, fullAt, { now: 6_000, count: 1 })).toMatchObject({ isExceeded: false, remaining: 0 });
    expect(draw(size, fullAt, { now: 30_000, count: 1 })).toMatchObject({ isExceeded: false, remaining: 4 });
    expect(draw(size, fullAt, { now: 600_000, count: 11 })).toMatchObject({ isExceeded: true });
  });

  it.each([1, 3, 7, 49, 1_200, 12_000])('of %i holds exactly as many', (quota) => {
    // A clock that has run for a year, at a moment that is no whole number.
    const now = 31_536_000_000 + 1 / 3;
    let [fullAt, taken] = [never, 0];
    for (;;) {
      const drawn = draw({ quota, windowMs: 60_000 }, fullAt, { now, count: 1 });
      if (drawn.isExceeded) break;
      expect(drawn.remaining === quota - taken - 1).toBe(true);
      [fullAt, taken] = [drawn.fullAt, taken + 1];
    }
    expect(taken).toBe(quota);
  });
});
