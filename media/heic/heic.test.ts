import { describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { difference, pixelAt } from '../fixtures/compare.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import {
  coded,
  exifItem,
  grid,
  heic,
  heicOf,
  iccProfile,
  imir,
  irot,
  nclx,
  pictures,
  xmpItem,
} from '../fixtures/heic.ts';
import { marker, tellTale, traces } from '../fixtures/identity.ts';
import { photo } from '../fixtures/photo.ts';
import { renderBytes } from '../fixtures/render-bytes.ts';
import { inspect } from '../pipeline/inspect.ts';
import { outputFormats } from '../types.ts';

const folder = temporaryFolder();
const inspectBytes = async (bytes: Uint8Array) => inspect(await folder.write(bytes));
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

const render = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const [output] = await renderBytes(folder, bytes, { encodings: [{ format: 'png' }] });
  return output?.data ?? Buffer.alloc(0);
};

const drawn = (seed = 1) => photo({ width: 160, height: 120, seed, format: 'png' });

/** Of two encodings of one picture; two different pictures are forty apart. */
const alike = 4;

describe('a HEIC', () => {
  it('is decoded to what was encoded', async () => {
    expect(await inspectBytes(heic())).toEqual({
      format: 'heic',
      width: 160,
      height: 120,
      frames: 1,
      hasAlpha: false,
      metadata: { colorSpace: 'srgb' },
    });
    expect(await difference(await render(heic()), await drawn())).toBeLessThan(alike);
    expect(await difference(await render(heic()), await drawn(2))).toBeGreaterThan(4 * alike);
  });

  it('is made into every output format, with a placeholder', async () => {
    const outputs = await renderBytes(folder, heic(), {
      geometry: { width: 80, height: 80, fit: 'cover', gravity: 'attention' },
      encodings: outputFormats.map((format) => ({ format })),
      placeholder: true,
    });
    expect(outputs.map(({ encoding, width, height }) => [encoding.format, width, height])).toEqual(
      outputFormats.map((format) => [format, 80, 80]),
    );
  });

  it('has 10 bits a channel as well as 8', async () => {
    const file = heicOf({ items: [coded(pictures.tenBits)] });
    expect(await difference(await render(file), await drawn())).toBeLessThan(alike);
  });

  it.each([
    ['90° to the left', [irot(1)], (image: Sharp) => image.rotate(-90)],
    ['upside down', [irot(2)], (image: Sharp) => image.rotate(180)],
    ['90° to the right', [irot(3)], (image: Sharp) => image.rotate(90)],
    ['left for right', [imir(1)], (image: Sharp) => image.flop()],
  ])('is turned %s by its container, and not once more by its EXIF', async (_, properties, turn) => {
    const { exif = Buffer.alloc(0) } = await sharp(
      await photo({ width: 8, height: 8, metadata: { orientation: 6 } }),
    ).metadata();
    const file = heicOf({ items: [coded(pictures.photo, { properties }), exifItem(exif)] });
    const expected = await turn(sharp(await drawn())).toBuffer({ resolveWithObject: true });
    const { width, height } = expected.info;
    expect(await inspectBytes(file)).toMatchObject({ width, height, metadata: { colorSpace: 'srgb' } });
    const rendered = await render(file);
    expect(await sharp(rendered).metadata()).toMatchObject({ width, height });
    expect(await difference(rendered, expected.data)).toBeLessThan(alike);
  });

  it('of a burst shows its primary picture', async () => {
    const items = [coded(pictures.photo), coded(pictures.another)];
    const file = heicOf({ brands: ['hevc', 'mif1', 'heic'], items, primary: 2 });
    expect(await difference(await render(file), await drawn(2))).toBeLessThan(alike);
  });

  it('is put together from the tiles that phones cut it into', async () => {
    const tile = coded(pictures.photo);
    const items = [grid([2, 3], { rows: 1, columns: 2, width: 320, height: 120 }), tile, tile];
    const file = heicOf({ items });
    expect(await inspectBytes(file)).toMatchObject({ width: 320, height: 120 });
    const right = await sharp(await render(file))
      .extract({ left: 160, top: 0, width: 160, height: 120 })
      .png()
      .toBuffer();
    expect(await difference(right, await drawn())).toBeLessThan(alike);
  });

  it('may call itself by the generic brand', async () => {
    const file = heicOf({ brands: ['mif1', 'heic'], items: [coded(pictures.photo)] });
    expect(await inspectBytes(file)).toMatchObject({ format: 'heic' });
  });
});

describe('the colours of a HEIC', () => {
  const p3 = async () => (await sharp(await tellTale('jpeg')).metadata()).icc ?? Buffer.alloc(0);

  it('are converted to sRGB from an ICC profile and from the numbers of the video world alike', async () => {
    const plain = await pixelAt(await render(heic()), 10, 10);
    const profiled = await pixelAt(await render(heic({ properties: [iccProfile(await p3())] })), 10, 10);
    const numbered = await pixelAt(await render(heic({ properties: [nclx(12)] })), 10, 10);
    expect(profiled).not.toEqual(plain);
    expect(numbered).toEqual(profiled);
    // 1: the primaries of sRGB.
    expect(await pixelAt(await render(heic({ properties: [nclx(1)] })), 10, 10)).toEqual(plain);
  });

  it('survive a profile that is none', async () => {
    const file = heic({ properties: [iccProfile(Buffer.alloc(700, 'x'))] });
    expect(await difference(await render(file), await drawn())).toBeLessThan(alike);
  });
});

describe('what a HEIC knows about its owner', () => {
  const telling = async () => {
    const { exif = Buffer.alloc(0), xmp = Buffer.alloc(0) } = await sharp(await tellTale('jpeg')).metadata();
    return heicOf({
      items: [coded(pictures.photo), exifItem(exif), xmpItem(xmp.toString())],
    });
  };

  it('is told as far as it is safe', async () => {
    const { metadata } = await inspectBytes(await telling());
    expect(metadata).toMatchObject({ cameraMake: 'Darkroom Optics', lens: 'Achromat 35', iso: 400 });
    expect(JSON.stringify(metadata)).not.toContain(marker);
  });

  it('never gets into any output', async () => {
    const file = await telling();
    expect(file.includes(marker)).toBe(true);
    const outputs = await renderBytes(folder, file, {
      encodings: outputFormats.map((format) => ({ format })),
    });
    for (const { encoding, data } of outputs)
      expect([encoding.format, ...(await traces(data))]).toEqual([encoding.format]);
  });

  it.each([Buffer.alloc(0), Buffer.from('Ex'), Buffer.alloc(2000, 0xff)])(
    'may be nonsense without harm',
    async (exif) => {
      const file = heicOf({ items: [coded(pictures.photo), exifItem(exif)] });
      expect((await inspectBytes(file)).metadata).toEqual({ colorSpace: 'srgb' });
    },
  );
});

describe('a hostile HEIC', () => {
  const tried = (bytes: Uint8Array) => render(bytes).then(() => 'rendered', codeOf);

  it('is found corrupt wherever it is cut', async () => {
    const file = heic();
    for (const cut of [0.1, 0.3, 0.4, 0.6, 0.8, 0.95, 0.99])
      expect([cut, await tried(file.subarray(0, Math.floor(file.length * cut)))]).toEqual([
        cut,
        'IMAGE_CORRUPT',
      ]);
  });

  it('says how large it claims to be before a pixel is decoded', async () => {
    const file = heic({ size: { width: 60_000, height: 50_000 } });
    expect(await inspectBytes(file)).toMatchObject({ width: 60_000, height: 50_000 });
    expect(await tried(file)).toBe('IMAGE_TOO_LARGE');
  });

  it('does not decode to more than it claims', async () => {
    expect(await tried(heic({ size: { width: 100, height: 64 } }))).toBe('IMAGE_CORRUPT');
  });

  it('is refused when it is coded as something else', async () => {
    const avif = await photo({ width: 64, height: 48, format: 'avif' });
    avif.write('heic', 8, 'latin1');
    const mismatch = (decoded: string) => ({
      code: 'MIME_MISMATCH',
      detail: { sniffed: 'image/heic', decoded },
    });
    await expect(inspectBytes(avif)).rejects.toMatchObject(mismatch('image/avif'));
    await expect(inspectBytes(heic({ type: 'jpeg' }))).rejects.toMatchObject(mismatch('jpeg'));
  });

  it('is refused when its tiles are coded otherwise', async () => {
    const tile = coded(pictures.photo, { type: 'av01' });
    const items = [grid([2, 3], { rows: 1, columns: 2, width: 320, height: 120 }), tile, tile];
    await expect(inspectBytes(heicOf({ items }))).rejects.toMatchObject({ code: 'MIME_MISMATCH' });
  });

  it('does not make tiles of itself', async () => {
    const items = [grid([1, 1], { rows: 1, columns: 2, width: 320, height: 120 })];
    await expect(inspectBytes(heicOf({ items }))).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' });
  });

  it('has no picture', async () => {
    await expect(inspectBytes(heicOf({ items: [] }))).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' });
  });

  it('never fails with anything but a code when bytes are flipped', async () => {
    const known = ['rendered', 'IMAGE_CORRUPT', 'UNSUPPORTED_MEDIA_TYPE', 'MIME_MISMATCH', 'IMAGE_TOO_LARGE'];
    const file = heic();
    for (let at = 0; at < file.length; at += 37) {
      const copy = Buffer.from(file);
      copy.fill(0x5a, at, Math.min(at + 4, copy.length));
      expect(known).toContain(await tried(copy));
    }
  });
});
