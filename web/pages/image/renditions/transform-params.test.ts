import { describe, expect, it } from '@jest/globals';
import { changed, hasGravity, readTransform, reference, writeTransform } from './transform-params.ts';

const read = (query: string) => readTransform(new URLSearchParams(query));

describe('a transform in the address', () => {
  it('is read as it was written, beside what else is there', () => {
    const transform = {
      width: 640,
      height: 360,
      fit: 'COVER',
      format: 'AVIF',
      quality: 45,
      blur: 1.5,
    } as const;
    const params = writeTransform(new URLSearchParams('tab=renditions&rotate=90&flip=true'), transform);
    expect(params.get('tab')).toBe('renditions');
    expect(readTransform(params)).toEqual(transform);
  });

  it('is none where nothing is said of one', () => {
    expect(read('tab=renditions')).toBeUndefined();
  });

  it.each([
    'width=0',
    'width=8193',
    'width=1.5',
    'width=',
    'width=abc',
    'fit=constructor',
    'gravity=<script>',
    'format=HEIC',
    'quality=101',
    'autoQuality=1',
    'rotate=45',
    'flip=1',
    'blur=NaN',
  ])('leaves out what is not possible: %s', (query) => {
    expect(read(query)).toEqual({});
  });
});

describe('a change', () => {
  it('of one quality takes the place of the other', () => {
    const fixed = changed({ format: 'WEBP', autoQuality: 0.99 }, { quality: 60 });
    expect(fixed).toEqual({ format: 'WEBP', quality: 60 });
    expect(changed(fixed, { autoQuality: 0.98 })).toEqual({ format: 'WEBP', autoQuality: 0.98 });
  });

  it('to a format that has no such quality takes the quality away', () => {
    expect(changed({ format: 'WEBP', autoQuality: 0.99 }, { format: 'PNG' })).toEqual({ format: 'PNG' });
    expect(changed({ format: 'WEBP', quality: 60 }, { format: 'GIF' })).toEqual({ format: 'GIF' });
    expect(changed({ format: 'WEBP', quality: 60 }, { format: 'PNG' })).toEqual({
      format: 'PNG',
      quality: 60,
    });
  });

  it('of something else leaves the quality as it is', () => {
    expect(changed({ quality: 60 }, { width: 10 })).toEqual({ quality: 60, width: 10 });
    expect(changed({ autoQuality: 0.9 }, { width: 10 })).toEqual({ autoQuality: 0.9, width: 10 });
  });
});

it('keeps something in view only where something is cut or padded', () => {
  expect(hasGravity({ width: 1, height: 1 })).toBe(true);
  expect(hasGravity({ width: 1 })).toBe(false);
  expect(hasGravity({ width: 1, height: 1, fit: 'INSIDE' })).toBe(false);
});

it('is compared with the same cut, without what is done to it', () => {
  expect(
    reference(
      { width: 9, height: 9, gravity: 'WEST', blur: 3, grayscale: true, format: 'GIF', quality: 5 },
      true,
    ),
  ).toEqual({ width: 9, height: 9, gravity: 'WEST', format: 'JPEG', quality: 100 });
  expect(reference({ flip: true }, false)).toEqual({ flip: true, format: 'WEBP', quality: 100 });
});
