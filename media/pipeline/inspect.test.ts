import { describe, expect, it, jest } from '@jest/globals';
import exifr from 'exifr';
import sharp, { type Metadata } from 'sharp';
import { readSafeMetadata } from '../exif.ts';
import { animation, manyFrames } from '../fixtures/animation.ts';
import { avifHeader, jpegBomb, pngBomb, tiffBomb, webpBomb } from '../fixtures/bombs.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { marker, tellTale } from '../fixtures/identity.ts';
import { photo, photoPixels } from '../fixtures/photo.ts';
import { nativeFormats } from '../types.ts';
import { inspect } from './inspect.ts';
import { refuseMismatch } from './source.ts';

const folder = temporaryFolder();

const inspectBytes = async (bytes: Uint8Array | string) => inspect(await folder.write(bytes));

const refusal = (code: string) => expect.objectContaining({ code });

describe('inspect', () => {
  it.each(nativeFormats)('reads format and size of a %s', async (format) => {
    const info = await inspectBytes(await photo({ width: 64, height: 48, format }));
    expect(info).toMatchObject({ format, width: 64, height: 48, frames: 1 });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('gives the size after orientation %d', async (orientation) => {
    const file = await photo({ width: 64, height: 48, metadata: { orientation } });
    const [width, height] = orientation > 4 ? [48, 64] : [64, 48];
    expect(await inspectBytes(file)).toMatchObject({ width, height, metadata: { orientation } });
  });

  it.each(['gif', 'webp'] as const)(
    'counts the frames of an animated %s and sizes one of them',
    async (format) => {
      const file = await animation(format, { width: 40, height: 30, colors: ['red', 'lime', 'blue'] });
      expect(await inspectBytes(file)).toMatchObject({ format, width: 40, height: 30, frames: 3 });
    },
  );

  it('says whether there may be transparency', async () => {
    const pixels = await photoPixels({ width: 8, height: 8 });
    const transparent = await pixels.clone().ensureAlpha(0.5).png().toBuffer();
    expect((await inspectBytes(transparent)).hasAlpha).toBe(true);
    expect((await inspectBytes(await pixels.png().toBuffer())).hasAlpha).toBe(false);
  });

  it.each([
    ['jpeg', 65_500, 65_500, jpegBomb],
    ['png', 100_000, 100_000, pngBomb],
    ['webp', 16_383, 16_383, webpBomb],
    ['tiff', 100_000, 100_000, tiffBomb],
    ['avif', 30_000, 30_000, avifHeader],
  ] as const)('reads what a %s bomb promises without decoding it', async (format, width, height, build) => {
    const before = process.memoryUsage.rss();
    expect(await inspectBytes(build({ width, height }))).toMatchObject({ format, width, height });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('counts the frames of an animation bomb without decoding them', async () => {
    const bomb = manyFrames({ width: 2000, height: 2000, frames: 2000 });
    expect(await inspectBytes(bomb)).toMatchObject({ format: 'gif', width: 2000, frames: 2000 });
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'image/svg+xml'],
    ['PDF', '%PDF-1.7\n', 'application/pdf'],
    ['text', 'hello', 'application/octet-stream'],
    ['nothing', '', 'application/octet-stream'],
  ])('refuses %s by name before a decoder sees it', async (_, bytes, type) => {
    await expect(inspectBytes(bytes)).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      detail: { type },
    });
  });

  it('refuses a file whose decoder disagrees with its first bytes', () => {
    expect(() => refuseMismatch('jpeg', { format: 'png' })).toThrow(
      'The file is png, and not image/jpeg as it was announced or begins.',
    );
    expect(() => refuseMismatch('avif', { format: 'tiff' })).toThrow(refusal('MIME_MISMATCH'));
    expect(() => refuseMismatch('avif', { format: 'heif' })).not.toThrow();
  });

  it('reads an AVIF that goes by the generic brand', async () => {
    const file = await photo({ width: 64, height: 48, format: 'avif' });
    file.write('mif1', 8, 'latin1');
    expect(await inspectBytes(file)).toMatchObject({ format: 'avif', width: 64 });
  });

  it.each(nativeFormats)('finds a %s corrupt that ends in its header', async (format) => {
    const file = await photo({ width: 64, height: 48, format });
    await expect(inspectBytes(file.subarray(0, 24))).rejects.toThrow(refusal('IMAGE_CORRUPT'));
  });

  it('finds an animated GIF corrupt that stops in the middle', async () => {
    const file = await animation('gif', { width: 40, height: 30, colors: ['red', 'lime', 'blue'] });
    await expect(inspectBytes(file.subarray(0, file.length - 20))).rejects.toThrow(refusal('IMAGE_CORRUPT'));
  });

  it('does not blame the image for a file that is not there', async () => {
    await expect(inspect('/no/such/file')).rejects.toThrow(refusal('RENDER_FAILED'));
  });
});

describe('safe metadata', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('is found in a %s', async (format) => {
    const { metadata } = await inspectBytes(await tellTale(format));
    expect(metadata).toMatchObject({
      cameraMake: 'Darkroom Optics',
      cameraModel: 'Box Camera II',
      lens: 'Achromat 35',
      takenAt: '2024-05-06T07:08:09',
      exposureTime: '1/250',
      fNumber: 2.8,
      iso: 400,
      focalLength: 35,
      flash: true,
      colorSpace: 'srgb',
    });
  });

  it.each(nativeFormats)('of a %s names no place, person, serial number or comment', async (format) => {
    const shown = JSON.stringify(await inspectBytes(await tellTale(format)));
    expect(shown).not.toContain(marker);
    expect(shown).not.toMatch(/gps|latitude|longitude|serial|owner|artist|copyright|software|\+09:00/i);
  });

  it('is found in a TIFF, whose tags are the file', async () => {
    const { exif = Buffer.alloc(0) } = await sharp(await tellTale('jpeg')).metadata();
    const path = await folder.write(exif.subarray(6));
    const header = { orientation: 1 } as Metadata;
    expect(await readSafeMetadata({ path, format: 'tiff' }, header)).toMatchObject({
      cameraMake: 'Darkroom Optics',
      takenAt: '2024-05-06T07:08:09',
      exposureTime: '1/250',
    });
  });

  it('is kept from the parser where a few bytes claim to be gigabytes', async () => {
    const parse = jest.spyOn(exifr, 'parse');
    const { exif = Buffer.alloc(0) } = await sharp(await tellTale('jpeg')).metadata();
    const make = exif.indexOf(Buffer.from([0x0f, 0x01, 2, 0]));
    exif.writeUInt32LE(0x7fff_ffff, make + 4);
    const header = { exif, orientation: 1 } as Metadata;
    expect(await readSafeMetadata({ path: '', format: 'jpeg' }, header)).toEqual({ orientation: 1 });
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('is empty of camera data where that is damaged', async () => {
    const exif = Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff', 'latin1');
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
    const file = await photo({ width: 8, height: 8 });
    const damaged = Buffer.concat([file.subarray(0, 2), segment, file.subarray(2)]);
    expect((await inspectBytes(damaged)).metadata).toEqual({ colorSpace: 'srgb', density: 72 });
  });

  it('keeps free text short and on one line', async () => {
    const exif = { IFD0: { Make: `Long\nname ${'x'.repeat(500)}`, Model: '   ' } };
    const file = await (await photoPixels({ width: 8, height: 8 })).withExif(exif).jpeg().toBuffer();
    const { metadata } = await inspectBytes(file);
    expect(metadata.cameraMake).toMatch(/^Long name x{54}$/);
    expect(metadata.cameraModel).toBeUndefined();
  });

  it('reports the density and colour space of the source', async () => {
    const cmyk = await sharp(await photo({ width: 8, height: 8 }))
      .toColourspace('cmyk')
      .withDensity(300)
      .jpeg()
      .toBuffer();
    expect((await inspectBytes(cmyk)).metadata).toMatchObject({ colorSpace: 'cmyk', density: 300 });
  });
});
