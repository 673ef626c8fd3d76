import { describe, expect, it } from '@jest/globals';
import type { OutputFormat } from '../../media/types.ts';
import { type Candidates, soonEnough } from './best-rendition.ts';

interface Candidate {
  readonly format: OutputFormat;
  readonly size: { readonly width: number; readonly height: number };
  readonly autoQuality: number | null;
}

/** What is made while somebody waits, of a picture of 3:2. */
function made(width: number, formats: Candidates<OutputFormat>, autoQuality: number | null = null) {
  const candidate = (format: OutputFormat): Candidate => ({
    format,
    size: { width, height: Math.round((width * 2) / 3) },
    autoQuality,
  });
  const [first, ...others] = formats;
  return soonEnough([candidate(first), ...others.map(candidate)]).format;
}

describe('what somebody waits for', () => {
  it.each([
    [320, 'avif'],
    [1_280, 'avif'],
    [1_600, 'avif'],
    [1_920, 'webp'],
    [2_560, 'jpeg'],
    [6_000, 'jpeg'],
  ])('of a photo of %s pixels is %s', (width, expected) => {
    expect(made(width, ['avif', 'webp', 'jpeg'])).toBe(expected);
  });

  it('is quicker to make where the quality is searched for', () => {
    expect([320, 640, 828, 1_280].map((width) => made(width, ['avif', 'webp', 'jpeg'], 0.99))).toEqual([
      'avif',
      'avif',
      'webp',
      'jpeg',
    ]);
  });

  it('is never what takes longer than the best', () => {
    for (const width of [320, 1_920, 8_000]) {
      expect(made(width, ['webp', 'png'])).toBe('webp');
      expect(made(width, ['webp', 'gif'])).toBe('webp');
      expect(made(width, ['avif', 'webp', 'png'])).not.toBe('png');
    }
  });

  it('is the only one that the client takes, however long it takes', () => {
    expect(made(8_000, ['avif'])).toBe('avif');
  });
});
