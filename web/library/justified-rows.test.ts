import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { justifiedRows, neighbourAcross, type RowOptions, rowOf, type Sized } from './justified-rows.ts';

const options: RowOptions = { width: 1000, height: 200, gap: 4, hasMore: false };
const pictures = fc.array(
  fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) }),
  { maxLength: 200 },
);
const settings = fc.record({
  width: fc.integer({ min: 280, max: 3000 }),
  height: fc.integer({ min: 100, max: 300 }),
  gap: fc.integer({ min: 0, max: 12 }),
  hasMore: fc.constant(false),
});
const photos = (count: number): Sized[] =>
  Array.from({ length: count }, () => ({ width: 3000, height: 2000 }));

describe('rows of pictures', () => {
  it('hold every picture once, in its order', () => {
    fc.assert(
      fc.property(pictures, settings, (given, settings) => {
        const shown = justifiedRows(given, settings).flatMap(({ places }) =>
          places.map(({ index }) => index),
        );
        expect(shown).toEqual(given.map((_, index) => index));
      }),
    );
  });

  it('end at the right edge, but for the last, and never beyond it', () => {
    fc.assert(
      fc.property(pictures, settings, (given, settings) => {
        const rows = justifiedRows(given, settings);
        const ends = rows.map(({ places }) => {
          const { left, width } = places.at(-1) ?? { left: 0, width: 0 };
          return left + width;
        });
        for (const end of ends.slice(0, -1)) expect(end).toBe(settings.width);
        expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(settings.width);
      }),
    );
  });

  it('lie under each other with the gap between them', () => {
    const rows = justifiedRows(photos(30), options);
    expect(rows.length).toBeGreaterThan(5);
    for (const [index, { top, height }] of rows.slice(0, -1).entries())
      expect(rows[index + 1]?.top).toBe(top + height + options.gap);
  });

  it('are about as high as was asked for where pictures are', () => {
    for (const { height } of justifiedRows(photos(40), options).slice(0, -1)) {
      expect(height).toBeGreaterThan(150);
      expect(height).toBeLessThan(260);
    }
  });

  it('stay as they are when pictures are added behind them', () => {
    fc.assert(
      fc.property(pictures, pictures, settings, (given, added, settings) => {
        const before = justifiedRows(given, { ...settings, hasMore: true });
        const after = justifiedRows([...given, ...added], settings);
        expect(after.slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it('do not blow up what is left over', () => {
    expect(justifiedRows(photos(1), options)).toEqual([
      { top: 0, height: 200, places: [{ index: 0, left: 0, width: 300 }] },
    ]);
  });

  it('crop a panorama and a receipt instead of drawing lines', () => {
    const rows = justifiedRows(
      [
        { width: 30_000, height: 100 },
        { width: 100, height: 30_000 },
      ],
      { ...options, width: 360, height: 130 },
    );
    for (const { height, places } of rows)
      for (const { width } of places) expect(Math.min(height, width)).toBeGreaterThan(60);
  });
});

describe('the way through the rows', () => {
  const rows = justifiedRows(photos(40), options);

  it('finds the row of a picture', () => {
    for (const [number, { places }] of rows.entries())
      for (const { index } of places) expect(rowOf(rows, index)).toBe(number);
  });

  it('goes straight up and down, and comes back', () => {
    const below = neighbourAcross(rows, 1, 1);
    expect(rowOf(rows, below)).toBe(1);
    expect(neighbourAcross(rows, below, -1)).toBe(1);
  });

  it('ends at the edges', () => {
    expect(neighbourAcross(rows, 0, -1)).toBe(0);
    expect(neighbourAcross(rows, 39, 1)).toBe(39);
  });
});
