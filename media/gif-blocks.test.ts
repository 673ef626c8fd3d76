import { describe, expect, it } from '@jest/globals';
import { animation, manyFrames } from './fixtures/animation.ts';
import { photo } from './fixtures/photo.ts';
import { reachesTrailer } from './gif-blocks.ts';

describe('reachesTrailer', () => {
  it('follows the blocks of a still and of an animation to their end', async () => {
    expect(reachesTrailer(await photo({ width: 60, height: 40, format: 'gif' }))).toBe(true);
    expect(reachesTrailer(await animation('gif', { width: 9, height: 9, colors: ['red', 'blue'] }))).toBe(
      true,
    );
    expect(reachesTrailer(manyFrames({ width: 5, height: 5, frames: 300 }))).toBe(true);
  });

  it('notices an end in the middle of a block, wherever it is', async () => {
    const file = await photo({ width: 60, height: 40, format: 'gif' });
    const cuts = Array.from({ length: 97 }, (_, index) => Math.floor((file.length * (index + 1)) / 98));
    expect(cuts.filter((end) => reachesTrailer(file.subarray(0, end)))).toEqual([]);
  });

  it('forgives a missing trailer and what follows it', () => {
    const file = manyFrames({ width: 5, height: 5, frames: 3 });
    expect(reachesTrailer(file.subarray(0, -1))).toBe(true);
    expect(reachesTrailer(Buffer.concat([file, Buffer.from('trailing bytes')]))).toBe(true);
  });

  it('leaves stray bytes between blocks to the decoder', () => {
    const file = manyFrames({ width: 5, height: 5, frames: 1 });
    expect(reachesTrailer(Buffer.concat([file.subarray(0, -1), Buffer.from([0, 0x3b])]))).toBe(true);
  });
});
