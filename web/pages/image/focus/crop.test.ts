import { describe, expect, it } from '@jest/globals';
import { cropPosition, pointAt } from './crop.ts';

const wide = { width: 1_600, height: 800 };

describe('a crop around a focal point', () => {
  it('has the point in its middle', () => {
    // A square of 800 around x = 640 begins at 240, which is 30 % of the 800 pixels that are left over.
    expect(cropPosition(wide, 1, { x: 0.4, y: 0.9 })).toBe('30% 50%');
  });

  it.each([
    [0, '0% 50%'],
    [0.2, '0% 50%'],
    [0.9, '100% 50%'],
    [1, '100% 50%'],
  ])('ends at the edge of the picture: x = %f', (x, position) => {
    expect(cropPosition(wide, 1, { x, y: 0.5 })).toBe(position);
  });

  it('moves along the side that is cut', () => {
    expect(cropPosition({ width: 900, height: 1_600 }, 16 / 9, { x: 0.1, y: 1 })).toBe('50% 100%');
  });

  it('has nowhere to move where nothing is cut', () => {
    expect(cropPosition(wide, 2, { x: 0, y: 1 })).toBe('50% 50%');
  });
});

it('is never beside the picture', () => {
  expect(pointAt({ x: -3, y: 0.123_456 })).toEqual({ x: 0, y: 0.123 });
  expect(pointAt({ x: 0.5, y: 7 })).toEqual({ x: 0.5, y: 1 });
});
