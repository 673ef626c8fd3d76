/**
 * A few tiny jobs through everything a render uses, so that the first user does not wait for lazy loading: codecs,
 * resampling kernels, colour tables, and the JavaScript around them.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encoderOf } from '../pipeline/encoders.ts';
import { openRaster } from '../pipeline/engine.ts';
import { inspect } from '../pipeline/inspect.ts';
import { render } from '../pipeline/render.ts';
import { outputFormats, type RenderTask } from '../types.ts';

const side = 64;

/** Reads and writes each format once, and a photo several times until the hot functions are compiled. */
export async function warmUp(): Promise<void> {
  // A machine without a writable temporary folder gets a cold start, not a failed one.
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-warm-')).catch(() => undefined);
  if (!folder) return;
  try {
    const photo = await writePhoto(folder);
    for (let pass = 0; pass < 3; pass += 1) await readAndRender(photo, folder);
    for (const format of ['webp', 'avif', 'png', 'gif']) await readAndRender(join(folder, format), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readAndRender(path: string, folder: string): Promise<void> {
  const outputs = new Map<string, Uint8Array>();
  await inspect(path);
  await render(taskOf(path), (product) => {
    if (product.kind === 'output') outputs.set(product.output.encoding.format, product.output.data);
  });
  for (const [format, data] of outputs) await writeFile(join(folder, format), data);
}

const taskOf = (path: string): RenderTask => ({
  path,
  geometry: { width: side / 2, height: side / 4, fit: 'cover', gravity: 'center' },
  encodings: outputFormats.map((format) => ({ format })),
  background: '#ffffff',
  placeholder: true,
});

/** Anything that is not one flat colour, which encoders take shortcuts for, with an EXIF block to read. */
async function writePhoto(folder: string): Promise<string> {
  const data = Buffer.from(Array.from({ length: side * side * 3 }, (_, index) => (index * 7) % 256));
  const { apply, quality } = encoderOf('jpeg');
  const size = { width: side, height: side };
  const path = join(folder, 'photo');
  const photo = apply(openRaster({ data, ...size, channels: 3 }), quality, size);
  await photo.withExif({ IFD0: { Make: 'Darkroom' } }).toFile(path);
  return path;
}
