import { describe, expect, it } from '@jest/globals';
import { assert, double, integer, property, record } from 'fast-check';
import { fitScale, fitted, type Frame, moved, placeOf, zoomed } from './zoom.ts';

const landscape: Frame = { pane: { width: 400, height: 300 }, picture: { width: 1600, height: 800 } };
const stamp: Frame = { pane: { width: 400, height: 300 }, picture: { width: 100, height: 50 } };

describe('a picture in its pane', () => {
  it('is shown whole and in the middle, and a small one not larger than it is', () => {
    expect(fitted(landscape)).toEqual({ scale: 0.25, x: 0, y: 50 });
    expect(fitted(stamp)).toEqual({ scale: 1, x: 150, y: 125 });
  });

  it('keeps what is under the pointer where it is while it grows', () => {
    const at = { x: 200, y: 150 };
    const view = zoomed(fitted(landscape), { by: 4, at, frame: landscape });
    expect(view).toEqual({ scale: 1, x: -600, y: -250 });
  });

  it('never shrinks below what fits, and comes back to the middle', () => {
    const near = zoomed(fitted(landscape), { by: 3, at: { x: 10, y: 60 }, frame: landscape });
    expect(zoomed(near, { by: 0.01, at: { x: 390, y: 10 }, frame: landscape })).toEqual(fitted(landscape));
  });

  it('shows no gap at an edge, wherever it is dragged', () => {
    const near = zoomed(fitted(landscape), { by: 4, at: { x: 200, y: 150 }, frame: landscape });
    expect(moved(near, { x: 9_999, y: -9_999 }, landscape)).toEqual({ scale: 1, x: 0, y: -500 });
  });

  it('covers its pane, or lies within it, after any gestures', () => {
    const side = integer({ min: 1, max: 9_000 });
    const size = record({ width: side, height: side });
    const offset = integer({ min: -5_000, max: 5_000 });
    const point = record({ x: offset, y: offset });
    assert(
      property(size, size, double({ min: 0.01, max: 100, noNaN: true }), point, (pane, picture, by, at) => {
        const frame = { pane, picture };
        const view = moved(zoomed(fitted(frame), { by, at, frame }), at, frame);
        expect(view.scale).toBeGreaterThanOrEqual(fitScale(frame));
        const { left, width } = placeOf(view, picture);
        const ends = [left, pane.width - left - width];
        // Both edges at or outside of the pane's, or both at or inside.
        expect(ends.every((end) => end < 1e-6) || ends.every((end) => end > -1e-6)).toBe(true);
      }),
    );
  });
});
