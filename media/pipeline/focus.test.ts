/** Crops that follow a focal point, by what is seen in them. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { animation } from '../fixtures/animation.ts';
import { pixelAt } from '../fixtures/compare.ts';
import { described } from '../fixtures/described.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { renderBytes } from '../fixtures/render-bytes.ts';
import type { Effects, FocalPoint, Geometry, OutputFormat } from '../types.ts';

const folder = temporaryFolder();

/** 300×200, black but for one white field of 20×20 around this point. */
const point = { x: 0.8, y: 0.3 };
let source: Buffer;
beforeAll(async () => {
  const spot = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  source = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'black' } })
    .composite([{ input: spot, left: 230, top: 50 }])
    .png()
    .toBuffer();
});

async function crop(
  gravity: Geometry['gravity'],
  more: { size?: [number, number]; effects?: Effects; format?: OutputFormat; bytes?: Buffer } = {},
) {
  const { size: [width, height] = [40, 40], effects = {}, format = 'png', bytes = source } = more;
  const [output] = await renderBytes(folder, bytes, {
    geometry: { width, height, fit: 'cover', gravity },
    encodings: [{ format }],
    effects,
  });
  if (!output) throw new Error('nothing came out');
  return output;
}

/** The middle of what is white, as shares of the sides; undefined where nothing is. */
async function whiteIn(data: Uint8Array): Promise<FocalPoint | undefined> {
  const { data: pixels, info } = await sharp(data)
    .removeAlpha()
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let [sum, x, y] = [0, 0, 0];
  for (const [at, value] of pixels.entries()) {
    if (value < 128) continue;
    sum += 1;
    x += (at % info.width) + 0.5;
    y += Math.floor(at / info.width) + 0.5;
  }
  return sum === 0 ? undefined : { x: x / sum / info.width, y: y / sum / info.height };
}

describe('a crop', () => {
  it.each<[number, number]>([
    [40, 40],
    [100, 200],
    [10, 60],
    [300, 50],
  ])('of %i×%i has the focal point as near to its middle as the edges allow', async (width, height) => {
    const { data, ...output } = await crop(point, { size: [width, height] });
    expect([output.width, output.height]).toEqual([width, height]);
    const found = await whiteIn(data);
    expect(found).toBeDefined();
    // The side that is not cut shows the point where it was.
    const across = width / height < 1.5;
    const held = across ? found?.x : found?.y;
    const share = across ? width / ((height * 300) / 200) : height / ((width * 200) / 300);
    const room = across ? Math.min(point.x, 1 - point.x) : Math.min(point.y, 1 - point.y);
    const expected = share / 2 <= room ? 0.5 : across ? 1 - room / share : room / share;
    expect(Math.abs((held ?? 0) - expected)).toBeLessThan(0.06);
  });

  it('of the middle does not show it', async () => {
    expect(await whiteIn((await crop('center', { size: [40, 80] })).data)).toBeUndefined();
  });

  it.each<Effects>([
    { rotate: 90 },
    { rotate: 180 },
    { rotate: 270 },
    { flip: true },
    { flop: true },
    { rotate: 90, flip: true },
    { rotate: 270, flop: true, blur: 0.5 },
  ])('follows the point through %j', async (effects) => {
    for (const size of [
      [20, 70],
      [70, 20],
    ] as [number, number][])
      expect(await whiteIn((await crop(point, { size, effects })).data)).toBeDefined();
  });

  it('follows it in a picture that the camera held upright', async () => {
    const held = await sharp(source).rotate(270).withMetadata({ orientation: 6 }).png().toBuffer();
    const { data, width, height } = await crop(point, { size: [30, 90], bytes: held });
    expect([width, height]).toEqual([30, 90]);
    expect(await whiteIn(data)).toBeDefined();
  });

  it('is the largest one of a source that is too small, and still follows', async () => {
    const { data, width, height } = await crop({ x: 1, y: 0 }, { size: [1000, 2000] });
    expect([width, height]).toEqual([100, 200]);
    expect(await whiteIn(data)).toBeDefined();
  });

  it('of an animation keeps all its frames, of one size', async () => {
    const colors = ['#ff0000', '#0000ff', '#00ff00'];
    const bytes = await animation('gif', { width: 60, height: 40, colors });
    for (const format of ['webp', 'gif'] as const) {
      const output = await crop({ x: 0.9, y: 0.5 }, { size: [20, 20], format, bytes });
      expect([output.width, output.height]).toEqual([20, 20]);
      expect(await described(output.data)).toMatchObject({ frames: 3, width: 20, height: 20 });
      const last = await sharp(output.data, { page: 2 }).png().toBuffer();
      const [red = 255, green = 0] = await pixelAt(last, 10, 10);
      expect([red < 60, green > 200]).toEqual([true, true]);
    }
  });
});
