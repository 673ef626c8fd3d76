import { describe, expect, it } from '@jest/globals';
import {
  type Arbitrary,
  assert,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  pre,
  property,
  record,
  shuffledSubarray,
  string,
  stringMatching,
  tuple,
} from 'fast-check';
import { isAppError } from '../../platform/errors.ts';
import { fits, gravities } from '../types.ts';
import { options } from './options.ts';
import { canonicalSpec, parseSpec, specName } from './spec.ts';
import { rotations, type TransformFormat, transformFormats, transformOf } from './transform.ts';

const plain = { dpr: 1, rotate: 0, flip: false, flop: false, gray: false, still: false } as const;
const box = { width: 300, height: 200, fit: 'cover', gravity: 'center' } as const;

describe('a geometry', () => {
  it.each([
    ['thumb.webp', { preset: 'thumb' }],
    ['a_1.webp', { preset: 'a_1' }],
    ['w.webp', { preset: 'w' }],
    ['full.webp', { fit: 'inside', gravity: 'center' }],
    ['w300.webp', { width: 300, fit: 'inside', gravity: 'center' }],
    ['h300.webp', { height: 300, fit: 'inside', gravity: 'center' }],
    ['x300.webp', { width: 300, height: 300, fit: 'cover', gravity: 'center' }],
    ['300x200.webp', box],
    ['1x2.webp', { ...box, width: 1, height: 2 }],
    ['x8192.webp', { ...box, width: 8192, height: 8192 }],
    ['300x200-contain.webp', { ...box, fit: 'contain' }],
    ['300x200-inside.webp', { ...box, fit: 'inside' }],
    ['300x200-fill.webp', { ...box, fit: 'fill' }],
    ['w300-fill.webp', { width: 300, fit: 'fill', gravity: 'center' }],
    ['300x200-north.webp', { ...box, gravity: 'north' }],
    ['300x200-contain-southeast.webp', { ...box, fit: 'contain', gravity: 'southeast' }],
    ['300x200-attention.webp', { ...box, gravity: 'attention' }],
    ['300x200-focus.webp', { ...box, gravity: 'focus' }],
  ])('%s is read', (text, geometry) => {
    expect(parseSpec(text)).toEqual({ ...plain, geometry, format: 'webp' });
    expect(canonicalSpec(parseSpec(text))).toBe(text);
  });
});

describe('an option', () => {
  it.each([
    ['q50', { quality: 50 }],
    ['qauto', { autoQuality: 0.99 }],
    ['qauto995', { autoQuality: 0.995 }],
    ['qauto5', { autoQuality: 0.5 }],
    ['dpr2', { dpr: 2 }],
    ['dpr1.5', { dpr: 1.5 }],
    ['blur3', { blur: 3 }],
    ['blur0.3', { blur: 0.3 }],
    ['sharpen1', { sharpen: 1 }],
    ['rot90', { rotate: 90 }],
    ['rot180', { rotate: 180 }],
    ['rot270', { rotate: 270 }],
    ['flip', { flip: true }],
    ['flop', { flop: true }],
    ['gray', { gray: true }],
    ['p3', { colorSpace: 'display-p3' }],
    ['srgb', { colorSpace: 'srgb' }],
    ['bgff00aa', { background: 'ff00aa' }],
    ['still', { still: true }],
  ])('%s is read', (option, meaning) => {
    const text = `300x200-${option}.jpg`;
    expect(parseSpec(text)).toEqual({ ...plain, geometry: box, format: 'jpeg', ...meaning });
    expect(canonicalSpec(parseSpec(text))).toBe(text);
  });

  it.each<[string, TransformFormat]>([
    ['jpg', 'jpeg'],
    ['png', 'png'],
    ['webp', 'webp'],
    ['avif', 'avif'],
    ['gif', 'gif'],
    ['heic', 'heic'],
    ['auto', 'auto'],
  ])('.%s is an ending', (ending, format) => {
    expect(parseSpec(`w300.${ending}`).format).toBe(format);
    expect(canonicalSpec(parseSpec(`w300.${ending}`))).toBe(`w300.${ending}`);
  });
});

describe('the canonical spelling', () => {
  it.each([
    ['300x300.jpg', 'x300.jpg'],
    ['w300.jpeg', 'w300.jpg'],
    ['w0300.jpg', 'w300.jpg'],
    ['300x200-cover-center.jpg', '300x200.jpg'],
    ['w300-cover-north.jpg', 'w300.jpg'],
    ['h300-inside.jpg', 'h300.jpg'],
    ['full-fill-south.jpg', 'full.jpg'],
    ['300x200-inside-north.jpg', '300x200-inside.jpg'],
    ['300x200-contain-attention.jpg', '300x200-contain.jpg'],
    ['300x200-fill-east.jpg', '300x200-fill.jpg'],
    ['w300-dpr1.jpg', 'w300.jpg'],
    ['w300-dpr2.00.jpg', 'w300-dpr2.jpg'],
    ['w300-rot0.jpg', 'w300.jpg'],
    ['w300-qauto99.jpg', 'w300-qauto.jpg'],
    ['w300-qauto9950.jpg', 'w300-qauto995.jpg'],
    ['w300-bgFFFFFF.png', 'w300-bgffffff.png'],
    [
      '300x200-still-bgffffff-gray-flop-flip-rot90-sharpen1-blur3-dpr2-q75-north-contain.webp',
      '300x200-contain-north-q75-dpr2-blur3-sharpen1-rot90-flip-flop-gray-bgffffff-still.webp',
    ],
    ['thumb-gray-q75.webp', 'thumb-q75-gray.webp'],
    ['thumb-still-p3-q75.webp', 'thumb-q75-p3-still.webp'],
    // A gray picture has no colours to keep.
    ['thumb-p3-gray.webp', 'thumb-gray.webp'],
  ])('of %s is %s', (text, canonical) => {
    expect(canonicalSpec(parseSpec(text))).toBe(canonical);
    expect(specName(parseSpec(text))).toBe(canonical.replace(/\.[a-z]+$/, ''));
  });
});

describe('a spec is refused', () => {
  it.each([
    ['', /at character 1 it ends in a dot and one of jpg, webp/],
    ['w300', /at character 5 it ends in a dot/],
    ['w300.', /ends in a dot/],
    ['w300.bmp', /at character 6 it ends in a dot and one of jpg/],
    ['w300.JPG', /ends in a dot/],
    ['.jpg', /begins with the name of a preset, full, wN/],
    ['-q50.jpg', /begins with/],
    ['300.jpg', /at character 1 it begins with .* not with "300"/],
    ['300x.jpg', /begins with/],
    ['x.y.jpg', /begins with/],
    ['Thumb.jpg', /begins with/],
    ['../etc/passwd.jpg', /begins with/],
    [`${'a'.repeat(33)}.jpg`, /begins with/],
    ['w-300.jpg', /"300" is no option: there are cover, contain/],
    ['w300-.jpg', /"" is no option/],
    ['w300-p3.gif', /a gif has no profile/],
    ['w300-p3-srgb.jpg', /"srgb" says again/],
    ['w300-P3.jpg', /"P3" is no option/],
    ['w300-q.jpg', /"q" is no option/],
    ['w300-q-5.jpg', /"q" is no option/],
    ['w300-blur.jpg', /"blur" is no option/],
    ['w300-blur1e3.jpg', /"blur1e3" is no option/],
    ['w300-watermark.jpg', /"watermark" is no option/],
    ['w300-constructor.jpg', /"constructor" is no option/],
    ['w0.jpg', /at character 1 "w0": give 1 to 8192/],
    ['w8193.jpg', /at character 1 "w8193": give 1 to 8192/],
    ['h999999.jpg', /at character 1 "h999999": give 1 to 8192/],
    ['0x300.jpg', /at character 1 "0": give 1 to 8192/],
    ['300x0.jpg', /at character 5 "0": give 1 to 8192/],
    ['w300-q0.jpg', /at character 6 "q0": give 1 to 100/],
    ['w300-flip-q101.jpg', /at character 11 "q101": give 1 to 100/],
    ['w300-qauto49.jpg', /"qauto49": give 0.5 to 0.9999/],
    ['w300-qauto99999.jpg', /"qauto99999": give 0.5 to 0.9999/],
    ['w300-qauto98765.jpg', /"qauto98765": give at most 4 digits/],
    ['w300-dpr0.jpg', /"dpr0": give 1 to 8/],
    ['w300-dpr9.jpg', /"dpr9": give 1 to 8/],
    ['w300-dpr1.234.jpg', /"dpr1.234": give at most 2 digits/],
    ['w4097-dpr2.jpg', /at character 7 "dpr2": a side times dpr is at most 8192 pixels/],
    ['full-dpr2.jpg', /"dpr2": the full size has no sides/],
    ['w300-blur0.jpg', /"blur0": give 0.3 to 100/],
    ['w300-sharpen11.jpg', /"sharpen11": give 0.3 to 10/],
    ['w300-rot45.jpg', /"rot45": give 0, 90, 180, 270/],
    ['w300-rot360.jpg', /"rot360": give/],
    ['w300-bgfff.jpg', /"bgfff": give six hexadecimal digits/],
    ['w300-bgzzzzzz.jpg', /"bgzzzzzz": give six/],
    ['w300-q50-q60.jpg', /"q60" says again what was said/],
    ['w300-flip-flip.jpg', /"flip" says again/],
    ['300x200-cover-contain.jpg', /"contain" says again/],
    ['w300-q50-qauto.jpg', /at character 10 "qauto": give a quality or have one found/],
    ['w300-q50.gif', /"q50": a gif has none/],
    ['w300-qauto.png', /"qauto": nothing of a png is lost/],
    ['w300-qauto.heic', /"qauto": it is searched for in jpg, webp and avif/],
    ['thumb-contain.jpg', /at character 7 "contain": a preset brings its own/],
    ['thumb-north.jpg', /"north": a preset brings its own/],
    ['w300-gray-round-q50.jpg', /at character 11 "round" is no option/],
    ['300x200-cover--q50.jpg', /at character 15 "" is no option/],
    [`w300${'-flip'.repeat(40)}.jpg`, /at most 200 characters/],
  ])('%j, with what is allowed', (text, sentence) => {
    expect(() => parseSpec(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_TRANSFORM', message: expect.stringMatching(sentence) }),
    );
  });

  it('by the names of the fields, where it was written in those', () => {
    expect(() => transformOf({ quality: 101, format: 'jpeg' }, 'input')).toThrow('quality: give 1 to 100');
  });

  /** The canonical spelling, or the code of the refusal, which no spec is. @throws whatever else is thrown. */
  const canonicalOr = (text: string): string => {
    try {
      return canonicalSpec(parseSpec(text));
    } catch (error) {
      if (isAppError(error)) return error.code;
      throw error;
    }
  };

  it('and nothing else happens, whatever the text is', () => {
    assert(
      property(
        oneof(string({ unit: 'binary', maxLength: 300 }), stringMatching(/^[whxq0-9a-z.-]{0,40}$/)),
        (text) => {
          const canonical = canonicalOr(text);
          expect(canonicalOr(canonical)).toBe(canonical);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the reference', () => {
  it('has examples of every option, each in its canonical spelling', () => {
    for (const { sets, examples } of options) {
      expect([sets, examples.length > 0]).toEqual([sets, true]);
      for (const spec of examples) {
        expect(canonicalSpec(parseSpec(spec))).toBe(spec);
        const [, ...parts] = spec.slice(0, spec.lastIndexOf('.')).split('-');
        const shown = parts.map((part) => options.find(({ read }) => read(part))?.sets);
        expect([spec, shown]).toEqual([spec, expect.arrayContaining([sets])]);
      }
    }
  });
});

describe('a transform', () => {
  const hundredths = (min: number, max: number) =>
    integer({ min: min * 100, max: max * 100 }).map((value) => value / 100);
  const side = integer({ min: 1, max: 1_024 });
  const maybe = <T>(arbitrary: Arbitrary<T>) => option(arbitrary, { nil: undefined });
  const geometry = oneof(
    record({ preset: stringMatching(/^[a-z][a-z0-9_]{3,31}$/) }),
    record({
      width: maybe(side),
      height: maybe(side),
      fit: maybe(constantFrom(...fits)),
      gravity: maybe(constantFrom(...gravities, 'focus' as const)),
    }),
  );
  const rest = record({
    format: constantFrom(...transformFormats),
    dpr: maybe(hundredths(1, 8)),
    blur: maybe(hundredths(0.3, 100)),
    sharpen: maybe(hundredths(0.3, 10)),
    rotate: constantFrom(...rotations),
    flip: boolean(),
    flop: boolean(),
    gray: boolean(),
    still: boolean(),
    background: maybe(stringMatching(/^[0-9a-fA-F]{6}$/)),
  });
  const qualities = oneof(
    constant({}),
    integer({ min: 1, max: 100 }).map((quality) => ({ quality })),
    integer({ min: 5_000, max: 9_999 }).map((value) => ({ autoQuality: value / 10_000 })),
  );
  const transforms = tuple(geometry, rest, qualities).map(([size, more, quality]) => {
    const given = more.format === 'heic' && 'autoQuality' in quality ? {} : quality;
    const lossless = more.format === 'gif' || more.format === 'png';
    const isFull = !('preset' in size) && size.width === undefined && size.height === undefined;
    return transformOf(
      { ...size, ...more, ...(!lossless && given), ...(isFull && { dpr: undefined }) },
      'wish',
    );
  });
  /** A name that reads as a size is a size. */
  const isAmbiguous = (text: string) => /^(?:[whx]\d+|full)\b/.test(text);

  it('is what its canonical spelling is read as, and that is spelt so again', () => {
    assert(
      property(transforms, (transform) => {
        const text = canonicalSpec(transform);
        pre(transform.geometry.preset === undefined || !isAmbiguous(text));
        expect(parseSpec(text)).toEqual(transform);
        expect(canonicalSpec(parseSpec(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has one spelling, in whatever order its options are written', () => {
    assert(
      property(
        transforms.chain((transform) => {
          const [first = '', ...options] = specName(transform).split('-');
          return tuple(
            constant(transform),
            constant(first),
            shuffledSubarray(options, { minLength: options.length }),
          );
        }),
        ([transform, first, options]) => {
          const text = canonicalSpec(transform);
          pre(transform.geometry.preset === undefined || !isAmbiguous(text));
          const ending = text.slice(text.lastIndexOf('.'));
          expect(canonicalSpec(parseSpec([first, ...options].join('-') + ending))).toBe(text);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('cannot be changed', () => {
    const transform = parseSpec('w300.jpg');
    expect([Object.isFrozen(transform), Object.isFrozen(transform.geometry)]).toEqual([true, true]);
  });
});
