import { describe, expect, it } from '@jest/globals';
import { parseSpec } from '../../media/transform/spec.ts';
import { negotiateRenditions } from './negotiate-rendition.ts';

const still = {
  width: 3_000,
  height: 2_000,
  frames: 1,
  hasAlpha: false,
  contentType: 'image/jpeg',
  byteSize: 1_000_000,
  focalX: null,
  focalY: null,
};
const modern = 'image/avif,image/webp,*/*;q=0.8';

interface More {
  readonly image?: Partial<typeof still>;
  readonly accept?: string | undefined;
  readonly maxPixels?: number;
}

function candidates(spec: string, { image = {}, accept, maxPixels = 1e9 }: More) {
  const profile = { name: 'default', variants: [], background: '#ffffff' };
  return negotiateRenditions(parseSpec(spec), { ...still, ...image }, { profile, maxPixels, accept });
}

const formats = (spec: string, more: More): string[] => candidates(spec, more).map(({ format }) => format);

describe('auto', () => {
  it.each([
    ['a photo', 'w100.auto', {}, ['avif', 'webp', 'jpeg', 'jpeg']],
    ['what has transparency', 'w400.auto', { hasAlpha: true }, ['avif', 'webp', 'png', 'png']],
    ['what has lost it', 'w100-bgffffff.auto', { hasAlpha: true }, ['avif', 'webp', 'jpeg', 'jpeg']],
    ['an animation', 'w100.auto', { frames: 9 }, ['webp', 'webp', 'gif', 'gif']],
    ['its first frame', 'w100-still.auto', { frames: 9 }, ['avif', 'webp', 'jpeg', 'jpeg']],
  ])('of %s is the best that the client takes', (_, spec, image, expected) => {
    const accepts = [modern, 'image/webp,*/*', '*/*', undefined];
    expect(accepts.map((accept) => formats(spec, { image, accept })[0])).toEqual(expected);
  });

  it('names all that would do, the best first, and nothing that the client does not take', () => {
    expect(formats('w100.auto', { accept: modern })).toEqual(['avif', 'webp', 'jpeg']);
    expect(formats('w100.auto', { accept: 'image/avif,*/*' })).toEqual(['avif', 'jpeg']);
    expect(formats('w100.auto', { accept: 'image/avif,image/webp' })).toEqual(['avif', 'webp']);
    expect(formats('w100.auto', { accept: 'image/webp,*/*', image: { hasAlpha: true } })).toEqual([
      'webp',
      'png',
    ]);
    expect(formats('w100.auto', { accept: modern, image: { frames: 2 } })).toEqual(['webp', 'gif']);
    expect(formats('w100.auto', { accept: 'text/html' })).toEqual(['jpeg']);
  });

  it.each([
    ['x55.auto', {}, ['webp', 'avif', 'jpeg']],
    ['x56.auto', {}, ['avif', 'webp', 'jpeg']],
    ['16x16.auto', {}, ['webp', 'avif', 'jpeg']],
    ['x159.auto', { hasAlpha: true }, ['webp', 'avif', 'png']],
    ['x160.auto', { hasAlpha: true }, ['avif', 'webp', 'png']],
    ['x56-bg000000.auto', { hasAlpha: true }, ['avif', 'webp', 'jpeg']],
    ['full.auto', { width: 20, height: 20 }, ['webp', 'avif', 'jpeg']],
  ])('of a tiny picture is WebP: %s', (spec, image, expected) => {
    expect(formats(spec, { image, accept: modern })).toEqual(expected);
  });

  it('of a tiny picture is AVIF all the same for who takes no WebP', () => {
    expect(formats('x16.auto', { accept: 'image/avif,*/*' })[0]).toBe('avif');
    expect(formats('x16.auto', { accept: 'image/avif' })).toEqual(['avif']);
  });

  it('drops a quality that the format does not have', () => {
    const transparent = { hasAlpha: true };
    const qualities = (spec: string, more: More) =>
      candidates(spec, more).map(({ quality, autoQuality }) => quality ?? autoQuality);
    expect(qualities('w100-q50.auto', { image: { frames: 2 }, accept: modern })).toEqual([50, null]);
    expect(qualities('w100-qauto.auto', { image: transparent, accept: modern })).toEqual([0.99, 0.99, null]);
    expect(qualities('w100-qauto.auto', { accept: '*/*' })).toEqual([0.99]);
  });

  it('leaves out what would be too large, and is refused when the best is', () => {
    // A WebP or AVIF has sides of 16,384 pixels at most; a JPEG goes on.
    const image = { width: 40_000, height: 400 };
    const more = { image, maxPixels: 4_000_000 };
    expect(formats('full.auto', { ...more, accept: modern })).toEqual(['avif', 'webp']);
    const tooLarge = expect.objectContaining({ code: 'RENDITION_TOO_LARGE' });
    expect(() => formats('full.auto', { ...more, accept: '*/*' })).toThrow(tooLarge);
    expect(() => formats('full.auto', { ...more, accept: modern, maxPixels: 1_000 })).toThrow(tooLarge);
  });
});
