/** The smaller copy of a picture, and that nobody can tell what was made of it from what was made of the picture. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { temporaryFolder } from '../fixtures/folder.ts';
import { photoPixels } from '../fixtures/photo.ts';
import { seenPairs } from '../quality/rgb.ts';
import { ssim } from '../quality/ssim.ts';
import type { RenderedOutput, RenderTask } from '../types.ts';
import { openImage, toRaster } from './engine.ts';
import { render } from './render.ts';
import { shrink } from './shrink.ts';

const folder = temporaryFolder();
const copies = mkdtempSync(join(tmpdir(), 'darkroom-shrink-'));
afterAll(() => rm(copies, { recursive: true }));

const size = { width: 1_203, height: 903 };
const side = 640;
/** Of decoded PNG, so that what an encoder loses is not counted. */
const encodings = [{ format: 'png' }] as const;

async function renderOne(task: Omit<RenderTask, 'encodings' | 'background'>): Promise<RenderedOutput> {
  const outputs: RenderedOutput[] = [];
  await render({ ...task, encodings, background: '#ffffff' }, (product) => {
    if (product.kind === 'output') outputs.push(product.output);
  });
  const [output] = outputs;
  if (!output) throw new Error('nothing came out');
  return output;
}

async function similarity(one: RenderedOutput, other: RenderedOutput): Promise<number> {
  const rasters = [await toRaster(openImage(one.data)), await toRaster(openImage(other.data))] as const;
  return Math.min(...seenPairs(...rasters).map((pair) => ssim(...pair)));
}

/** As a lens draws it: no camera has noise in single pixels alone, which no two ways to shrink a picture treat alike. */
async function drawn(seed?: number): Promise<Sharp> {
  const { data, info } = await (
    await photoPixels({ ...size, seed })
  )
    .blur(1)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

/** Cut out, with soft edges. */
async function seeThrough(): Promise<Sharp> {
  const shape = await sharp({ create: { ...size, channels: 3, background: '#000' } })
    .composite([{ input: { create: { width: 700, height: 500, channels: 3, background: '#fff' } } }])
    .png()
    .toBuffer();
  const alpha = await sharp(shape).extractChannel(0).blur(4).raw().toBuffer();
  return (await drawn()).joinChannel(alpha, { raw: { ...size, channels: 1 } });
}

const sources: [string, () => Promise<Buffer>][] = [
  ['a PNG', async () => (await drawn()).png().toBuffer()],
  ['a PNG with transparency', async () => (await seeThrough()).png().toBuffer()],
  ['a PNG of 16 bits', async () => (await drawn()).toColourspace('rgb16').png().toBuffer()],
  ['a grey PNG', async () => (await drawn()).grayscale().png().toBuffer()],
  ['a TIFF', async () => (await drawn()).tiff({ compression: 'lzw' }).toBuffer()],
  ['an AVIF', async () => (await drawn()).avif({ effort: 0, quality: 90 }).toBuffer()],
  ['a PNG in Display P3', async () => (await drawn()).withIccProfile('p3').png().toBuffer()],
];

describe('what is made of the smaller copy', () => {
  it.each(sources)('of %s looks the same, and has the same size to the pixel', async (_, make) => {
    const path = await folder.write(await make());
    const to = join(copies, path.replaceAll('/', '_'));
    const { byteSize } = await shrink({ path, to, side });
    expect(byteSize).toBeGreaterThan(0);
    for (const geometry of [
      { width: 301, fit: 'inside', gravity: 'center' },
      { width: 120, height: 200, fit: 'cover', gravity: 'east' },
      { width: 150, height: 100, fit: 'cover', gravity: { x: 0.2, y: 0.9 } },
      { width: 200, height: 250, fit: 'contain', gravity: 'north' },
    ] as const)
      for (const effects of [undefined, { rotate: 90, flop: true } as const]) {
        const ours = await renderOne({ path: to, originalSize: size, geometry, effects });
        const direct = await renderOne({ path, geometry, effects });
        expect([ours.width, ours.height]).toEqual([direct.width, direct.height]);
        expect(await similarity(ours, direct)).toBeGreaterThan(0.995);
      }
  });

  it('is upright', async () => {
    const lying = await (await drawn()).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const to = join(copies, 'upright');
    await shrink({ path: await folder.write(lying), to, side });
    const { width, height, orientation } = await sharp(to).metadata();
    expect([width, height, orientation ?? 1]).toEqual([480, 640, 1]);
  });

  it('cannot be made of half a file', async () => {
    const half = (await (await drawn()).png().toBuffer()).subarray(0, 300_000);
    const making = shrink({ path: await folder.write(half), to: join(copies, 'half'), side });
    await expect(making).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' });
  });
});
