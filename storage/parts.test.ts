import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Readable } from 'node:stream';
import { chunked, pattern } from './contract/bodies.ts';
import { collect } from './contract/place.ts';
import { metered } from './metered.ts';
import { partsOf } from './parts.ts';

const parts = (bytes: Buffer, chunkSize: number, partBytes: number) =>
  collect(partsOf(metered(Readable.from(chunked(bytes, chunkSize)), {}), partBytes));

describe('The parts of a stream', () => {
  test('are its bytes in order, all of one size but the last, which alone is marked as the last.', async () => {
    const sizes = fc.record({
      total: fc.nat({ max: 500 }),
      chunk: fc.integer({ min: 1, max: 200 }),
      part: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ total, chunk, part }) => {
        const bytes = pattern(total);
        const found = await parts(bytes, chunk, part);
        expect(Buffer.concat(found.map(({ data }) => data))).toEqual(bytes);
        expect(found.slice(0, -1).every(({ data, last }) => data.length === part && !last)).toBe(true);
        expect(found.at(-1)).toMatchObject({ last: true });
        expect(found).toHaveLength(Math.max(1, Math.ceil(total / part)));
      }),
    );
  });

  test('are one when the stream is exactly as long as a part, and when it is empty.', async () => {
    expect(await parts(pattern(100), 10, 100)).toHaveLength(1);
    expect(await parts(pattern(0), 10, 100)).toEqual([{ data: Buffer.alloc(0), last: true }]);
  });
});

describe('A metered body', () => {
  test('refuses text, whose bytes nobody has chosen.', async () => {
    await expect(collect(metered(Readable.from(['text']), {}))).rejects.toThrow(TypeError);
  });

  test('is not read on after it has become too long.', async () => {
    let read = 0;
    const endless = function* () {
      for (;;) {
        read++;
        yield pattern(10);
      }
    };
    const body = Readable.from(endless(), { highWaterMark: 1 });
    await expect(collect(metered(body, { byteSize: 25 }))).rejects.toMatchObject({ code: 'SIZE_MISMATCH' });
    expect(body.destroyed).toBe(true);
    expect(read).toBeLessThan(10);
  });
});
