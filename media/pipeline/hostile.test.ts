import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { animation } from '../fixtures/animation.ts';
import { jpegBomb, pngBomb, tiffBomb } from '../fixtures/bombs.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { marker, tellTale, traces } from '../fixtures/identity.ts';
import { photo, photoPixels } from '../fixtures/photo.ts';
import { renderBytes } from '../fixtures/render-bytes.ts';
import { outputFormats, nativeFormats } from '../types.ts';

const folder = temporaryFolder();

const everything = outputFormats.map((format) => ({ format }));

const renderSmall = (bytes: Uint8Array) =>
  renderBytes(folder, bytes, {
    geometry: { width: 32, height: 32, fit: 'inside', gravity: 'center' },
    placeholder: true,
  });

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

describe('what a picture knows about its owner', () => {
  it.each(nativeFormats)('is in the %s that the tests are made of', async (format) => {
    expect(await traces(await tellTale(format))).toContain(marker);
  });

  it.each(nativeFormats)('never gets from a %s into any output', async (format) => {
    for (const size of [{ width: 80, height: 80 }, {}]) {
      const outputs = await renderBytes(folder, await tellTale(format), {
        geometry: { fit: 'inside', gravity: 'center', ...size },
        encodings: everything,
      });
      for (const { encoding, data } of outputs) {
        expect([encoding.format, ...(await traces(data))]).toEqual([encoding.format]);
      }
    }
  });

  it('never gets from an animation into an animation', async () => {
    const frames = await animation('webp', { width: 40, height: 40, colors: ['red', 'blue'] });
    const source = await sharp(frames, { animated: true })
      .withExif({ IFD0: { Artist: marker } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${marker}</x:xmpmeta>`)
      .webp()
      .toBuffer();
    for (const { data } of await renderBytes(folder, source, { encodings: everything })) {
      expect(await traces(data)).toEqual([]);
    }
  });

  it('never gets out on the path that streams large pictures', async () => {
    const source = await (
      await photoPixels({ width: 17_000, height: 20 })
    )
      .withExif({ IFD0: { Artist: marker } })
      .jpeg()
      .toBuffer();
    const [output] = await renderBytes(folder, source, { encodings: [{ format: 'webp' }] });
    expect(await traces(output?.data ?? Buffer.alloc(0))).toEqual([]);
  });
});

describe('a polyglot', () => {
  const payload = '<script>alert("4711")</script>';

  it.each(nativeFormats)('leaves its payload behind when it is a %s', async (format) => {
    const picture = await tellTale(format);
    const source = Buffer.concat([picture, Buffer.from(`${payload}PK\x03\x04`)]);
    for (const { data } of await renderBytes(folder, source, { encodings: everything })) {
      expect(Buffer.from(data).includes('script', 0, 'latin1')).toBe(false);
    }
  });

  it.each([
    [
      'SVG',
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://127.0.0.1:9/"/></svg>`,
    ],
    ['a page', `<!DOCTYPE html>${payload}`],
    ['PDF', '%PDF-1.7'],
    ['PostScript', '%!PS-Adobe-3.0 EPSF-3.0'],
    ['the format of libvips', '\x08\xf2\xa6\xb6'],
    ['FITS', 'SIMPLE  =                    T'],
    ['PPM', 'P6 1 1 255 aaa'],
    ['Radiance', '#?RADIANCE\n'],
  ])('that is %s is not rendered', async (_, text) => {
    await expect(renderSmall(Buffer.from(text, 'latin1'))).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });
});

describe('the decoders that nobody needs', () => {
  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['PPM', Buffer.from('P6 1 1 255 aaa')],
  ])('are shut even for bytes that reach libvips: %s', async (_, bytes) => {
    await expect(sharp(bytes).metadata()).rejects.toThrow('unsupported image format');
  });
});

describe('a damaged file', () => {
  const cuts = Array.from({ length: 24 }, (_, index) => (index + 1) / 25);

  it.each(nativeFormats)('is found corrupt wherever a %s is cut', async (format) => {
    const file = await photo({ width: 120, height: 90, format });
    for (const cut of [...cuts, 0.99]) {
      const attempt = renderSmall(file.subarray(0, Math.max(16, Math.floor(file.length * cut))));
      expect([cut, await attempt.then(() => 'rendered', codeOf)]).toEqual([cut, 'IMAGE_CORRUPT']);
    }
  });

  it.each(['gif', 'webp'] as const)('is found corrupt wherever an animated %s is cut', async (format) => {
    const file = await animation(format, { width: 120, height: 90, colors: ['red', 'lime', 'blue', 'red'] });
    for (const cut of cuts) {
      const attempt = renderSmall(file.subarray(0, Math.max(16, Math.floor(file.length * cut))));
      expect([cut, await attempt.then(() => 'rendered', codeOf)]).toEqual([cut, 'IMAGE_CORRUPT']);
    }
  });

  it('is found corrupt in the progressive JPEG that a browser would show half of', async () => {
    const file = await (await photoPixels({ width: 120, height: 90 })).jpeg({ progressive: true }).toBuffer();
    for (const cut of cuts) {
      const attempt = renderSmall(file.subarray(0, Math.floor(file.length * cut)));
      expect([cut, await attempt.then(() => 'rendered', codeOf)]).toEqual([cut, 'IMAGE_CORRUPT']);
    }
  });

  it('never fails with anything but a code when bytes are flipped', async () => {
    const known = ['rendered', 'IMAGE_CORRUPT', 'UNSUPPORTED_MEDIA_TYPE', 'MIME_MISMATCH', 'IMAGE_TOO_LARGE'];
    for (const format of nativeFormats) {
      const file = await photo({ width: 60, height: 45, format });
      for (const cut of cuts) {
        const copy = Buffer.from(file);
        copy.fill(0x5a, Math.floor(copy.length * cut), Math.floor(copy.length * cut) + 6);
        expect(known).toContain(await renderSmall(copy).then(() => 'rendered', codeOf));
      }
    }
  });

  it('is not what a camera makes that leaves stray bytes between markers', async () => {
    const file = await photo({ width: 64, height: 64 });
    const scan = file.indexOf(Buffer.from([0xff, 0xda]));
    const stray = Buffer.concat([file.subarray(0, scan), Buffer.from([0, 0, 0]), file.subarray(scan)]);
    await expect(sharp(stray, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow('extraneous bytes');
    expect(await renderSmall(stray)).toHaveLength(1);
  });
});

describe('a header that promises too much', () => {
  it.each([
    ['PNG', pngBomb],
    ['JPEG', jpegBomb],
    ['TIFF', tiffBomb],
  ])('ends before the decoder of a %s is asked for pixels', async (_, build) => {
    const before = process.memoryUsage.rss();
    const attempt = renderSmall(build({ width: 16_400, height: 16_400 }));
    await expect(attempt).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE', detail: { limit: 16_383 ** 2 } });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });
});
