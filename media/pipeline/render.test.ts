import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { animation } from '../fixtures/animation.ts';
import { difference, pixelAt } from '../fixtures/compare.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { photo, photoPixels } from '../fixtures/photo.ts';
import { type Geometry, outputFormats, type OutputFormat, nativeFormats } from '../types.ts';
import { renderBytes } from '../fixtures/render-bytes.ts';

const folder = temporaryFolder();

const geometry = (size: Partial<Geometry> = {}): Geometry => ({ fit: 'inside', gravity: 'center', ...size });

/** Renders into the given formats; the answer has them by name. */
const render = (bytes: Uint8Array, size: Partial<Geometry>, formats: readonly OutputFormat[]) =>
  renderBytes(folder, bytes, { geometry: geometry(size), encodings: formats.map((format) => ({ format })) });

describe('render', () => {
  it.each(nativeFormats)('turns a %s into every output format', async (format) => {
    const source = await photo({ width: 300, height: 200, format });
    const outputs = await render(source, { width: 150, height: 150 }, outputFormats);
    for (const { encoding, data, width, height } of outputs) {
      const header = await sharp(data).metadata();
      expect(header.format).toBe(encoding.format === 'avif' ? 'heif' : encoding.format);
      expect([header.width, header.height, width, height]).toEqual([150, 100, 150, 100]);
      expect(await difference(data, source)).toBeLessThan(encoding.format === 'gif' ? 6 : 4);
    }
  });

  it('hands over the encodings in the order that was asked for, with the quality that was used', async () => {
    const source = await photo({ width: 64, height: 64 });
    const outputs = await renderBytes(folder, source, {
      encodings: [
        { format: 'webp' },
        { format: 'avif', quality: 30 },
        { format: 'jpeg' },
        { format: 'avif' },
      ],
    });
    expect(outputs.map(({ encoding, quality }) => [encoding.format, quality])).toEqual([
      ['webp', 80],
      ['avif', 30],
      ['jpeg', 80],
      ['avif', 60],
    ]);
  });

  it.each(['jpeg', 'webp', 'avif', 'png'] as const)(
    'makes a smaller %s at a lower quality',
    async (format) => {
      const source = await photo({ width: 200, height: 200 });
      const [fine, rough] = await renderBytes(folder, source, {
        encodings: [{ format }, { format, quality: 20 }],
      });
      expect(rough?.data.length).toBeLessThan((fine?.data.length ?? 0) * 0.8);
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('shows a picture with orientation %d upright', async (orientation) => {
    const source = await photo({ width: 360, height: 240, metadata: { orientation } });
    const upright = await sharp(source).autoOrient().png().toBuffer();
    const [output] = await render(source, { width: 180, height: 180 }, ['webp']);
    expect([output?.width, output?.height]).toEqual(orientation > 4 ? [120, 180] : [180, 120]);
    expect(await difference(output?.data ?? '', upright)).toBeLessThan(4);
  });

  it('never enlarges, except to fill', async () => {
    const source = await photo({ width: 40, height: 30 });
    const sizes = async (size: Partial<Geometry>) =>
      (await render(source, size, ['png'])).map(({ width, height }) => `${width}x${height}`);
    expect(await sizes({ width: 80, height: 80 })).toEqual(['40x30']);
    expect(await sizes({ width: 80, height: 80, fit: 'cover' })).toEqual(['30x30']);
    expect(await sizes({ width: 80 })).toEqual(['40x30']);
    expect(await sizes({ width: 80, height: 80, fit: 'fill' })).toEqual(['80x80']);
  });

  it.each(['north', 'southeast', 'attention', 'entropy'] as const)(
    'crops a cover towards %s',
    async (gravity) => {
      const source = await photo({ width: 120, height: 60 });
      const [output] = await render(source, { width: 30, height: 30, fit: 'cover', gravity }, ['png']);
      expect([output?.width, output?.height]).toEqual([30, 30]);
    },
  );

  it('keeps the side of a cover that gravity names', async () => {
    const halves = await sharp({ create: { width: 60, height: 30, channels: 3, background: 'red' } })
      .extend({ right: 60, background: 'blue' })
      .png()
      .toBuffer();
    const [west] = await render(halves, { width: 20, height: 20, fit: 'cover', gravity: 'west' }, ['png']);
    const [east] = await render(halves, { width: 20, height: 20, fit: 'cover', gravity: 'east' }, ['png']);
    expect(await pixelAt(west?.data ?? Buffer.alloc(0), 10, 10)).toEqual([255, 0, 0, 255]);
    expect(await pixelAt(east?.data ?? Buffer.alloc(0), 10, 10)).toEqual([0, 0, 255, 255]);
  });
});

describe('transparency', () => {
  const half = async (): Promise<Buffer> =>
    sharp({ create: { width: 20, height: 40, channels: 4, background: '#00000000' } })
      .extend({ right: 20, background: '#0000ff' })
      .png()
      .toBuffer();

  it.each(['webp', 'avif', 'png', 'gif'] as const)('survives in a %s', async (format) => {
    const [output] = await render(await half(), {}, [format]);
    expect((await pixelAt(output?.data ?? Buffer.alloc(0), 5, 20))[3]).toBe(0);
    expect((await pixelAt(output?.data ?? Buffer.alloc(0), 35, 20))[3]).toBe(255);
  });

  it('shows the background in a JPEG, and only there', async () => {
    const outputs = await renderBytes(folder, await half(), {
      encodings: [{ format: 'jpeg' }, { format: 'png' }],
      background: '#ff0000',
    });
    const [jpeg, png] = outputs.map(({ data }) => data);
    const [red = 0, green = 0, blue = 0] = await pixelAt(jpeg ?? Buffer.alloc(0), 5, 20);
    expect(red).toBeGreaterThan(240);
    expect(green + blue).toBeLessThan(20);
    expect((await pixelAt(png ?? Buffer.alloc(0), 5, 20))[3]).toBe(0);
  });

  it('pads a contained picture with transparency, or with the background where there is none', async () => {
    const blue = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer();
    const outputs = await renderBytes(folder, blue, {
      geometry: geometry({ width: 40, height: 40, fit: 'contain', gravity: 'south' }),
      encodings: [{ format: 'png' }, { format: 'jpeg' }],
      background: '#ffffff',
    });
    const [png = Buffer.alloc(0), jpeg = Buffer.alloc(0)] = outputs.map(({ data }) => data);
    expect(outputs.map(({ width, height }) => [width, height])).toEqual([
      [40, 40],
      [40, 40],
    ]);
    expect(await pixelAt(png, 20, 5)).toEqual([0, 0, 0, 0]);
    expect(await pixelAt(png, 20, 35)).toEqual([0, 0, 255, 255]);
    expect(Math.min(...(await pixelAt(jpeg, 20, 5)))).toBeGreaterThan(245);
  });
});

describe('colour', () => {
  const colour = { r: 200, g: 60, b: 30 };
  const flat = () => sharp({ create: { width: 32, height: 32, channels: 3, background: colour } });
  const deep = (): Buffer | Promise<Buffer> =>
    sharp(new Uint16Array(32 * 32 * 3).fill(0x8080), { raw: { width: 32, height: 32, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer();

  it.each([
    ['a CMYK JPEG', () => flat().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(), undefined],
    ['a picture in Display P3', () => flat().withIccProfile('p3').png().toBuffer(), [200, 60, 30]],
    ['a palette PNG', () => flat().png({ palette: true }).toBuffer(), [200, 60, 30]],
    ['a grey PNG', () => flat().greyscale().png().toBuffer(), undefined],
    ['a grey PNG with alpha', () => flat().greyscale().ensureAlpha(1).png().toBuffer(), undefined],
    ['a PNG of 16 bits a channel', deep, [128, 128, 128]],
  ])('of %s comes out as sRGB', async (_, build, expected) => {
    const source = await build();
    const outputs = await render(source, { width: 16 }, ['png', 'jpeg', 'webp', 'avif']);
    const decoded = (await pixelAt(source, 9, 9)).slice(0, 3);
    for (const { data } of outputs) {
      const header = await sharp(data).metadata();
      expect(header.depth).toBe('uchar');
      expect(['srgb', 'b-w']).toContain(header.space);
      const actual = await pixelAt(data, 8, 8);
      for (const [channel, value] of (expected ?? decoded).entries()) {
        expect(Math.abs((actual[channel] ?? 0) - value)).toBeLessThan(12);
      }
    }
  });

  it('survives a profile that is no profile', async () => {
    const source = await photo({ width: 200, height: 200 });
    const icc = Buffer.from('ICC_PROFILE\0\x01\x01not a profile at all', 'latin1');
    const segment = Buffer.concat([Buffer.from([0xff, 0xe2, 0, icc.length + 2]), icc]);
    const damaged = Buffer.concat([source.subarray(0, 2), segment, source.subarray(2)]);
    const [output] = await render(damaged, { width: 100 }, ['webp']);
    expect(await difference(output?.data ?? '', source)).toBeLessThan(4);
  });
});

describe('animation', () => {
  const colors = ['#ff0000', '#00ff00', '#0000ff'];
  const timing = { delay: [100, 200, 300], loop: 2 };
  const source = (format: 'gif' | 'webp') => animation(format, { width: 80, height: 60, colors, ...timing });

  it.each([
    ['gif', 'webp'],
    ['webp', 'webp'],
    ['gif', 'gif'],
    ['webp', 'gif'],
  ] as const)('of a %s goes on in a %s, with its timing', async (from, to) => {
    const [output] = await render(await source(from), { width: 40, height: 40 }, [to]);
    expect([output?.width, output?.height]).toEqual([40, 30]);
    const header = await sharp(output?.data).metadata();
    expect(header).toMatchObject({ pages: 3, width: 40, height: 30, ...timing });
  });

  it.each(['jpeg', 'avif', 'png'] as const)('stops at the first frame in a %s', async (format) => {
    const [output] = await render(await source('gif'), { width: 40 }, [format]);
    const [red = 0, green = 0, blue = 255] = await pixelAt(output?.data ?? Buffer.alloc(0), 20, 15);
    expect(red).toBeGreaterThan(240);
    expect(green + blue).toBeLessThan(20);
  });

  it.each([
    [{ width: 30, height: 30, fit: 'cover', gravity: 'attention' }, [30, 30]],
    [{ width: 30, height: 30, fit: 'contain' }, [30, 30]],
    [{ width: 100, height: 10, fit: 'fill' }, [100, 10]],
  ] as const)('is cropped and padded frame by frame: %j', async (size, expected) => {
    const [output] = await render(await source('webp'), size, ['webp']);
    const header = await sharp(output?.data).metadata();
    expect([header.width, header.height, header.pages]).toEqual([...expected, 3]);
    expect([output?.width, output?.height]).toEqual(expected);
  });

  it('with an orientation flag is shown as it is stored', async () => {
    const turned = await sharp(await source('webp'), { animated: true })
      .withExif({ IFD0: { Orientation: '6' } })
      .webp()
      .toBuffer();
    const [output] = await render(turned, { width: 40 }, ['webp']);
    expect([output?.width, output?.height]).toEqual([40, 30]);
  });
});

describe('large pictures', () => {
  const wide = async (): Promise<Buffer> =>
    (await photoPixels({ width: 17_000, height: 20 })).jpeg().toBuffer();

  it('shrink to what the format can express', async () => {
    const outputs = await render(await wide(), {}, ['jpeg', 'webp', 'avif']);
    expect(outputs.map(({ width, height }) => [width, height])).toEqual([
      [17_000, 20],
      [16_383, 19],
      [16_384, 19],
    ]);
  });

  it('are decoded anew for each format when keeping them would take too much memory', async () => {
    const source = await sharp({
      create: { width: 6000, height: 4200, channels: 4, background: '#0000ff80' },
    })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const outputs = await renderBytes(folder, source, {
      encodings: [{ format: 'jpeg', quality: 20 }, { format: 'png' }],
      background: '#ffffff',
      placeholder: true,
    });
    expect(outputs.map(({ width, height }) => [width, height])).toEqual([
      [6000, 4200],
      [6000, 4200],
    ]);
    const [red = 0, , blue = 0] = await pixelAt(outputs[0]?.data ?? Buffer.alloc(0), 9, 9);
    expect([Math.round(red / 10), Math.round(blue / 10)]).toEqual([13, 26]);
  });
});
