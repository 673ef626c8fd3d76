import { describe, expect, it } from '@jest/globals';
import { canonicalSpec, parseSpec } from '../../media/transform/spec.ts';
import type { TransformRules } from './resolve-transform.ts';
import { planResponsive, type ResponsiveWish, sourceOf, srcsetOf } from './responsive.ts';

const profile: TransformRules = {
  name: 'default',
  background: '#ffffff',
  variants: [
    {
      name: 'thumb',
      geometry: { width: 200, height: 100, fit: 'cover', gravity: 'focus' },
      formats: ['webp'],
      quality: 70,
      autoQuality: undefined,
      colorSpace: 'srgb',
      required: true,
      lazy: false,
    },
    {
      name: 'medium',
      geometry: { width: 800, height: 800, fit: 'inside', gravity: 'center' },
      formats: ['webp'],
      quality: undefined,
      autoQuality: undefined,
      colorSpace: 'srgb',
      required: true,
      lazy: false,
    },
    {
      name: 'tuned',
      geometry: { width: 400, height: undefined, fit: 'inside', gravity: 'center' },
      formats: ['webp'],
      quality: undefined,
      autoQuality: 0.99,
      colorSpace: 'srgb',
      required: true,
      lazy: false,
    },
  ],
};
const widthLadder = [320, 480, 640, 768, 1024, 1280, 1600, 1920, 2560, 3840];
const photo = { width: 3000, height: 2000, frames: 1, hasAlpha: false };

const plan = (
  spec: string | undefined,
  { image = photo, ...wish }: Omit<ResponsiveWish, 'transform'> & { image?: typeof photo } = {},
) =>
  planResponsive(
    image,
    { ...wish, transform: spec === undefined ? undefined : parseSpec(spec) },
    { profile, widthLadder },
  );

/** Of the last format. */
const specs = (...given: Parameters<typeof plan>): string[] =>
  (plan(...given).formats.at(-1)?.transforms ?? []).map((transform) =>
    canonicalSpec(transform).replace(/\.\w+$/, ''),
  );

const small = { ...photo, width: 700, height: 1400 };

describe('the widths', () => {
  it.each<[ResponsiveWish['layout'], string, string[]]>([
    ['FIXED', 'w500.auto', ['w500', 'w1000']],
    ['CONSTRAINED', 'w500.auto', ['w320', 'w480', 'w640', 'w768']],
    ['CONSTRAINED', 'w640.auto', ['w320', 'w480', 'w640', 'w768', 'w1024', 'w1280']],
    ['CONSTRAINED', 'w100.auto', ['w320']],
    ['FULL_WIDTH', 'w500.auto', widthLadder.map((width) => `w${width}`)],
    ['CONSTRAINED', 'h320.auto', ['w320', 'w480', 'w640', 'w768']],
    ['CONSTRAINED', '480x8000-inside.auto', ['w320', 'w480', 'w640', 'w768']],
    ['FIXED', '300x100.auto', ['300x100', '600x200']],
    ['FIXED', 'x8000.auto', ['x2000']],
    [
      'CONSTRAINED',
      '640x480-north.auto',
      [
        '320x240-north',
        '480x360-north',
        '640x480-north',
        '768x576-north',
        '1024x768-north',
        '1280x960-north',
      ],
    ],
    ['FIXED', '300x100-contain-west.auto', ['300x100-contain-west', '600x200-contain-west']],
    ['FIXED', 'w500-fill.auto', ['w500-fill', 'w1000-fill']],
  ])('%s of %s', (layout, spec, expected) => {
    expect(specs(spec, { layout })).toEqual(expected);
  });

  it.each<[ResponsiveWish['layout'], string, string[]]>([
    // The first that is too wide gives the original's width, and the others would as well.
    ['FULL_WIDTH', 'full.auto', ['w320', 'w480', 'w640', 'w768']],
    ['FIXED', 'w500.auto', ['w500', 'w1000']],
    ['FIXED', 'w5000.auto', ['w700']],
    ['FULL_WIDTH', '1000x100.auto', ['320x32', '480x48', '640x64', '768x77']],
    ['FULL_WIDTH', '100x1000.auto', ['320x3200']],
    // In a larger padded box it would lie smaller than in the one that is wanted.
    [
      'FULL_WIDTH',
      '300x300-contain.auto',
      ['x320-contain', 'x480-contain', 'x640-contain', 'x768-contain', 'x1024-contain', 'x1280-contain'],
    ],
    ['FULL_WIDTH', 'x2000-contain.auto', ['x2000-contain']],
    // Enlarging was asked for, and not of twice the size.
    ['FIXED', 'w600-fill.auto', ['w600-fill']],
    ['FIXED', 'w2000-fill.auto', ['w2000-fill']],
    [
      'FULL_WIDTH',
      'w500-rot90.auto',
      ['w320-rot90', 'w480-rot90', 'w640-rot90', 'w768-rot90', 'w1024-rot90', 'w1280-rot90', 'w1600-rot90'],
    ],
  ])('are no more than a small original allows: %s of %s', (layout, spec, expected) => {
    expect(specs(spec, { layout, image: small })).toEqual(expected);
  });

  it('may be given, in any order and each as often as one likes', () => {
    for (const layout of ['FIXED', 'CONSTRAINED', 'FULL_WIDTH'] as const)
      expect(specs('w500.auto', { layout, widths: [900, 50, 900, 1] })).toEqual(['w1', 'w50', 'w900']);
  });

  it.each([
    ['thumb.auto', ['thumb', '400x200-focus-q70']],
    ['medium.auto', ['medium', 'w1600']],
    ['tuned.auto', ['tuned', 'w800-qauto']],
    ['tuned-q50.auto', ['tuned-q50', 'w800-q50']],
    ['thumb-gray.auto', ['thumb-gray', '400x200-focus-q70-gray']],
  ])('of the preset %s are the preset and what it means, larger', (spec, expected) => {
    expect(specs(spec, { layout: 'FIXED', formats: ['webp'] })).toEqual(expected);
  });

  it('keep what is done to the picture, with effects as large beside it', () => {
    expect(specs('w200-q40-blur2-sharpen1-rot180-flip-gray-bgff0000.auto', { layout: 'FIXED' })).toEqual([
      'w200-q40-blur2-sharpen1-rot180-flip-gray-bgff0000',
      'w400-q40-blur4-sharpen2-rot180-flip-gray-bgff0000',
    ]);
    expect(specs('w200-blur80-sharpen0.3.auto', { layout: 'FIXED', widths: [100, 400] })).toEqual([
      'w100-blur40-sharpen0.3',
      'w400-blur100-sharpen0.6',
    ]);
  });
});

describe('the room that is kept', () => {
  it.each([
    [undefined, 'FULL_WIDTH', '3000x2000', '100vw'],
    [undefined, undefined, '3000x2000', '(min-width: 3000px) 3000px, 100vw'],
    ['w500.auto', 'CONSTRAINED', '500x333', '(min-width: 500px) 500px, 100vw'],
    ['w500.auto', 'FIXED', '500x333', '500px'],
    ['w5000.auto', 'FIXED', '3000x2000', '3000px'],
    ['x4000.auto', 'FIXED', '2000x2000', '2000px'],
    ['thumb.auto', 'FIXED', '200x100', '200px'],
    ['w500-rot90.auto', 'FIXED', '500x750', '500px'],
  ] as const)('of %s as %s is %s, and its sizes %s', (spec, layout, size, sizes) => {
    const planned = plan(spec, { layout });
    expect([`${planned.size.width}x${planned.size.height}`, planned.sizes]).toEqual([size, sizes]);
  });

  it('has the sizes that are given', () => {
    expect(plan('w500.auto', { sizes: '(min-width: 60em) 50vw, 100vw' }).sizes).toBe(
      '(min-width: 60em) 50vw, 100vw',
    );
  });
});

describe('the formats', () => {
  const formats = (...given: Parameters<typeof plan>) => plan(...given).formats.map(({ format }) => format);

  it('are those that can hold the picture', () => {
    expect(formats('w500.auto')).toEqual(['avif', 'webp', 'jpeg']);
    const transparent = { ...photo, hasAlpha: true };
    expect(formats('w500.auto', { image: transparent })).toEqual(['avif', 'webp', 'png']);
    expect(formats('w500-bgffffff.auto', { image: transparent })).toEqual(['avif', 'webp', 'jpeg']);
    expect(formats('w500.auto', { image: { ...photo, frames: 3 } })).toEqual(['webp', 'gif']);
    expect(formats('w500-still.auto', { image: { ...photo, frames: 3 } })).toEqual(['avif', 'webp', 'jpeg']);
  });

  it('are the one of the transform, or those that are given', () => {
    expect(formats('w500.png')).toEqual(['png']);
    expect(formats('w500.auto', { formats: ['png', 'auto'] })).toEqual(['png', 'auto']);
  });

  it('are given no quality that they do not have', () => {
    const spelled = (spec: string) =>
      plan(spec, { layout: 'FIXED', widths: [9], formats: ['avif', 'png', 'gif'] }).formats.map(
        ({ transforms: [first] }) => first && canonicalSpec(first),
      );
    expect(spelled('w9-q50.auto')).toEqual(['w9-q50.avif', 'w9-q50.png', 'w9.gif']);
    expect(spelled('w9-qauto.auto')).toEqual(['w9-qauto.avif', 'w9.png', 'w9.gif']);
  });
});

describe('a wish', () => {
  it.each<[string, string | undefined, Omit<ResponsiveWish, 'transform'>]>([
    ['transform', 'w500-dpr2.auto', {}],
    ['sizes', 'w500.auto', { layout: 'FIXED', sizes: '100vw' }],
    ['sizes', undefined, { sizes: ' ' }],
    ['sizes', undefined, { sizes: 'x'.repeat(501) }],
    ['widths', undefined, { widths: [] }],
    ['widths', undefined, { widths: Array.from({ length: 21 }, (_, index) => index + 1) }],
    ['widths', undefined, { widths: [0] }],
    ['widths', undefined, { widths: [8193] }],
    ['widths', undefined, { widths: [1.5] }],
    ['widths', undefined, { widths: [Number.NaN] }],
    ['formats', undefined, { formats: [] }],
    ['formats', undefined, { formats: ['webp', 'webp'] }],
    ['formats', undefined, { formats: ['auto', 'webp'] }],
    ['formats', 'w500.png', { formats: ['webp'] }],
  ])('with bad %s is refused: %s %j', (field, spec, wish) => {
    expect(() => plan(spec, wish)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.objectContaining({ field }) }),
    );
  });

  it('for a preset that there is not is refused', () => {
    expect(() => plan('huge.auto')).toThrow(expect.objectContaining({ code: 'INVALID_TRANSFORM' }));
  });
});

describe('a srcset', () => {
  const entries = [
    { url: '/c', width: 1024 },
    { url: '/a', width: 500 },
    { url: '/b', width: 1024 },
  ];

  it('has widths, each once, or densities', () => {
    expect(srcsetOf(entries, plan('w500.auto'))).toBe('/a 500w, /c 1024w');
    expect(srcsetOf(entries, plan('w500.auto', { layout: 'FIXED' }))).toBe('/a 1x, /c 2.05x');
  });

  it('falls back to the narrowest that is wide enough, or to the widest', () => {
    expect(sourceOf(entries, plan('w400.auto'))?.url).toBe('/a');
    expect(sourceOf(entries, plan('w501.auto'))?.url).toBe('/c');
    expect(sourceOf(entries, plan('w2000.auto'))?.url).toBe('/c');
    expect(sourceOf([], plan('w2000.auto'))).toBeUndefined();
  });
});
