import { describe, expect, it } from '@jest/globals';
import { aimed, turnedPoint } from './focal-point.ts';
import type { Effects, UnaimedGeometry } from './types.ts';

const point = { x: 0.25, y: 0.125 };
const crop: UnaimedGeometry = { width: 30, height: 20, fit: 'cover', gravity: 'focus' };

describe('a geometry that follows the focal point', () => {
  it('has the point of the image', () => {
    expect(aimed(crop, point)).toEqual({ width: 30, height: 20, fit: 'cover', gravity: point });
  });

  it('is that of the middle without a point, and where nothing is cut', () => {
    expect(aimed(crop, undefined)).toEqual({ ...crop, gravity: 'center' });
    for (const fit of ['contain', 'inside', 'fill'] as const)
      expect(aimed({ ...crop, fit }, point)).toEqual({ ...crop, fit, gravity: 'center' });
  });

  it('is no other one, whatever the point', () => {
    for (const gravity of ['north', 'attention', 'center'] as const)
      expect(aimed({ ...crop, gravity }, point)).toEqual({ ...crop, gravity });
  });
});

describe('a point', () => {
  it.each<[Effects, { x: number; y: number }]>([
    [{}, { x: 0.25, y: 0.125 }],
    [{ rotate: 90 }, { x: 0.875, y: 0.25 }],
    [{ rotate: 180 }, { x: 0.75, y: 0.875 }],
    [{ rotate: 270 }, { x: 0.125, y: 0.75 }],
    [{ flip: true }, { x: 0.25, y: 0.875 }],
    [{ flop: true }, { x: 0.75, y: 0.125 }],
    [
      { rotate: 90, flip: true },
      { x: 0.875, y: 0.75 },
    ],
    [
      { rotate: 270, flop: true, gray: true },
      { x: 0.875, y: 0.75 },
    ],
  ])('is turned with the picture by %j', (effects, expected) => {
    expect(turnedPoint(point, effects)).toEqual(expected);
  });
});
