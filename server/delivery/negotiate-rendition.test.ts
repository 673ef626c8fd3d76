import { describe, expect, it } from '@jest/globals';
import { parseSpec } from '../../media/transform/spec.ts';
import { negotiateRendition } from './negotiate-rendition.ts';

const still = { frames: 1, hasAlpha: false };
const modern = 'image/avif,image/webp,*/*;q=0.8';

const format = (spec: string, image: typeof still, accept: string | undefined): string =>
  negotiateRendition(parseSpec(spec), image, accept).format;

describe('auto', () => {
  it.each([
    ['a photo', 'w100.auto', still, ['avif', 'webp', 'jpeg', 'jpeg']],
    ['what has transparency', 'w100.auto', { ...still, hasAlpha: true }, ['avif', 'webp', 'png', 'png']],
    [
      'what has lost it',
      'w100-bgffffff.auto',
      { ...still, hasAlpha: true },
      ['avif', 'webp', 'jpeg', 'jpeg'],
    ],
    ['an animation', 'w100.auto', { ...still, frames: 9 }, ['webp', 'webp', 'gif', 'gif']],
    ['its first frame', 'w100-still.auto', { ...still, frames: 9 }, ['avif', 'webp', 'jpeg', 'jpeg']],
  ])('of %s', (_, spec, image, expected) => {
    const accepts = [modern, 'image/webp,*/*', '*/*', undefined];
    expect(accepts.map((accept) => format(spec, image, accept))).toEqual(expected);
  });

  it('drops a quality that the format does not have', () => {
    const decided = negotiateRendition(parseSpec('w100-q50.auto'), { frames: 2, hasAlpha: false }, '*/*');
    expect(decided).toMatchObject({ format: 'gif', quality: undefined });
    for (const image of [
      { frames: 2, hasAlpha: false },
      { frames: 1, hasAlpha: true },
    ])
      expect(negotiateRendition(parseSpec('w100-qauto.auto'), image, '*/*').autoQuality).toBeUndefined();
    expect(negotiateRendition(parseSpec('w100-qauto.auto'), still, '*/*').autoQuality).toBe(0.99);
  });
});
