import { describe, expect, it } from '@jest/globals';
import type { ColorSpace } from '../../media/types.ts';
import { parseSpec } from '../../media/transform/spec.ts';
import { resolveRendition } from './rendition.ts';
import type { TransformRules } from './resolve-transform.ts';

const thumb = {
  name: 'thumb',
  geometry: { width: 200, height: 200, fit: 'cover', gravity: 'center' },
  formats: ['webp'],
  quality: undefined as number | undefined,
  autoQuality: undefined as number | undefined,
  colorSpace: 'srgb' as ColorSpace,
  required: true,
  lazy: false,
} as const;
const profile: TransformRules = { name: 'default', variants: [thumb], background: '#ffffff' };
const image = {
  width: 1200,
  height: 800,
  frames: 1,
  contentType: 'image/jpeg',
  byteSize: 5_000,
  focalX: null as number | null,
  focalY: null as number | null,
};

const resolve = (spec: string, more: Partial<typeof image> = {}, rules: TransformRules = profile) =>
  resolveRendition({ ...image, ...more }, parseSpec(spec), { profile: rules, maxPixels: 2_000_000 });

describe('the recipe of a rendition', () => {
  it('is the same for what comes out the same, whatever it is called', () => {
    expect(resolve('thumb.webp').recipe).toBe(resolve('x200.webp').recipe);
    expect(resolve('w200-dpr2.webp').recipe).toBe(resolve('w400.webp').recipe);
  });

  it('differs in everything that makes a difference', () => {
    const specs = ['w300.jpg', 'w300.webp', 'w301.jpg', 'h300.jpg', 'w300-q50.jpg', 'w300-gray.jpg'];
    const more = [
      'w300-qauto.jpg',
      'w300-qauto98.jpg',
      'w300-bgff0000.jpg',
      'x300.jpg',
      'x300-north.jpg',
      'x300-inside.jpg',
      'w300-still.jpg',
      'w300-p3.jpg',
    ];
    const recipes = [...specs, ...more].map((spec) => resolve(spec).recipe);
    expect(new Set(recipes).size).toBe(recipes.length);
  });

  it('changes with the focal point, where a crop follows it, and is that of the middle without one', () => {
    const [one, other] = [
      { focalX: 0.2, focalY: 0.3 },
      { focalX: 0.2, focalY: 0.4 },
    ];
    const crop = resolve('x100-focus.jpg', one);
    expect(crop).toMatchObject({ spec: 'x100-focus.jpg', geometry: { gravity: { x: 0.2, y: 0.3 } } });
    expect(resolve('x100-focus.jpg', other).recipe).not.toBe(crop.recipe);
    expect(resolve('x100-focus.jpg').recipe).toBe(resolve('x100.jpg').recipe);
    expect(resolve('x100.jpg', one).recipe).toBe(resolve('x100.jpg').recipe);
    const aiming = { ...thumb, geometry: { ...thumb.geometry, gravity: 'focus' } } as const;
    const named = resolve('thumb.webp', one, { ...profile, variants: [aiming] });
    expect(named.recipe).toBe(resolve('x200-focus.webp', one).recipe);
  });

  it('changes with what the profile means by a name', () => {
    const changed = { ...profile, variants: [{ ...thumb, quality: 50 }] };
    expect(resolve('thumb.webp', {}, changed).recipe).not.toBe(resolve('thumb.webp').recipe);
    const dark = { ...profile, background: '#000000' };
    expect(resolve('w300.jpg', {}, dark).recipe).not.toBe(resolve('w300.jpg').recipe);
  });

  it('is in the colours of the profile, unless the URL names others or there is nothing to keep', () => {
    const wide = { ...profile, variants: [{ ...thumb, colorSpace: 'display-p3' as const }] };
    const recipe = (spec: string) => resolve(spec, {}, wide).recipe;
    expect(recipe('thumb.webp')).toBe(resolve('x200-p3.webp').recipe);
    expect(recipe('thumb-srgb.webp')).toBe(resolve('x200.webp').recipe);
    expect(recipe('thumb-gray.webp')).toBe(resolve('x200-gray.webp').recipe);
    expect(recipe('thumb.gif')).toBe(resolve('x200.gif').recipe);
  });

  it('is that of a search where the profile says auto, unless the URL names a quality or nothing can be searched', () => {
    const auto = { ...profile, variants: [{ ...thumb, autoQuality: 0.99 }] };
    const recipe = (spec: string) => resolve(spec, {}, auto).recipe;
    for (const format of ['jpg', 'webp', 'avif']) {
      expect(recipe(`thumb.${format}`)).toBe(resolve(`x200-qauto.${format}`).recipe);
      expect(recipe(`thumb-q70.${format}`)).toBe(resolve(`x200-q70.${format}`).recipe);
      expect(recipe(`thumb-qauto98.${format}`)).toBe(resolve(`x200-qauto98.${format}`).recipe);
    }
    for (const format of ['png', 'gif', 'heic'])
      expect(recipe(`thumb.${format}`)).toBe(resolve(`x200.${format}`).recipe);
  });
});

describe('what is behind a URL', () => {
  it.each([
    ['x100-focus.jpg', true],
    ['x100-focus-gray.webp', true],
    ['x100.jpg', false],
    ['x100-inside-focus.jpg', false],
  ])('of %s changes with the focal point: %j', (spec, follows) => {
    expect(resolve(spec).followsFocus).toBe(follows);
    expect(resolve(spec, { focalX: 1, focalY: 1 }).followsFocus).toBe(follows);
  });
});

describe('the bytes of a rendition', () => {
  it('are bounded by the original where that would do as it is, and nowhere else', () => {
    for (const spec of ['full.jpg', 'w1200.jpg', 'w5000.jpg', '1200x800.jpg', 'full-q100.jpg'])
      expect([spec, resolve(spec).maxBytes]).toEqual([spec, 5_000]);
    for (const spec of ['full.webp', 'w1199.jpg', 'full-gray.jpg', 'full-rot180.jpg', 'full-bgffffff.jpg'])
      expect([spec, resolve(spec).maxBytes]).toEqual([spec, undefined]);
    const moving = { frames: 4, contentType: 'image/webp', width: 100, height: 100 };
    expect(resolve('full.webp', moving).maxBytes).toBe(5_000);
    expect(resolve('full-still.webp', moving).maxBytes).toBeUndefined();
  });
});

describe('a rendition', () => {
  it.each([
    ['2000x1000-fill.png', 1],
    ['w8000.png', 1],
    ['full-still.webp', 3],
    ['full.jpg', 3],
  ])('%s of %i frames is within the pixels that may be made', (spec, frames) => {
    expect(resolve(spec, { frames }).spec).toBe(spec);
  });

  it.each([
    ['2001x1000-fill.png', 1, 2_001_000],
    ['full.webp', 3, 2_880_000],
  ])('%s of %i frames has too many', (spec, frames, pixels) => {
    expect(() => resolve(spec, { frames })).toThrow(
      expect.objectContaining({ code: 'RENDITION_TOO_LARGE', detail: { spec, pixels, limit: 2_000_000 } }),
    );
  });

  it('is refused while who asks would decide what it is', () => {
    expect(() => resolve('w100.auto')).toThrow(expect.objectContaining({ code: 'RENDITION_UNSUPPORTED' }));
  });

  it('of a preset that the profile does not have is refused with those that it has', () => {
    expect(() => resolve('huge.webp')).toThrow(/no preset of profile default: there are thumb/);
  });
});
