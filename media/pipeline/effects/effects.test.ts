import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { animation } from '../../fixtures/animation.ts';
import { pixelAt } from '../../fixtures/compare.ts';
import { temporaryFolder } from '../../fixtures/folder.ts';
import { renderBytes } from '../../fixtures/render-bytes.ts';
import type { Effects, Geometry, OutputFormat } from '../../types.ts';

const folder = temporaryFolder();

const colors = { R: [255, 0, 0], G: [0, 255, 0], B: [0, 0, 255], W: [255, 255, 255] } as const;

/** 120×60 in four fields: red and green above blue and white. */
let fields: Buffer;
beforeAll(async () => {
  const pixels = Buffer.alloc(120 * 60 * 3);
  for (let y = 0; y < 60; y += 1)
    for (let x = 0; x < 120; x += 1) {
      const field = y < 30 ? (x < 60 ? 'R' : 'G') : x < 60 ? 'B' : 'W';
      pixels.set(colors[field], (y * 120 + x) * 3);
    }
  fields = await sharp(pixels, { raw: { width: 120, height: 60, channels: 3 } })
    .png()
    .toBuffer();
});

async function render(
  source: Uint8Array,
  effects: Effects,
  more: { geometry?: Partial<Geometry>; format?: OutputFormat; background?: string } = {},
) {
  const { geometry, format = 'png', background = '#ffffff' } = more;
  const [output] = await renderBytes(folder, source, {
    geometry: { fit: 'cover', gravity: 'center', ...geometry },
    encodings: [{ format }],
    background,
    effects,
  });
  if (!output) throw new Error('nothing came out');
  return output;
}

/** The letters of the four fields, from the top left to the bottom right. */
async function look(image: Uint8Array): Promise<string> {
  const { width, height } = await sharp(image).metadata();
  let letters = '';
  for (const y of [0.2, 0.8])
    for (const x of [0.2, 0.8]) {
      const [red = 0, green = 0, blue = 0] = await pixelAt(
        image,
        Math.floor(width * x),
        Math.floor(height * y),
      );
      const found = Object.entries(colors).find(
        ([, [r, g, b]]) => Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) < 30,
      );
      letters += found?.[0] ?? '?';
    }
  return letters;
}

describe('turning', () => {
  it.each<[string, Effects, string]>([
    ['nothing', {}, 'RGBW'],
    ['rot90', { rotate: 90 }, 'BRWG'],
    ['rot180', { rotate: 180 }, 'WBGR'],
    ['rot270', { rotate: 270 }, 'GWRB'],
    ['flip', { flip: true }, 'BWRG'],
    ['flop', { flop: true }, 'GRWB'],
    ['flip and flop', { flip: true, flop: true }, 'WBGR'],
    ['rot90, then flip', { rotate: 90, flip: true }, 'WGBR'],
    ['rot90, then flop', { rotate: 90, flop: true }, 'RBGW'],
    ['rot180, then flip', { rotate: 180, flip: true }, 'GRWB'],
    ['rot270, then flip', { rotate: 270, flip: true }, 'RBGW'],
  ])('%s', async (_, effects, expected) => {
    const { data, width, height } = await render(fields, effects);
    expect(await look(data)).toBe(expected);
    const lies = effects.rotate === 90 || effects.rotate === 270;
    expect([width, height]).toEqual(lies ? [60, 120] : [120, 60]);
  });

  it('comes after the orientation that the camera wrote down', async () => {
    const held = await sharp(fields).withMetadata({ orientation: 6 }).png().toBuffer();
    expect(await look((await render(held, {})).data)).toBe('BRWG');
    expect(await look((await render(held, { rotate: 90 })).data)).toBe('WBGR');
    expect(await look((await render(held, { flip: true })).data)).toBe('WGBR');
  });

  it.each<[Effects, string]>([
    [{ rotate: 90 }, 'BRBR'],
    [{ rotate: 180 }, 'WBWB'],
    [{ flip: true }, 'BWBW'],
    [{ rotate: 90, flip: true }, 'WGWG'],
  ])('%j comes before the crop, so that north is the top of what is seen', async (effects, expected) => {
    const { data, width, height } = await render(fields, effects, {
      geometry: { width: 40, height: 8, gravity: 'north' },
    });
    expect([width, height]).toEqual([40, 8]);
    expect(await look(data)).toBe(expected);
  });

  it('gives exactly the size that is asked for', async () => {
    const { width, height } = await render(
      fields,
      { rotate: 270 },
      { geometry: { width: 31, fit: 'inside' } },
    );
    expect([width, height]).toEqual([31, 62]);
  });
});

describe('gray', () => {
  it.each(['png', 'jpeg', 'webp', 'avif'] as const)('leaves the brightness alone in a %s', async (format) => {
    const { data } = await render(fields, { gray: true }, { format });
    const [red = 0, green = 0, blue = 0] = await pixelAt(data, 20, 15);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(4);
    const [bright = 0] = await pixelAt(data, 100, 15);
    expect(bright).toBeGreaterThan(red + 50);
  });
});

/** How far one side of the edge between red and green is from the other, 4 pixels apart. */
const edge = async (image: Uint8Array): Promise<number> =>
  Math.abs(((await pixelAt(image, 58, 15))[0] ?? 0) - ((await pixelAt(image, 61, 15))[0] ?? 0));

describe('blur', () => {
  it('softens an edge, the more the larger it is', async () => {
    const [none, small, large] = await Promise.all(
      [{}, { blur: 2 }, { blur: 10 }].map(async (effects) => edge((await render(fields, effects)).data)),
    );
    expect(none).toBeGreaterThan(240);
    expect(small).toBeLessThan(200);
    expect(large).toBeLessThan((small ?? 0) / 2);
  });
});

describe('sharpen', () => {
  it('steepens a soft edge', async () => {
    const soft = await sharp(fields).blur(3).png().toBuffer();
    const before = await edge((await render(soft, { gray: true })).data);
    const after = await edge((await render(soft, { gray: true, sharpen: 2 })).data);
    expect(after).toBeGreaterThan(before * 1.2);
  });
});

describe('a background that is asked for', () => {
  const seeThrough = () =>
    sharp({ create: { width: 60, height: 60, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();

  it.each(['png', 'webp', 'jpeg'] as const)('lies behind transparent pixels of a %s', async (format) => {
    const asked = { format, background: '#ff0000' } as const;
    const [red = 0, green = 0, , alpha] = await pixelAt(
      (await render(await seeThrough(), { opaque: true }, asked)).data,
      30,
      30,
    );
    expect([red > 245, green < 10, alpha]).toEqual([true, true, 255]);
  });

  it('fills what is padded', async () => {
    const { data } = await render(
      fields,
      { opaque: true },
      { background: '#ff00ff', geometry: { width: 60, height: 60, fit: 'contain' } },
    );
    expect(await pixelAt(data, 30, 2)).toEqual([255, 0, 255, 255]);
  });
});

describe('an animation', () => {
  const frames = () => animation('gif', { width: 40, height: 30, colors: ['#ff0000', '#0000ff', '#00ff00'] });

  it.each<[string, Effects, number]>([
    ['stays one with its frames in gray', { gray: true }, 3],
    ['stays one on a background', { opaque: true }, 3],
    ['becomes its first frame with still', { still: true }, 1],
    ['becomes its first frame when it is turned', { rotate: 90 }, 1],
    ['becomes its first frame when it is mirrored', { flip: true }, 1],
    ['becomes its first frame when it is blurred', { blur: 1 }, 1],
    ['becomes its first frame when it is sharpened', { sharpen: 1 }, 1],
  ])('%s', async (_, effects, pages) => {
    for (const format of ['webp', 'gif'] as const) {
      const { data } = await render(await frames(), effects, { format });
      expect((await sharp(data).metadata()).pages ?? 1).toBe(pages);
      const [red = 0] = await pixelAt(data, 15, 15);
      expect(red > 240).toBe(effects.gray !== true);
    }
  });
});
