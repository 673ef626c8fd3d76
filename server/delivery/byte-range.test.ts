import { describe, expect, it } from '@jest/globals';
import { requestedRange } from './byte-range.ts';

const lastModified = new Date('2026-01-01T00:00:00.700Z');
const blob = { etag: '"abc"', lastModified, byteSize: 1000 };

describe('the range that is asked for', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-999', { start: 0, end: 999 }],
    ['bytes=10-', { start: 10, end: 999 }],
    ['bytes=999-', { start: 999, end: 999 }],
    ['bytes=-1', { start: 999, end: 999 }],
    ['bytes=-1000', { start: 0, end: 999 }],
    ['bytes=-1001', { start: 0, end: 999 }],
    ['bytes=0-5000', { start: 0, end: 999 }],
    ['Bytes = 1 - 2', { start: 1, end: 2 }],
    ['bytes=0-99999999999999999999999', { start: 0, end: 999 }],
  ])('is a part: %s', (range, expected) => {
    expect(requestedRange({ range }, blob)).toEqual(expected);
  });

  it.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=99999999999999999999999-', 'bytes=-0'])(
    'lies outside: %s',
    (range) => expect(requestedRange({ range }, blob)).toBeNull(),
  );

  it.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=5-4',
    'bytes=0x1-2',
    'bytes=1.5-2',
    'bytes=--1',
    'bytes=0-1,5-6',
    'bytes=0-1,2-3',
    'items=0-1',
    'items=5000-',
    `bytes=${'0-0,'.repeat(3000)}0-0`,
  ])('is the whole: %s', (range) => {
    expect(requestedRange(range === undefined ? {} : { range }, blob)).toBeUndefined();
  });

  it('has nothing to give of an empty file', () => {
    for (const range of ['bytes=0-', 'bytes=0-0', 'bytes=-5'])
      expect(requestedRange({ range }, { ...blob, byteSize: 0 })).toBeNull();
  });

  it('counts by no date where there is none', () => {
    const condition = { range: 'bytes=1-2', 'if-range': lastModified.toUTCString() };
    expect(requestedRange(condition, { ...blob, lastModified: undefined })).toBeUndefined();
  });

  it.each([
    ['"abc"', true],
    ['Thu, 01 Jan 2026 00:00:00 GMT', true],
    ['"other"', false],
    ['W/"abc"', false],
    ['"abc", "other"', false],
    ['Thu, 01 Jan 2026 00:00:01 GMT', false],
    ['Wed, 31 Dec 2025 23:59:59 GMT', false],
    ['nonsense', false],
    ['', false],
  ])('counts only if nothing has changed: If-Range %s', (condition, counts) => {
    const range = requestedRange({ range: 'bytes=1-2', 'if-range': condition }, blob);
    expect(range).toEqual(counts ? { start: 1, end: 2 } : undefined);
  });
});
