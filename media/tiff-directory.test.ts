import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { tiffBomb } from './fixtures/bombs.ts';
import { tellTale } from './fixtures/identity.ts';
import { isPlausibleTiff } from './tiff-directory.ts';

const exifOf = async (): Promise<Buffer> => {
  const { exif = Buffer.alloc(0) } = await sharp(await tellTale('jpeg')).metadata();
  return Buffer.from(exif.subarray(6));
};

/** A directory at 8 with the given entries. */
function directory(...entries: [tag: number, type: number, count: number, value: number][]): Buffer {
  const file = Buffer.alloc(10 + entries.length * 12);
  file.write('II*\0\x08', 'latin1');
  file.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    file.writeUInt16LE(tag, 10 + index * 12);
    file.writeUInt16LE(type, 12 + index * 12);
    file.writeUInt32LE(count, 14 + index * 12);
    file.writeUInt32LE(value, 18 + index * 12);
  }
  return file;
}

describe('isPlausibleTiff', () => {
  it('accepts what cameras and encoders write, in either byte order', async () => {
    expect(isPlausibleTiff(await exifOf())).toBe(true);
    expect(isPlausibleTiff(tiffBomb({ width: 9, height: 9 }))).toBe(true);
    expect(isPlausibleTiff(Buffer.from('MM\0*\0\0\0\x08\0\0', 'latin1'))).toBe(true);
  });

  it('refuses a value that is longer than the structure', () => {
    expect(isPlausibleTiff(directory([0x010f, 3, 0x0400_0000, 8]))).toBe(false);
    expect(isPlausibleTiff(directory([0x010f, 2, 30, 8]))).toBe(false);
    expect(isPlausibleTiff(directory([0x010f, 2, 14, 8]))).toBe(true);
  });

  it('refuses a directory of camera data that lies outside or has more entries than bytes', () => {
    expect(isPlausibleTiff(directory([0x8769, 4, 1, 9000]))).toBe(false);
    const crowded = directory([0x010f, 2, 4, 0]);
    crowded.writeUInt16LE(400, 8);
    expect(isPlausibleTiff(crowded)).toBe(false);
  });

  it('comes to an end in a directory that contains itself', () => {
    expect(isPlausibleTiff(directory([0x8769, 4, 1, 8]))).toBe(true);
  });

  it('answers for any bytes', async () => {
    const exif = await exifOf();
    fc.assert(
      fc.property(fc.nat(exif.length - 1), fc.uint8Array({ maxLength: 16 }), (at, bytes) => {
        const copy = Buffer.from(exif);
        copy.set(bytes.subarray(0, copy.length - at), at);
        expect(typeof isPlausibleTiff(copy)).toBe('boolean');
        expect(typeof isPlausibleTiff(Buffer.from(bytes))).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
