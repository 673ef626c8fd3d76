import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { limitSide, planGeometry, type Size, windowAround } from './geometry.ts';
import type { Fit, Geometry } from './types.ts';

const geometry = (fit: Fit, width?: number, height?: number): Geometry => ({
  width,
  height,
  fit,
  gravity: 'center',
});

const outputOf = (source: Size, fit: Fit, width?: number, height?: number): string => {
  const { output } = planGeometry(source, geometry(fit, width, height));
  return `${output.width}x${output.height}`;
};

const photo = { width: 2725, height: 2225 };

const side = fc.integer({ min: 1, max: 20_000 });
const size = fc.record({ width: side, height: side });

describe('planGeometry', () => {
  it.each([
    ['inside', 800, 800, '800x653'],
    ['inside', 800, 600, '735x600'],
    ['inside', 5000, 5000, '2725x2225'],
    ['cover', 200, 200, '200x200'],
    ['cover', 300, 200, '300x200'],
    ['cover', 4000, 4000, '2225x2225'],
    ['cover', 5450, 2225, '2725x1113'],
    ['contain', 300, 200, '300x200'],
    ['contain', 4000, 3000, '4000x3000'],
    ['fill', 300, 900, '300x900'],
    ['fill', 5450, 100, '5450x100'],
    ['cover', 300, undefined, '300x245'],
    ['inside', undefined, 300, '367x300'],
    ['cover', 5450, undefined, '2725x2225'],
    ['fill', 5450, undefined, '5450x4450'],
    ['cover', undefined, undefined, '2725x2225'],
    ['fill', undefined, undefined, '2725x2225'],
  ] as const)(
    'gives a photo of 2725×2225 fitted %s into %s×%s the size %s',
    (fit, width, height, expected) => {
      expect(outputOf(photo, fit, width, height)).toBe(expected);
    },
  );

  it('never makes a side shorter than a pixel', () => {
    expect(outputOf({ width: 10_000, height: 1 }, 'inside', 100, 100)).toBe('100x1');
  });

  it('never enlarges, unless the fit is fill', () => {
    fc.assert(
      fc.property(size, size, fc.constantFrom<Fit>('inside', 'cover', 'contain'), (source, box, fit) => {
        const { picture } = planGeometry(source, geometry(fit, box.width, box.height));
        expect(picture.width).toBeLessThanOrEqual(source.width);
        expect(picture.height).toBeLessThanOrEqual(source.height);
      }),
    );
  });

  it('never leaves the box, and fills it with contain and fill', () => {
    fc.assert(
      fc.property(
        size,
        size,
        fc.constantFrom<Fit>('inside', 'cover', 'contain', 'fill'),
        (source, box, fit) => {
          const { output, picture } = planGeometry(source, geometry(fit, box.width, box.height));
          expect(output.width).toBeLessThanOrEqual(box.width);
          expect(output.height).toBeLessThanOrEqual(box.height);
          expect(output).toEqual(fit === 'contain' || fit === 'fill' ? box : picture);
        },
      ),
    );
  });

  it('keeps the proportions of the source inside a box to half a pixel', () => {
    fc.assert(
      fc.property(size, size, (source, box) => {
        const { width, height } = planGeometry(source, geometry('inside', box.width, box.height)).output;
        const scale = Math.min(box.width / source.width, box.height / source.height, 1);
        expect(Math.abs(width - Math.max(1, source.width * scale))).toBeLessThanOrEqual(0.5);
        expect(Math.abs(height - Math.max(1, source.height * scale))).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('crops to the proportions of the box where the source is too small to fill it', () => {
    fc.assert(
      fc.property(size, size, (source, box) => {
        const { output, crops } = planGeometry(source, geometry('cover', box.width, box.height));
        const scale = Math.min(source.width / box.width, source.height / box.height, 1);
        expect(crops).toBe(true);
        expect(Math.abs(output.width - Math.max(1, box.width * scale))).toBeLessThanOrEqual(0.5);
        expect(Math.abs(output.height - Math.max(1, box.height * scale))).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('is exact along the side that was asked for', () => {
    fc.assert(
      fc.property(size, side, (source, width) => {
        fc.pre(width <= source.width);
        expect(planGeometry(source, geometry('cover', width)).output.width).toBe(width);
      }),
    );
  });
});

describe('limitSide', () => {
  it('leaves alone what the format can express', () => {
    const plan = planGeometry(photo, geometry('cover', 200, 200));
    expect(limitSide(plan, 200)).toBe(plan);
  });

  it('shrinks a panorama in proportion', () => {
    const plan = planGeometry({ width: 32_766, height: 2000 }, geometry('inside'));
    expect(limitSide(plan, 16_383).output).toEqual({ width: 16_383, height: 1000 });
  });
});

describe('windowAround', () => {
  it.each([
    [{ x: 0.5, y: 0.5 }, 50, 0],
    [{ x: 0, y: 1 }, 0, 0],
    [{ x: 1, y: 0 }, 100, 0],
    [{ x: 0.4, y: 0.4 }, 30, 0],
    [{ x: 0.26, y: 0.5 }, 2, 0],
    [{ x: 0.24, y: 0.5 }, 0, 0],
  ])('of 100×100 in a source of 400×200 around %j begins at %i, %i', (point, left, top) => {
    const scaled = { width: 200, height: 100 };
    expect(windowAround({ width: 400, height: 200 }, { width: 100, height: 100 }, point)).toEqual({
      scaled,
      left,
      top,
      width: 100,
      height: 100,
    });
  });

  it('lies within the scaled source, whatever the sizes and the point', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(size, size, share, share, (source, box, x, y) => {
        const { output } = planGeometry(source, geometry('cover', box.width, box.height));
        const { scaled, left, top, width, height } = windowAround(source, output, { x, y });
        expect({ width, height }).toEqual(output);
        expect([left >= 0, left + width <= scaled.width]).toEqual([true, true]);
        expect([top >= 0, top + height <= scaled.height]).toEqual([true, true]);
      }),
    );
  });
});
