import { describe, expect, it } from '@jest/globals';
import { loadProfiles, parseProfiles, profileNamed } from './load-profiles.ts';

const parse = (text: string) => parseProfiles(text, 'profiles.yaml');

describe('the profiles file', () => {
  it('that ships with Darkroom makes thumb, medium and full', () => {
    const profile = profileNamed(loadProfiles('profiles.yaml'), undefined);
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
    expect(() => profileNamed(loadProfiles('profiles.yaml'), 'avatar')).toThrow(/there are default/);
  });
});
