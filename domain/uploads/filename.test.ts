import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { safeFilename } from './filename.ts';

describe('a file name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\photo.jpg', 'photo.jpg'],
    ['photo\u0000.jpg', 'photo.jpg'],
    ['a\r\nSet-Cookie: x.jpg', 'aSet-Cookie: x.jpg'],
    ['\u202Egpj.exe', 'gpj.exe'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    ['/', 'unnamed'],
    ['Cafe\u0301.png', 'Café.png'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFilename(given)).toBe(expected);
  });

  it('of 10 KB keeps its extension and fits 255 bytes', () => {
    const name = safeFilename(`${'é'.repeat(5_000)}.jpeg`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name.endsWith('.jpeg')).toBe(true);
  });

  it('is safe whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const name = safeFilename(given);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
        expect(name.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(['.', '..']).not.toContain(name);
        expect(safeFilename(name)).toBe(name);
      }),
    );
  });
});
