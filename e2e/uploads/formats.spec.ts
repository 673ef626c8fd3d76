/** Everything that is accepted comes out right: colours, transparency, orientation, motion. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf } from '../clients/download.ts';
import { type FoundImage, newOwner, type Owner } from '../clients/owner.ts';
import { animation, frameColours } from '../fixtures/animations.ts';
import { alike, distance } from '../fixtures/compare.ts';
import { heicOfPicture } from '../fixtures/heic.ts';
import { orientations, orientedJpeg } from '../fixtures/orientations.ts';
import { fileOf, picture } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

const size = { width: 330, height: 220 };
let owner: Owner;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
});

const made = async (bytes: Uint8Array, name: string): Promise<FoundImage> =>
  owner.settled((await owner.upload(fileOf(bytes, name))).id);

const variantBytes = (image: FoundImage, name: string, format: string): Promise<Buffer> =>
  bytesOf(image.variants.find((variant) => variant.name === name && variant.format === format)?.url);

/** Every full-size variant, whose pixels need no allowance for a crop. */
async function expectFullLike(image: FoundImage, reference: Buffer): Promise<void> {
  for (const format of ['WEBP', 'JPEG', 'AVIF']) {
    const bytes = await variantBytes(image, 'full', format);
    const { width, height } = await sharp(bytes).metadata();
    expect({ format, width, height }).toEqual({ format, ...size });
    expect(await distance(bytes, reference)).toBeLessThan(alike);
  }
}

describe('a still of each kind looks like itself in every format', () => {
  const colour = () => picture(size).png().toBuffer();
  const grey = () => picture(size).grayscale().png().toBuffer();
  const alpha = () => picture(size, 4).png().toBuffer();

  const kinds: readonly (readonly [string, string, () => Promise<Buffer>, () => Promise<Buffer>])[] = [
    ['JPEG', 'image/jpeg', () => picture(size).jpeg({ quality: 92 }).toBuffer(), colour],
    ['progressive JPEG', 'image/jpeg', () => picture(size).jpeg({ progressive: true }).toBuffer(), colour],
    [
      'CMYK JPEG',
      'image/jpeg',
      () => picture(size).withIccProfile('cmyk').toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
      cmykReference,
    ],
    ['grey JPEG', 'image/jpeg', () => picture(size).grayscale().jpeg({ quality: 92 }).toBuffer(), grey],
    ['PNG', 'image/png', colour, colour],
    ['16-bit PNG', 'image/png', () => picture(size).toColourspace('rgb16').png().toBuffer(), colour],
    ['palette PNG', 'image/png', () => picture(size).png({ palette: true }).toBuffer(), colour],
    ['PNG in Display P3', 'image/png', () => picture(size).withIccProfile('p3').png().toBuffer(), colour],
    ['transparent PNG', 'image/png', alpha, alpha],
    ['WebP', 'image/webp', () => picture(size).webp({ quality: 92 }).toBuffer(), colour],
    ['transparent WebP', 'image/webp', () => picture(size, 4).webp({ quality: 92 }).toBuffer(), alpha],
    ['AVIF', 'image/avif', () => picture(size).avif({ quality: 80, effort: 0 }).toBuffer(), colour],
    ['GIF', 'image/gif', () => picture(size).gif().toBuffer(), colour],
    ['TIFF', 'image/tiff', () => picture(size).tiff({ compression: 'lzw' }).toBuffer(), colour],
    ['16-bit TIFF', 'image/tiff', () => picture(size).toColourspace('rgb16').tiff().toBuffer(), colour],
    ['HEIC', 'image/heic', () => Promise.resolve(heicOfPicture()), colour],
  ];
  const images = new Map<string, Promise<FoundImage>>();
  // Together, because nearly all of the time is spent waiting for one another's renders.
  beforeAll(async () => {
    for (const [name, , build] of kinds) images.set(name, made(await build(), 'no-extension'));
    await Promise.allSettled(images.values());
  });

  it.each(kinds)('%s', async (name, contentType, _build, reference) => {
    const image = await images.get(name);
    if (!image) throw new Error('it was not uploaded');
    expect(image).toMatchObject({
      status: 'READY',
      contentType,
      ...size,
      frames: 1,
      // A GIF could have transparent pixels, whether it has or not.
      hasAlpha: name.startsWith('transparent') || name === 'GIF',
    });
    await expectFullLike(image, await reference());
  });

  /** What a colour-managed viewer shows of the CMYK file: some colours do not survive its gamut. */
  async function cmykReference(): Promise<Buffer> {
    const stored = await picture(size)
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer();
    return sharp(stored).toColourspace('srgb').withIccProfile('srgb').png().toBuffer();
  }

  it('keeps transparency where the format can, and puts white behind it where it cannot', async () => {
    const image = await made(await picture(size, 4).png().toBuffer(), 'logo.png');
    for (const [format, hasAlpha] of [
      ['WEBP', true],
      ['AVIF', true],
      ['JPEG', false],
    ] as const) {
      const bytes = await variantBytes(image, 'full', format);
      expect({ format, hasAlpha: (await sharp(bytes).metadata()).hasAlpha }).toEqual({ format, hasAlpha });
      const [red, green, blue] = await sharp(bytes)
        .flatten({ background: '#ffffff' })
        .extract({ left: 320, top: 110, width: 1, height: 1 })
        .raw()
        .toBuffer();
      for (const channel of [red, green, blue]) expect(channel).toBeGreaterThan(245);
    }
  });
});

describe('a photo from a camera held in any way stands upright', () => {
  it.each(orientations)('orientation %i', async (orientation) => {
    const image = await made(await orientedJpeg(orientation, size), 'turned.jpg');
    expect(image).toMatchObject({ status: 'READY', ...size });
    const reference = await picture(size).png().toBuffer();
    await expectFullLike(image, reference);
    const thumb = await variantBytes(image, 'thumb', 'WEBP');
    expect(await distance(thumb, await sharp(reference).resize(200, 200).png().toBuffer())).toBeLessThan(
      alike,
    );
    expect((await sharp(thumb).metadata()).orientation).toBeUndefined();
  });
});

describe('an animation', () => {
  it.each(['gif', 'webp'] as const)(
    'as %s stays one in WebP, and is its first frame elsewhere',
    async (format) => {
      const image = await made(await animation(format, size), `moving.${format}`);
      expect(image).toMatchObject({ status: 'READY', contentType: `image/${format}`, ...size, frames: 3 });
      for (const name of ['thumb', 'full']) {
        const bytes = await variantBytes(image, name, 'WEBP');
        const { pages, delay } = await sharp(bytes).metadata();
        expect({ name, pages, delay }).toEqual({ name, pages: 3, delay: [100, 100, 100] });
        for (const [page, background] of frameColours.entries()) {
          const plain = sharp({ create: { ...size, channels: 3, background } }).png();
          const frame = await sharp(bytes, { page }).png().toBuffer();
          expect(await distance(frame, await plain.toBuffer())).toBeLessThan(alike);
        }
      }
      const still = await variantBytes(image, 'full', 'JPEG');
      const first = sharp({ create: { ...size, channels: 3, background: frameColours[0] } }).png();
      expect(await distance(still, await first.toBuffer())).toBeLessThan(alike);
    },
  );
});

/** Real pictures, where the machine has them; what is built above is the proof everywhere else. */
const corpus = new URL('../../../shared/corpus/', import.meta.url);
const realPictures = [
  'Landscape_6.jpg',
  'Portrait_8.jpg',
  'Channel_digital_image_CMYK_color.jpg',
  'gain-map.jpg',
].filter((name) => existsSync(new URL(name, corpus)));

describe('real pictures', () => {
  it(`come out as a viewer shows them (${realPictures.length} on this machine)`, async () => {
    for (const name of realPictures) {
      const bytes = await readFile(new URL(name, corpus));
      const image = await made(bytes, name);
      expect({ name, status: image.status }).toEqual({ name, status: 'READY' });
      const shown = await sharp(bytes)
        .autoOrient()
        .toColourspace('srgb')
        .resize(800, 800, { fit: 'inside' })
        .png()
        .toBuffer();
      expect(await distance(await variantBytes(image, 'medium', 'JPEG'), shown)).toBeLessThan(2 * alike);
    }
  });
});
