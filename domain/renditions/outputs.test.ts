import { describe, expect, it } from '@jest/globals';
import { parseProfiles } from '../profiles/load-profiles.ts';
import { checkOutputs, type OutputRules, resolveOutputs } from './outputs.ts';

const rules = parseProfiles(
  `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 1000
    background: '#eeeeee'
    variants:
      - { name: thumb, size: 200x100, fit: cover, gravity: north, formats: [webp], quality: 60 }
      - { name: full, width: 2000, formats: [webp] }
`,
  'profiles',
).get('default') as OutputRules;

const resolve = (spec: string) => resolveOutputs([spec], rules)[0];

describe('an output', () => {
  it.each([
    ['300x200.jpg', { width: 300, height: 200, fit: 'cover', gravity: 'center' }],
    ['x300.jpg', { width: 300, height: 300, fit: 'cover', gravity: 'center' }],
    ['w300.jpg', { width: 300, height: undefined, fit: 'inside', gravity: 'center' }],
    ['w300-fill.jpg', { width: 300, height: undefined, fit: 'fill', gravity: 'center' }],
    ['300x200-contain-east.jpg', { width: 300, height: 200, fit: 'contain', gravity: 'east' }],
    ['300x201-dpr1.5.jpg', { width: 450, height: 302, fit: 'cover', gravity: 'center' }],
    ['300x200-focus.jpg', { width: 300, height: 200, fit: 'cover', gravity: 'focus' }],
    ['thumb.jpg', { width: 200, height: 100, fit: 'cover', gravity: 'north' }],
    ['thumb-dpr2.jpg', { width: 400, height: 200, fit: 'cover', gravity: 'north' }],
    ['full.jpg', { width: 2000, height: undefined, fit: 'inside', gravity: 'center' }],
  ])('%s has its geometry', (spec, geometry) => {
    expect(resolve(spec)?.geometry).toEqual(geometry);
  });

  it('takes quality and background of its own, of its preset, or of the profile', () => {
    expect(resolve('thumb.jpg')).toMatchObject({ quality: 60, background: '#eeeeee', effects: {} });
    expect(resolve('thumb-q10.jpg')).toMatchObject({ quality: 10 });
    expect(resolve('w300.jpg')).toMatchObject({ quality: null, autoQuality: null, background: '#eeeeee' });
    expect(resolve('thumb-qauto995.jpg')).toMatchObject({ quality: null, autoQuality: 0.995 });
    expect(resolve('w300-bg102030.png')).toMatchObject({ background: '#102030', effects: { opaque: true } });
  });

  it('says what else is done to the picture, and nothing that is not', () => {
    expect(resolve('w300-rot90-flip-flop-gray-blur2-sharpen1-still.webp')?.effects).toEqual({
      rotate: 90,
      flip: true,
      flop: true,
      gray: true,
      blur: 2,
      sharpen: 1,
      still: true,
    });
  });

  it('is called by its canonical spelling', () => {
    expect(resolve('300x300-gray-q50.jpeg')).toMatchObject({
      spec: 'x300-q50-gray.jpg',
      name: 'x300-q50-gray',
      format: 'jpeg',
    });
  });

  it('is one, however often and in whatever spelling it is asked for', () => {
    expect(checkOutputs(['x300.jpg', '300x300.jpeg', 'x300-cover.jpg', 'x300.webp'], rules)).toEqual([
      'x300.jpg',
      'x300.webp',
    ]);
  });

  it.each([
    ['w300.auto', 'OUTPUT_UNSUPPORTED', /auto is decided by who asks/],
    ['w300-qauto.png', 'INVALID_TRANSFORM', /nothing of a png is lost/],
    ['w300-qauto.heic', 'INVALID_TRANSFORM', /searched for in jpg, webp and avif/],
    ['huge.jpg', 'INVALID_TRANSFORM', /"huge" is no preset of profile default: there are thumb, full, lqip;/],
    ['thumb-contain.jpg', 'INVALID_TRANSFORM', /a preset brings its own/],
    ['full-dpr8.jpg', 'INVALID_TRANSFORM', /no sides to multiply/],
    ['thumb-dpr8-.jpg', 'INVALID_TRANSFORM', /no option/],
    ['w9000.jpg', 'INVALID_TRANSFORM', /"w9000": give 1 to 8192/],
    ['../x.jpg', 'INVALID_TRANSFORM', /begins with/],
  ])('%s is refused with %s', (spec, code, sentence) => {
    expect(() => resolve(spec)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(sentence) }),
    );
  });
});

describe('outputs', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `w${index + 1}.jpg`);

  it('are at most twenty at a time', () => {
    expect(resolveOutputs(many(20), rules)).toHaveLength(20);
    expect(() => resolveOutputs(many(21), rules)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        detail: expect.objectContaining({ field: 'outputs' }),
      }),
    );
  });

  it.each([undefined, null, []])('may be none: %j', (specs) => {
    expect(checkOutputs(specs, rules)).toBeUndefined();
  });
});
