/** Qualities that are searched for: with the real encoders, judged by what comes out. */
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { described } from '../fixtures/described.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { photo, photoPixels } from '../fixtures/photo.ts';
import { renderBytes } from '../fixtures/render-bytes.ts';
import { similarityOf } from '../quality/similarity.ts';
import type { Encoding, RenderedOutput, RenderTask } from '../types.ts';
import { openRaster, toRaster } from './engine.ts';

const folder = temporaryFolder();
const searched = ['jpeg', 'webp', 'avif'] as const;

async function render(
  source: Uint8Array,
  encoding: Encoding,
  more: Partial<RenderTask> = {},
): Promise<RenderedOutput> {
  const [output] = await renderBytes(folder, source, { encodings: [encoding], ...more });
  if (!output) throw new Error('nothing came out');
  return output;
}

/** The SSIM of what came out against the same without any loss. */
async function ssimOf(output: RenderedOutput, source: Uint8Array, more: Partial<RenderTask> = {}) {
  const effects = output.encoding.format === 'jpeg' ? { ...more.effects, opaque: true } : more.effects;
  const lossless = await render(source, { format: 'png' }, { ...more, effects });
  const [one, other] = await Promise.all([lossless, output].map(({ data }) => toRaster(sharp(data))));
  return one && other ? similarityOf(one, other) : 0;
}

/** What a search found, as a client would check it. */
async function verdictOn(output: RenderedOutput, source: Uint8Array, more: Partial<RenderTask> = {}) {
  const { format, autoQuality: target = 0 } = output.encoding;
  const { encodes = 0, ssim: told = 0 } = output.search ?? {};
  const ssim = await ssimOf(output, source, more);
  const lower = await render(source, { format, quality: output.quality - 1 }, more);
  return {
    isTold: Math.abs(told - ssim) < 1e-6,
    isGoodEnough: ssim >= target,
    isLowest: (await ssimOf(lower, source, more)) < target,
    isWithinEncodes: encodes <= 6,
  };
}

const settled = { isTold: true, isGoodEnough: true, isLowest: true, isWithinEncodes: true };

const small = { geometry: { width: 400, height: 300, fit: 'inside', gravity: 'center' } } as const;

describe('a quality that is searched for', () => {
  it.each(searched)('is the lowest of a %s that is good enough', async (format) => {
    const source = await photo({ width: 600, height: 450, format: 'png' });
    for (const autoQuality of [0.97, 0.98]) {
      const output = await render(source, { format, autoQuality }, small);
      expect([output.width, output.height]).toEqual([400, 300]);
      expect([autoQuality, await verdictOn(output, source, small)]).toEqual([autoQuality, settled]);
    }
  });

  it('rises with what is asked for, and so does the file', async () => {
    const source = await photo({ width: 300, height: 200 });
    const [rough, fine] = await renderBytes(folder, source, {
      encodings: [
        { format: 'webp', autoQuality: 0.9 },
        { format: 'webp', autoQuality: 0.995 },
      ],
    });
    expect(fine?.quality).toBeGreaterThan(rough?.quality ?? 100);
    expect(fine?.data.length).toBeGreaterThan(rough?.data.length ?? Infinity);
  });

  it.each([
    [1, 1],
    [3, 200],
    [10, 10],
  ])('is found for %i × %i pixels, which no window fits into', async (width, height) => {
    const source = await photo({ width, height, format: 'png' });
    for (const format of searched) {
      const output = await render(source, { format, autoQuality: 0.9 });
      expect([output.width, output.height]).toEqual([width, height]);
      expect(output.search?.encodes).toBeLessThanOrEqual(6);
    }
  });

  it.each(searched)('of a %s looks at what is transparent as it is seen', async (format) => {
    const size = { width: 300, height: 240 };
    const fade = Buffer.from(Array.from({ length: 300 * 240 }, (_, at) => ((at % 300) * 255) / 299));
    const source = await sharp((await toRaster(await photoPixels(size))).data, {
      raw: { ...size, channels: 3 },
    })
      .joinChannel(fade, { raw: { ...size, channels: 1 } })
      .png()
      .toBuffer();
    expect(await verdictOn(await render(source, { format, autoQuality: 0.98 }), source)).toEqual(settled);
  });

  it('is found for one channel', async () => {
    const source = await photo({ width: 200, height: 150 });
    const gray = { effects: { gray: true } };
    const output = await render(source, { format: 'jpeg', autoQuality: 0.99 }, gray);
    expect(await verdictOn(output, source, gray)).toEqual(settled);
  });

  it('is the highest where nothing suffices', async () => {
    const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * at * 7919) % 251));
    const source = await openRaster({ data: noise, width: 64, height: 64, channels: 3 }).png().toBuffer();
    const output = await render(source, { format: 'webp', autoQuality: 0.9999 });
    expect([output.quality, output.search?.encodes]).toEqual([100, 6]);
  });

  it('of an animation is decided by its first frame, and the animation is one of the encodes', async () => {
    const frames = await Promise.all([1, 2, 3].map((seed) => photo({ width: 60, height: 40, seed })));
    const source = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const output = await render(source, { format: 'webp', autoQuality: 0.9999 });
    expect(await described(output.data)).toEqual({ format: 'webp', width: 60, height: 40, frames: 3 });
    expect([output.quality, output.search?.encodes]).toEqual([100, 6]);
    const still = { effects: { still: true } };
    const first = await render(source, { format: 'webp', quality: output.quality }, still);
    expect(await ssimOf(first, source, still)).toBeCloseTo(output.search?.ssim ?? 0, 6);
  });

  it('makes nothing larger than it may be, however good it should look', async () => {
    const source = await photo({ width: 300, height: 200, format: 'png' });
    const free = await render(source, { format: 'jpeg', autoQuality: 0.998 });
    const maxBytes = Math.floor(free.data.length * 0.7);
    const bound = await render(source, { format: 'jpeg', autoQuality: 0.998, maxBytes });
    expect(bound.data.length).toBeLessThanOrEqual(maxBytes);
    expect(bound.search?.encodes).toBeLessThanOrEqual(6);
    const more = await render(source, { format: 'jpeg', quality: bound.quality + 3 });
    expect(more.data.length).toBeGreaterThan(maxBytes);
  });

  it('is of no meaning where nothing is lost', async () => {
    const source = await photo({ width: 60, height: 40 });
    for (const format of ['png', 'gif'] as const) {
      const output = await render(source, { format, autoQuality: 0.9 });
      expect([output.quality, output.search]).toEqual([100, undefined]);
    }
  });
});
