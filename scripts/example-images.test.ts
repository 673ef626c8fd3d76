import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { photo } from '../media/fixtures/photo.ts';
import { looksLike } from './example-images.ts';
import { exampleSpecs } from './generate-transforms.ts';

describe('an example', () => {
  it('is there of everything that the reference lists, once', () => {
    const specs = exampleSpecs();
    expect(new Set(specs).size).toBe(specs.length);
    expect(specs).toContain('w640-flip.webp');
  });

  it('is up to date when nobody could tell it from what would be made, and else is not', async () => {
    const picture = await photo({ width: 120, height: 80, format: 'png' });
    const hardlyBrighter = await sharp(picture).linear(1, 1).webp({ lossless: true }).toBuffer();
    expect(await looksLike(picture, hardlyBrighter)).toBe(true);
    const others = [
      await sharp(picture).grayscale().png().toBuffer(),
      await sharp(picture).flop().png().toBuffer(),
      await sharp(picture).resize(121, 80).png().toBuffer(),
      await photo({ width: 120, height: 80, seed: 2 }),
      picture.subarray(0, picture.length / 2),
    ];
    for (const other of others) expect(await looksLike(picture, other)).toBe(false);
  });
});
