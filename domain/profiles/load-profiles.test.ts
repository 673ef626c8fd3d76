import { describe, expect, it } from '@jest/globals';
import { checkKnownNamespace, loadProfiles, parseProfiles, profileOf } from './load-profiles.ts';

const parse = (text: string) => parseProfiles(text, 'profiles.yaml');

describe('the profiles file', () => {
  it('that ships with Darkroom makes thumb, medium and full', () => {
    const profile = profileOf(loadProfiles('profiles.yaml'), {});
    expect(profile.variants.map(({ name }) => name)).toEqual(['thumb', 'medium', 'full']);
    expect(profile.variants[0]?.geometry).toMatchObject({ width: 200, height: 200, fit: 'cover' });
    expect(profile.variants[0]?.formats[0]).toBe('webp');
  });

  it('names the line of a value that is not allowed', () => {
    expect(() =>
      parse('profiles:\n  default:\n    allowed_mimes: [image/jpeg]\n    size_max_bytes: many\n'),
    ).toThrow(/profiles\.yaml:4: profiles\.default\.size_max_bytes/);
  });

  it('names the line of broken YAML', () => {
    expect(() => parse('profiles:\n  default: [\n')).toThrow(/profiles\.yaml:\d+/);
  });

  it('refuses a key that it does not know, because a typo would be ignored', () => {
    expect(() =>
      parse(
        'profiles:\n  default:\n    allowed_mimes: [image/jpeg]\n    size_max_bytes: 1\n    max_pixel: 5\n',
      ),
    ).toThrow(/max_pixel/);
  });

  it('needs a default', () => {
    expect(() =>
      parse('profiles:\n  photo:\n    allowed_mimes: [image/jpeg]\n    size_max_bytes: 1\n'),
    ).toThrow(/default/);
  });

  it('says which file cannot be read', () => {
    expect(() => loadProfiles('nowhere.yaml')).toThrow(/nowhere\.yaml/);
  });

  it('lists the profiles there are when one is unknown', () => {
    expect(() => profileOf(loadProfiles('profiles.yaml'), { profile: 'avatar' })).toThrow(
      /there are default/,
    );
  });
});

/** One profile with these lines in it; the first of them is line 5 of the file. */
const withLines = (...lines: string[]) =>
  parse(
    [
      'profiles:',
      '  default:',
      '    allowed_mimes: [image/jpeg]',
      '    size_max_bytes: 1000',
      ...lines.map((line) => `    ${line}`),
    ].join('\n'),
  );

const rules = (...lines: string[]) => profileOf(withLines(...lines), {});

describe('a profile', () => {
  it('says what direct uploads are told, in bytes and seconds', () => {
    expect(rules()).toMatchObject({
      kind: 'IMAGE',
      multipartThresholdBytes: 16 * 2 ** 20,
      partBytes: 8 * 2 ** 20,
      tokenSeconds: 900,
      storagePath: 'originals/{shard}/{key_base}',
      variantFolder: 'variants',
    });
    expect(rules('multipart_threshold_mb: 15', 'part_size_mb: 5', 'token_ttl_seconds: 60')).toMatchObject({
      multipartThresholdBytes: 15 * 2 ** 20,
      partBytes: 5 * 2 ** 20,
      tokenSeconds: 60,
    });
  });

  it('keeps originals where it is told, sharded or not', () => {
    expect(rules('storage_path: raw/{shard?}/{key_base}').storagePath).toBe('raw/{shard}/{key_base}');
    expect(rules('enable_sharding: false').storagePath).toBe('originals/{key_base}');
    expect(rules('path_template: raw/{key_base}.{ext}').storagePath).toBe('raw/{key_base}.{ext}');
    expect(rules('origin_folder: originals/avatars').storagePath).toBe(
      'originals/avatars/{shard}/{key_base}',
    );
  });

  it('makes eager variants in their order, the default size before them and the lazy ones after', () => {
    const { variants, defaultVariant } = rules(
      'default_size: third',
      'variants:',
      '  - { name: first, lazy: true }',
      '  - { name: second, width: 10 }',
      '  - { name: third, width: 20, formats: [jpg] }',
    );
    expect(defaultVariant).toBe('third');
    expect(variants).toMatchObject([
      { name: 'third', lazy: false, required: true, formats: ['jpeg'] },
      { name: 'second', lazy: false, required: true, formats: ['webp', 'jpeg', 'avif'] },
      { name: 'first', lazy: true, required: false },
    ]);
  });

  it('takes sizes as widths and boxes, which name themselves, or under names', () => {
    const geometry = (width: number, height?: number) => ({
      width,
      height,
      fit: 'inside',
      gravity: 'center',
    });
    expect(rules('sizes: [128, "256", 300x200]', 'convert_to: jpg', 'quality: 70').variants).toMatchObject([
      { name: 'w128', geometry: geometry(128), formats: ['jpeg'], quality: 70 },
      { name: 'w256', geometry: geometry(256) },
      { name: 'w300h200', geometry: geometry(300, 200) },
    ]);
    expect(rules('sizes: { small: 128, large: 800x600 }').variants).toMatchObject([
      { name: 'small', geometry: geometry(128) },
      { name: 'large', geometry: geometry(800, 600) },
    ]);
  });

  it('gives its quality and formats to variants that name none', () => {
    const { variants } = rules(
      'quality: 70',
      'convert_to: [avif, webp]',
      'variants:',
      '  - { name: one }',
      '  - { name: other, quality: 90, formats: [png] }',
    );
    expect(variants).toMatchObject([
      { quality: 70, formats: ['avif', 'webp'] },
      { quality: 90, formats: ['png'] },
    ]);
  });
});

describe('a quality of auto', () => {
  const found = { quality: undefined, autoQuality: 0.99 };
  const given = (quality: number | undefined) => ({ quality, autoQuality: undefined });

  it('is searched for, of one variant or of all that name none', () => {
    expect(
      rules('variants:', '  - { name: one, quality: auto }', '  - { name: other }').variants,
    ).toMatchObject([found, given(undefined)]);
    expect(
      rules('quality: auto', 'variants:', '  - { name: one }', '  - { name: other, quality: 90 }').variants,
    ).toMatchObject([found, given(90)]);
    expect(
      rules('quality: 70', 'variants: [{ name: one, quality: auto }, { name: other }]').variants,
    ).toMatchObject([found, given(70)]);
  });

  it('goes with the short forms', () => {
    expect(rules('sizes: [128, 256]', 'quality: auto', 'convert_to: webp').variants).toMatchObject([
      { name: 'w128', formats: ['webp'], ...found },
      { name: 'w256', ...found },
    ]);
  });

  it('may stand beside formats that lose nothing, as long as one can be searched', () => {
    expect(rules('variants: [{ name: one, quality: auto, formats: [png, webp] }]').variants).toMatchObject([
      found,
    ]);
    expect(
      rules('quality: auto', 'variants: [{ name: one }, { name: other, formats: [png] }]').variants,
    ).toHaveLength(2);
  });

  it.each([
    [7, 'variants.1.quality', ['variants:', '  - { name: one }', '  - { name: x, quality: autp }']],
    [7, 'variants.1.quality', ['variants:', '  - { name: one }', '  - { name: x, quality: 0 }']],
    [
      7,
      'variants.1.quality',
      ['variants:', '  - { name: one }', '  - { name: x, quality: auto, formats: [png] }'],
    ],
    [6, 'variants.0.quality', ['convert_to: [png, gif]', 'variants: [{ name: x, quality: auto }]']],
    [5, 'quality', ['quality: automatic']],
    [5, 'quality', ['quality: auto', 'sizes: [10]', 'convert_to: png']],
    [6, 'quality', ['variants: [{ name: x, formats: [gif] }]', 'quality: auto']],
  ])('that is none, or finds nothing, is refused with its line: %i %s', (line, key, lines) => {
    expect(() => withLines(...lines)).toThrow(
      new RegExp(`profiles\\.yaml:${line}: profiles\\.default\\.${key}: .*(\\bauto\\b|>=1)`),
    );
  });
});

describe('a colour space', () => {
  it('is sRGB unless a variant names another', () => {
    expect(
      rules('variants: [{ name: one, color_space: display-p3, formats: [gif, webp] }, { name: other }]')
        .variants,
    ).toMatchObject([{ colorSpace: 'display-p3' }, { colorSpace: 'srgb' }]);
  });

  it.each([
    ['that there is none of', 'variants: [{ name: x, color_space: p3 }]', /display-p3/],
    [
      'of GIFs alone',
      'variants: [{ name: x, color_space: display-p3, formats: [gif] }]',
      /variants\.0\.color_space: a gif has no profile/,
    ],
  ])('%s is refused with its line', (_, line, message) => {
    expect(() => withLines(line)).toThrow(message);
  });
});

describe('what cannot be meant is refused with its line:', () => {
  it.each([
    ['a part smaller than S3 takes', 'part_size_mb: 4', />=5/],
    ['a part larger than S3 takes', 'part_size_mb: 5121', /<=5120/],
    ['a body in one piece that S3 does not take', 'multipart_threshold_mb: 5121', /<=5120/],
    ['a token that S3 does not sign', 'token_ttl_seconds: 604801', /<=604800/],
    ['a path that two uploads share', 'storage_path: originals', /needs \{key_base\}/],
    ['originals among the variants', 'storage_path: variants/{key_base}', /among the variants/],
    ['a folder that climbs', 'thumb_folder: ../thumbs', /a folder such as/],
    ['a kind that is none', 'kind: audio', /image/],
    ['a size that is none', 'sizes: [big]', /sizes/],
    ['a size beyond the encoders', 'sizes: [16384]', /sizes/],
    ['one size twice', 'sizes: [256, "256"]', /same name/],
    ['a default size that is not made', 'default_size: 512', /none of the sizes/],
    ['a format that is not written', 'convert_to: heic', /convert_to/],
    ['formats of a whole image', 'formats: [mp4]', /convert_to/],
  ])('%s', (_, line, fault) => {
    expect(() => withLines(line)).toThrow(fault);
    expect(() => withLines(line)).toThrow(/profiles\.yaml:5: profiles\.default\./);
  });

  it.each([
    [
      'two words for one thing',
      'path_template',
      ['storage_path: b/{key_base}', 'path_template: a/{key_base}'],
    ],
    ['sizes beside variants', 'sizes', ['variants: [{ name: one }]', 'sizes: [10]']],
    ['an image among the videos', 'allowed_mimes', ['kind: video']],
    [
      'a lazy variant that is waited for',
      'variants',
      ['variants: [{ name: a, lazy: true, required: true }]'],
    ],
  ])('%s', (_, key, lines) => {
    expect(() => withLines(...lines)).toThrow(
      new RegExp(`profiles\\.yaml:\\d+: profiles\\.default\\.${key}`),
    );
  });

  it('a file of more than 10,000 parts', () => {
    const large = (more: string) =>
      parse(
        `profiles:\n  default: { allowed_mimes: [image/jpeg], size_max_bytes: ${96_000 * 2 ** 20}, ${more} }\n`,
      );
    expect(() => large('part_size_mb: 9')).toThrow(/part_size_mb: 10000 parts .* at least 10/);
    expect(() => large('part_size_mb: 10')).not.toThrow();
  });
});

describe('a file of MediaFlow', () => {
  const profiles = loadProfiles('domain/profiles/fixtures/mediaflow.yaml');

  it('loads as it is', () => {
    expect([...profiles.keys()]).toEqual(['avatar', 'photo', 'video', 'default']);
    expect(profileOf(profiles, { profile: 'avatar' })).toMatchObject({
      maxBytes: 5_242_880,
      storagePath: 'raw/{shard}/{key_base}',
      variantFolder: 'thumbnails/avatars',
      defaultVariant: 'w256',
      variants: [
        { name: 'w256', geometry: { width: 256 }, formats: ['webp'], quality: 90, required: true },
        { name: 'w128' },
      ],
    });
  });

  it('has a profile for videos, whose posters are made in two sizes that nothing waits for', () => {
    expect(profileOf(profiles, { profile: 'video' })).toMatchObject({
      kind: 'VIDEO',
      allowedContentTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
      variantFolder: 'posters/videos',
      defaultVariant: 'medium',
      variants: [
        { name: 'thumb', geometry: { width: 200, height: 200, fit: 'cover' }, quality: 80, required: false },
        { name: 'medium', geometry: { width: 800, height: 800, fit: 'inside' }, required: false },
      ],
    });
  });
});

describe('a namespace', () => {
  const text = `
profiles:
  default: { allowed_mimes: [image/jpeg], size_max_bytes: 1 }
  photo: { allowed_mimes: [image/jpeg], size_max_bytes: 1 }
namespaces:
  shop: photo
  team-1: { profile: photo }
  blog: {}
`;
  const named = (namespace?: string, profile?: string) => profileOf(parse(text), { namespace, profile }).name;

  it('brings its profile, unless the upload names one', () => {
    expect([named('shop'), named('team-1'), named('blog'), named()]).toEqual([
      'photo',
      'photo',
      'default',
      'default',
    ]);
    expect(named('shop', 'default')).toBe('default');
  });

  it('that the file does not list is a free tag', () => {
    expect(named('anything')).toBe('default');
  });

  it('that the file does not list is refused where it says so, for uploads and changes alike', () => {
    const closed = parse(`${text}unknown_namespaces: refuse\n`);
    const unknown = /no namespace \w+; there are shop, team-1, blog/;
    expect(() => profileOf(closed, { namespace: 'anything' })).toThrow(unknown);
    expect(() => checkKnownNamespace(closed, 'constructor')).toThrow(unknown);
    expect(profileOf(closed, { namespace: 'shop' }).name).toBe('photo');
    expect(() => checkKnownNamespace(closed, null)).not.toThrow();
  });

  it('with a profile that is not there is refused with its line', () => {
    expect(() => parse(`${text}  lost: nobody\n`)).toThrow(
      /profiles\.yaml:9: namespaces\.lost: there is no profile/,
    );
  });
});
