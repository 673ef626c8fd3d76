/** Colours measured: what an original shows, its renditions show, as far as the colour space that is asked for has it. */
import { describe, expect, it } from '@jest/globals';
import { type Color, differenceCiede2000 } from 'culori';
import sharp from 'sharp';
import { displayP3 } from '../colours.ts';
import { adobeRgb, fields, fieldSide, type Numbers, numbersOf, spaceOf } from '../fixtures/colours.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { renderBytes } from '../fixtures/render-bytes.ts';
import { marker } from '../fixtures/identity.ts';
import type { Encoding, NativeFormat, OutputFormat, RenderTask } from '../types.ts';
import { measure } from './measure.ts';

const folder = temporaryFolder();

/** The first three no screen of sRGB can show. */
const inP3: readonly Numbers[] = [
  [255, 20, 20],
  [30, 240, 40],
  [240, 120, 20],
  [180, 150, 110],
  [250, 250, 250],
];
/** The first three are colours of Display P3 beyond sRGB. */
const inAdobe: readonly Numbers[] = [
  [105, 215, 105],
  [100, 225, 100],
  [110, 210, 120],
  [180, 150, 110],
  [250, 250, 250],
];

/** A JPEG and a WebP have coarser numbers than a PNG, which one can tell where there is little colour. */
const coarse = 1.5;

const formats: readonly OutputFormat[] = ['png', 'jpeg', 'webp', 'avif'];
const encodings = formats.map((format): Encoding => ({ format, quality: 100 }));

const difference = differenceCiede2000();
const colourOf = (mode: 'p3' | 'a98' | 'rgb', [r, g, b]: Numbers): Color => ({
  mode,
  r: r / 255,
  g: g / 255,
  b: b / 255,
});

/** How far each field is from what it was. */
async function differences(output: Uint8Array, source: readonly Color[]): Promise<number[]> {
  const space = await spaceOf(output);
  const found = await numbersOf(output, source.length);
  return source.map((colour, at) =>
    difference(colour, colourOf(space === 'srgb' ? 'rgb' : 'p3', found[at] ?? [0, 0, 0])),
  );
}

const p3Fields = async (format: NativeFormat, deep = false): Promise<Buffer> =>
  fields(inP3, { profile: await displayP3(), format, deep });
const adobeFields = (format: NativeFormat, deep = false): Promise<Buffer> =>
  fields(inAdobe, { profile: adobeRgb(), format, deep });

const originals: [string, () => Promise<Buffer>, Color[]][] = [
  ...(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const).map(
    (format): [string, () => Promise<Buffer>, Color[]] => [
      `a ${format} in Display P3`,
      () => p3Fields(format),
      inP3.map((each) => colourOf('p3', each)),
    ],
  ),
  ['a PNG of 16 bits in Display P3', () => p3Fields('png', true), inP3.map((each) => colourOf('p3', each))],
  ['a JPEG in Adobe RGB', () => adobeFields('jpeg'), inAdobe.map((each) => colourOf('a98', each))],
  [
    'a TIFF of 16 bits in Adobe RGB',
    () => adobeFields('tiff', true),
    inAdobe.map((each) => colourOf('a98', each)),
  ],
];

describe.each(originals)('%s', (_, make, colours) => {
  it('keeps its colours in Display P3, and says that they are', async () => {
    const outputs = await renderBytes(folder, await make(), { encodings, colorSpace: 'display-p3' });
    expect(outputs).toHaveLength(formats.length);
    for (const { data } of outputs) {
      expect(await spaceOf(data)).toBe('display-p3');
      const found = await differences(data, colours);
      expect(Math.max(...found.slice(0, 3))).toBeLessThan(1);
      expect(Math.max(...found.slice(3))).toBeLessThan(coarse);
    }
  });

  it('loses in sRGB those beyond it, and no others, and carries no profile', async () => {
    const outputs = await renderBytes(folder, await make(), { encodings });
    for (const { data } of outputs) {
      expect(await spaceOf(data)).toBe('srgb');
      const found = await differences(data, colours);
      expect(Math.min(...found.slice(0, 3))).toBeGreaterThan(1);
      expect(Math.max(...found.slice(3))).toBeLessThan(coarse);
    }
  });
});

const flat = () =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: { r: 200, g: 60, b: 30 } } });

describe('what has no colours beyond sRGB', () => {
  const sources: [string, () => Promise<Buffer>][] = [
    ['without a profile', () => flat().png().toBuffer()],
    ['with the profile of sRGB', () => flat().withIccProfile('srgb').jpeg({ quality: 100 }).toBuffer()],
    ['of 16 bits with it', () => flat().toColourspace('rgb16').withIccProfile('srgb').png().toBuffer()],
    ['in CMYK', () => flat().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()],
    ['in gray', () => flat().grayscale().toColourspace('b-w').png().toBuffer()],
  ];

  it.each(sources)('%s is the same, and as small, when Display P3 is asked for', async (_, make) => {
    const source = await make();
    const plain = await renderBytes(folder, source, { encodings });
    const wide = await renderBytes(folder, source, { encodings, colorSpace: 'display-p3' });
    expect(wide.map(({ data }) => Buffer.from(data))).toEqual(plain.map(({ data }) => Buffer.from(data)));
  });

  it('keeps the numbers of sRGB, also where they came with 16 bits and a profile', async () => {
    for (const [name, make] of sources.slice(0, 3)) {
      const outputs = await renderBytes(folder, await make(), { encodings });
      for (const { data } of outputs) {
        const [numbers = []] = await numbersOf(data, 1);
        for (const [channel, value] of [200, 60, 30].entries())
          expect([name, Math.abs((numbers[channel] ?? 0) - value) < 4]).toEqual([name, true]);
      }
    }
  });
});

describe('in Display P3', () => {
  const render = async (source: Buffer, task: Partial<RenderTask>) => {
    const [output] = await renderBytes(folder, source, { ...task, colorSpace: 'display-p3' });
    return output?.data ?? Buffer.alloc(0);
  };

  it('a background is the colour that it is in sRGB', async () => {
    const background = '#c08040';
    const side = inP3.length * fieldSide;
    const data = await render(await p3Fields('png'), {
      geometry: { width: side, height: side, fit: 'contain', gravity: 'south' },
      background,
      encodings: [{ format: 'png' }],
      effects: { opaque: true },
    });
    const [r = 0, g = 0, b = 0] = await sharp(data, { ignoreIcc: true })
      .extract({ left: 2, top: 2, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(difference(colourOf('p3', [r, g, b]), background)).toBeLessThan(0.7);
    const lower = await sharp(data)
      .extract({ left: 0, top: side - fieldSide, width: side, height: fieldSide })
      .keepIccProfile()
      .png()
      .toBuffer();
    expect(
      Math.max(
        ...(await differences(
          lower,
          inP3.map((each) => colourOf('p3', each)),
        )),
      ),
    ).toBeLessThan(1);
  });

  it('what is gray has no profile, since it needs none', async () => {
    expect(await spaceOf(await render(await p3Fields('png'), { effects: { gray: true } }))).toBe('srgb');
  });

  it('a quality is searched for, and a rendition measured, by the colours that it has', async () => {
    const source = await p3Fields('png');
    const task = { path: await folder.write(source), colorSpace: 'display-p3' } as const;
    const given = { ...task, geometry: { fit: 'inside', gravity: 'center' }, background: '#ffffff' } as const;
    const lossless = await measure({ ...given, encoding: { format: 'png' } });
    expect(lossless).toMatchObject({ ssim: 1, rmse: 0, deltaE: 0 });
    expect(lossless.profileDeltaE).toBeGreaterThan(0.5);
    const { ssim, quality } = await measure({ ...given, encoding: { format: 'jpeg', autoQuality: 0.9 } });
    expect(ssim).toBeGreaterThan(0.9);
    expect(quality).toBeLessThan(100);
  });

  it('nothing of the profile of the original is in what comes out, nor of one that cannot be read', async () => {
    const own = Buffer.concat([adobeRgb(), Buffer.from(marker)]);
    own.writeUInt32BE(own.length);
    const broken = Buffer.from(own).fill(0, 128, 300);
    for (const profile of [own, broken])
      for (const deep of [false, true]) {
        const source = await fields(inAdobe, { profile, deep, format: 'tiff' });
        expect(source.includes(marker)).toBe(true);
        const outputs = await renderBytes(folder, source, { encodings, colorSpace: 'display-p3' });
        for (const { data } of outputs) {
          expect(await spaceOf(data)).not.toBe('other');
          expect(Buffer.from(data).includes(marker)).toBe(false);
        }
      }
  });
});
