import { describe, expect, it } from '@jest/globals';
import type { UploadState } from '@darkroom/client';
import { findUnfinished, isUnfinished, keepUnfinished, readUnfinished } from './unfinished.ts';

const facts = { name: 'a.jpg', size: 5, lastModified: 7 };
const storageOf = (text: string | null = null) => {
  let value = text;
  return { getItem: () => value, setItem: (_name: string, next: string) => void (value = next) };
};

describe('what a page has not finished', () => {
  it('is known again with what was said about it, in the same order', () => {
    const storage = storageOf();
    const options = { profile: 'x', visibility: 'PUBLIC' };
    keepUnfinished(storage, 'alice', JSON.stringify([{ ...facts, options }]));
    const [found] = readUnfinished(storage, 'alice');
    expect(JSON.stringify(found?.options)).toBe('{"profile":"x","visibility":"PUBLIC"}');
  });

  it('is found by the name, the size and the time of a file', () => {
    const list = [{ ...facts, options: {} }];
    expect(findUnfinished(list, { ...facts })).toBe(list[0]);
    expect(findUnfinished(list, { ...facts, size: 6 })).toBeUndefined();
    expect(findUnfinished(list, { ...facts, lastModified: 8 })).toBeUndefined();
  });

  it.each(['{', '{}', 'null'])('is nothing where the storage holds %s', (text) => {
    expect(readUnfinished(storageOf(text), 'alice')).toEqual([]);
  });

  it('is what still has bytes to send, or could not for the moment', () => {
    const bytes = { sentBytes: 1, totalBytes: 5 };
    const failed = (whatToDo: 'retry' | 'change-file'): UploadState => ({
      status: 'failed',
      ...bytes,
      image: null,
      failure: { code: 'X', message: '', whatToDo },
    });
    expect(isUnfinished({ status: 'paused', ...bytes })).toBe(true);
    expect(isUnfinished(failed('retry'))).toBe(true);
    expect(isUnfinished(failed('change-file'))).toBe(false);
    expect(isUnfinished({ status: 'cancelled', ...bytes })).toBe(false);
  });
});
