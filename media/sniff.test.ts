import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { avifBomb } from './fixtures/bombs.ts';
import { photo } from './fixtures/photo.ts';
import { sniff, sniffLength } from './sniff.ts';
import { nativeFormats } from './types.ts';

const sniffText = (text: string) => sniff(Buffer.from(text, 'latin1'));

const ftyp = (...brands: string[]): Buffer => {
  const [major = '', ...others] = brands;
  const box = Buffer.from(`\0\0\0\0ftyp${major}\0\0\0\0${others.join('')}`, 'latin1');
  box.writeUInt32BE(box.length);
  return Buffer.concat([box, Buffer.alloc(64)]);
};

describe('sniff', () => {
  it.each(nativeFormats)('recognises %s by its first bytes', async (format) => {
    const file = await photo({ width: 320, height: 200, format });
    expect(await sniff(file.subarray(0, sniffLength))).toEqual({ format, mime: `image/${format}` });
  });

  it('takes an animated PNG for the PNG that it also is', async () => {
    const png = await photo({ width: 8, height: 8, format: 'png' });
    const control = Buffer.from('\0\0\0\x08acTL\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1');
    const apng = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
    expect(await sniff(apng)).toEqual({ format: 'png', mime: 'image/apng' });
  });

  it.each([
    ['avif', ftyp('avif', 'mif1', 'miaf'), 'image/avif'],
    ['avif', ftyp('mif1', 'avif', 'miaf'), 'image/avif'],
    [undefined, ftyp('avis', 'avif', 'mif1'), 'image/avif-sequence'],
    ['heic', ftyp('heic', 'mif1', 'avif'), 'image/heic'],
    ['heic', ftyp('heix', 'mif1'), 'image/heic'],
    ['heic', ftyp('mif1', 'heic'), 'image/heic'],
    ['heic', ftyp('hevc', 'msf1', 'mif1', 'heic'), 'image/heic'],
    [undefined, ftyp('hevc', 'msf1'), 'image/heic-sequence'],
    [undefined, ftyp('mif1', 'miaf'), 'image/heif'],
    [undefined, ftyp('msf1', 'iso8'), 'image/heif-sequence'],
  ])('tells AVIF and HEIC (%s) by the brands', async (format, head, mime) => {
    expect(await sniff(head)).toEqual({ format, mime });
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?><svg width="1"/>',
    '\n\n <!-- a comment --> <!DOCTYPE svg [<!ENTITY a "b">]><svg>',
    '\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
    '\xff\xfe<\0s\0v\0g\0 \0/\0>\0',
    '<SVG onload="alert(1)">',
  ])('recognises SVG however it is dressed: %j', async (text) => {
    expect(await sniffText(text)).toEqual({ format: undefined, mime: 'image/svg+xml' });
  });

  it.each(['', 'x', 'hello', '<html><body>', '%PDF-1.7', '\x1f\x8b\x08\0', '\0\0\0\x18ftyp'])(
    'does not take %j for an image that we read',
    async (text) => {
      expect((await sniffText(text)).format).toBeUndefined();
    },
  );

  it('judges a polyglot by how it begins', async () => {
    const page = Buffer.from('<script>alert(1)</script>');
    expect((await sniff(Buffer.concat([page, avifBomb()]))).format).toBeUndefined();
    expect((await sniff(Buffer.concat([avifBomb(), page]))).format).toBe('avif');
  });

  it('answers for any bytes', async () => {
    const starts = fc.constantFrom(
      '',
      'II*\0',
      '\xff\xd8\xff',
      '\0\0\0 ftypmif1',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
    );
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
        const { mime } = await sniff(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
        expect(mime).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      }),
      { numRuns: 300 },
    );
  });
});
