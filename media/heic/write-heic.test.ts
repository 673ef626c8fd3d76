/** HEIC as an output: with heif-enc where it is installed, and with programs that behave badly in its place. */
import { chmod, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { isGone } from '../fixtures/child-process.ts';
import { difference, pixelAt } from '../fixtures/compare.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { photo } from '../fixtures/photo.ts';
import { measure } from '../pipeline/measure.ts';
import { render } from '../pipeline/render.ts';
import type { Encoding, RenderedOutput, RenderTask } from '../types.ts';
import { findTool } from '../pool/find-tool.ts';
import { inspect } from '../pipeline/inspect.ts';
import { decodeHeic } from './read-heic.ts';
import { writeHeic } from './write-heic.ts';

const folder = temporaryFolder();
const heifEnc = findTool('heif-enc');

const taskOf = async (source: Uint8Array) => ({
  path: await folder.write(source),
  geometry: { width: 81, height: 61, fit: 'cover', gravity: 'center' } as const,
  background: '#ffffff',
});

async function rendered(source: Uint8Array, encodings: Encoding[], more: Partial<RenderTask> = {}) {
  const outputs: RenderedOutput[] = [];
  const task = { ...(await taskOf(source)), encodings, ...more };
  await render(
    task,
    (product) => {
      if (product.kind === 'output') outputs.push(product.output);
    },
    { heifEnc },
  );
  return outputs;
}

(heifEnc === undefined ? describe.skip : describe)('where heif-enc is installed, a HEIC', () => {
  it('shows what the other formats show, at its exact size', async () => {
    const source = await photo({ width: 160, height: 120, metadata: { orientation: 6 } });
    const [heic, png] = await rendered(source, [{ format: 'heic' }, { format: 'png' }]);
    const bytes = heic?.data ?? Buffer.alloc(0);
    expect([heic?.width, heic?.height, heic?.quality]).toEqual([81, 61, 50]);
    expect(await inspect(await folder.write(bytes))).toMatchObject({ format: 'heic', width: 81, height: 61 });
    expect(await difference(await decodeHeic(bytes), png?.data ?? '')).toBeLessThan(6);
    expect(Buffer.from(bytes).includes('Exif')).toBe(false);
  });

  it('is smaller at a lower quality, and may be bound in its bytes', async () => {
    const source = await photo({ width: 160, height: 120 });
    const [fine, rough] = await rendered(source, [
      { format: 'heic', quality: 80 },
      { format: 'heic', quality: 20 },
    ]);
    const bytes = fine?.data.length ?? 0;
    expect(rough?.data.length).toBeLessThan(bytes / 2);
    const [bound] = await rendered(source, [{ format: 'heic', quality: 80, maxBytes: bytes - 1 }]);
    expect(bound?.quality).toBeLessThan(80);
    expect(bound?.data.length).toBeLessThan(bytes);
  });

  it('keeps what is transparent', async () => {
    const half = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#00000000' } })
      .extend({ right: 64, background: '#0000ff' })
      .png()
      .toBuffer();
    const [heic] = await rendered(half, [{ format: 'heic', quality: 90 }]);
    const tiff = await decodeHeic(heic?.data ?? Buffer.alloc(0));
    expect((await pixelAt(tiff, 10, 30))[3]).toBeLessThan(20);
    expect((await pixelAt(tiff, 70, 30))[3]).toBeGreaterThan(235);
  });

  it('is measured like any other', async () => {
    const task = await taskOf(await photo({ width: 160, height: 120 }));
    const { ssim, quality } = await measure(
      { ...task, encoding: { format: 'heic', quality: 90 } },
      { heifEnc },
    );
    expect(ssim).toBeGreaterThan(0.9);
    expect(quality).toBe(90);
  });
});

describe('without heif-enc', () => {
  it('a HEIC is refused with HEIC_UNAVAILABLE, which says what to install', async () => {
    const task = {
      ...(await taskOf(await photo({ width: 160, height: 120 }))),
      encodings: [{ format: 'heic' }],
    };
    const attempt = render(task as RenderTask, () => {}, {});
    await expect(attempt).rejects.toMatchObject({
      code: 'HEIC_UNAVAILABLE',
      retryable: false,
      message: expect.stringContaining('apt-get install libheif-examples'),
    });
  });
});

describe('a program in the place of heif-enc', () => {
  const program = async (script: string): Promise<string> => {
    const path = await folder.write(`#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  };
  const png = () => photo({ width: 16, height: 16, format: 'png' });
  const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('darkroom-heic-'));

  it('is given the picture and the quality, and what it writes is taken', async () => {
    const copying = await program('cat "$5" > "$4"');
    expect(await writeHeic(await png(), { quality: 33, heifEnc: copying })).toEqual(await png());
    const telling = await program('echo "$1 $2 $3" > "$4"');
    expect(String(await writeHeic(await png(), { quality: 33, heifEnc: telling }))).toBe('-q 33 -o\n');
  });

  it.each([
    ['fails', 'exit 1', /could not write/],
    ['writes nothing', 'exit 0', /wrote nothing/],
    ['is none', undefined, /could not write/],
  ])('that %s fails the render and leaves no file', async (_, script, reason) => {
    const before = await leftovers();
    const heifEnc = script === undefined ? '/nowhere/heif-enc' : await program(script);
    await expect(writeHeic(await png(), { quality: 50, heifEnc })).rejects.toMatchObject({
      code: 'RENDER_FAILED',
      message: expect.stringMatching(reason),
    });
    expect(await leftovers()).toEqual(before);
  });

  it('that hangs is killed with all that it has started', async () => {
    const note = await folder.write('');
    const hanging = await program(`sleep 600 & echo $! > ${note}; wait`);
    await expect(
      writeHeic(await png(), { quality: 50, heifEnc: hanging, timeoutSeconds: 1 }),
    ).rejects.toMatchObject({ message: expect.stringContaining('in time') });
    const sleeper = Number(await readFile(note, 'utf8'));
    expect(sleeper).toBeGreaterThan(0);
    while (!isGone(sleeper)) await new Promise(setImmediate);
  });
});
