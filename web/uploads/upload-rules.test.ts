import { describe, expect, it } from '@jest/globals';
import { defaultOptions, parseTags, type ProfileRules, uploadOptions } from './upload-rules.ts';

const profiles: ProfileRules[] = [
  { name: 'video', allowedContentTypes: ['video/mp4'], maxBytes: 5_000 },
  { name: 'default', allowedContentTypes: ['image/jpeg', 'image/png'], maxBytes: 1_000 },
  { name: 'scans', allowedContentTypes: ['image/jpeg', 'image/tiff'], maxBytes: 9_000 },
];
const optionsOf = (file: { size: number; type: string }, profile = '') =>
  uploadOptions(file, { ...defaultOptions, profile }, profiles);

describe('what is said about a file', () => {
  it('names the default profile where it takes the file', () => {
    expect(optionsOf({ type: 'image/jpeg', size: 10 })).toEqual({
      profile: 'default',
      visibility: 'PRIVATE',
    });
  });

  it('names the first profile that takes it where the default does not', () => {
    expect(optionsOf({ type: 'video/mp4', size: 10 }).profile).toBe('video');
    expect(optionsOf({ type: 'image/tiff', size: 10 }).profile).toBe('scans');
  });

  it('announces by itself what would be refused, so that no byte is sent in vain', () => {
    expect(optionsOf({ type: 'text/plain', size: 10 })).toMatchObject({ profile: 'default', way: 'direct' });
    expect(optionsOf({ type: 'image/png', size: 1_001 })).toMatchObject({ way: 'direct' });
    expect(optionsOf({ type: 'image/png', size: 1_000 })).not.toHaveProperty('way');
    expect(optionsOf({ type: 'image/png', size: 10 }, 'video')).toEqual({
      profile: 'video',
      visibility: 'PRIVATE',
      way: 'direct',
    });
  });

  it('leaves to the server what the browser does not know', () => {
    expect(optionsOf({ type: '', size: 10 })).not.toHaveProperty('way');
    expect(uploadOptions({ type: 'text/plain', size: 10 }, defaultOptions, [])).toEqual({
      visibility: 'PRIVATE',
    });
  });

  it('keeps the profile that was chosen, also one that is not known here', () => {
    expect(optionsOf({ type: 'image/jpeg', size: 10 }, 'gone').profile).toBe('gone');
  });

  it('passes tags on where there are some', () => {
    const options = { ...defaultOptions, tags: parseTags(' sea, sky,sea ,, ') };
    expect(uploadOptions({ type: '', size: 1 }, options, profiles).tags).toEqual(['sea', 'sky']);
    expect(optionsOf({ type: '', size: 1 })).not.toHaveProperty('tags');
  });
});
