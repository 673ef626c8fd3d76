/** When a render begins with a smaller copy, and that no copy outlives its use. */
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { createRenderPool } from '../../media/pool/render-pool.ts';
import { parseSpec } from '../../media/transform/spec.ts';
import type { RenderPool } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { DiskStore } from '../../storage/disk-store.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { type Intermediates, openIntermediates, type RenderSource } from './intermediates.ts';
import { resolveRendition } from './rendition.ts';

const megabyte = 1_048_576;
const size = { width: 2_600, height: 1_600 };
const never = new AbortController().signal;

let root: string;
let store: DiskStore;
let pool: RenderPool;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'darkroom-test-'));
  store = new DiskStore({ directory: join(root, 'blobs') });
  pool = createRenderPool({ processes: 0, timeoutSeconds: 30, memoryMegabytes: 1_536, recycleAfter: 500 });
  for (const format of ['png', 'jpeg'] as const) {
    const bytes = await photo({ ...size, format });
    await store.put(format, Readable.from([bytes]), {
      contentType: `image/${format}`,
      byteSize: bytes.length,
    });
  }
}, 30_000);
afterAll(async () => {
  await pool.close();
  await rm(root, { recursive: true });
});

let shrunk: number;
let intermediates: Intermediates;
const parentDirectory = (): string => join(root, 'scratch');

async function open(
  maxBytes = 100 * megabyte,
  shrink: RenderPool['shrink'] = (...task) => pool.shrink(...task),
): Promise<void> {
  shrunk = 0;
  intermediates = await openIntermediates({
    store,
    parentDirectory: parentDirectory(),
    maxBytes,
    pool: {
      shrink(...task) {
        shrunk += 1;
        return shrink(...task);
      },
    },
  });
}
beforeEach(() => open());
afterEach(() => intermediates.close());

const files = async (): Promise<string[]> => {
  const [directory] = await readdir(parentDirectory());
  return directory === undefined ? [] : readdir(join(parentDirectory(), directory));
};

const imageOf = (
  format: 'png' | 'jpeg',
  more: Partial<Pick<ImageEntity, 'id' | 'width' | 'height' | 'frames'>> = {},
): ImageEntity => {
  const image = { ...size, id: format, storageKey: format, frames: 1, byteSize: 1, ...more };
  return { ...image, contentType: `image/${format}` } as ImageEntity;
};

function source(
  image: ImageEntity,
  spec: string,
  use: (source: RenderSource) => Promise<RenderSource> = (given) => Promise.resolve(given),
): Promise<RenderSource> {
  const rules = { profile: { variants: [], background: '#ffffff' }, maxPixels: 1e9 } as never;
  const rendition = resolveRendition(image, parseSpec(spec), rules);
  return intermediates.withSource({ image, rendition, signal: never }, use);
}

describe('a small rendition', () => {
  it('of what cannot be shrunk while it is decoded is made from a copy, which all share', async () => {
    const png = imageOf('png');
    const specs = ['w300.webp', 'w301.webp', 'w302.jpg', 'x200.png'];
    const sources = await Promise.all(specs.map((spec) => source(png, spec)));
    expect(new Set(sources.map(({ path }) => path)).size).toBe(1);
    expect(sources[0]?.originalSize).toEqual(size);
    expect([shrunk, (await files()).length]).toEqual([1, 1]);
  });

  it('of a JPEG is, from the third on', async () => {
    const jpeg = imageOf('jpeg');
    const copied = [];
    for (const spec of ['w300.webp', 'w301.webp', 'w302.webp', 'w303.webp'])
      copied.push((await source(jpeg, spec)).originalSize !== undefined);
    expect(copied).toEqual([false, false, true, true]);
    expect(shrunk).toBe(1);
  });

  it('is made from the original when the copy cannot be made, which is not tried again', async () => {
    await intermediates.close();
    await open(megabyte, () => Promise.reject(new AppError('RENDER_FAILED', { reason: 'no space' })));
    for (const spec of ['w300.webp', 'w301.webp'])
      expect((await source(imageOf('png'), spec)).originalSize).toBeUndefined();
    expect(shrunk).toBe(1);
  });

  it('is made from the original where copies have no room', async () => {
    await intermediates.close();
    await open(0);
    expect((await source(imageOf('png'), 'w300.webp')).originalSize).toBeUndefined();
    expect(shrunk).toBe(0);
  });
});

it.each([
  ['larger than half of the copy', {}, 'w641.webp'],
  ['a narrow piece of a large picture', {}, '300x1600.webp'],
  ['that looks for what is interesting', {}, '300x200-attention.webp'],
  ['in colours that the copy has lost', {}, 'w300-p3.webp'],
  ['of a picture that moves', { frames: 2 }, 'w300.webp'],
  ['of a picture that is hardly larger than the copy', { width: 1_900, height: 1_000 }, 'w300.webp'],
])('a rendition %s is made from the original', async (_, more, spec) => {
  expect((await source(imageOf('png', more), spec)).originalSize).toBeUndefined();
  expect(shrunk).toBe(0);
});

describe('a copy', () => {
  it('goes when others need its room, though not while it is read', async () => {
    await intermediates.close();
    await open(4 * megabyte);
    const reading = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const first = source(imageOf('png', { id: 'one' }), 'w300.webp', async (given) => {
      reading.resolve();
      await done.promise;
      expect(await files()).toHaveLength(2);
      return given;
    });
    await reading.promise;
    await source(imageOf('png', { id: 'two' }), 'w300.webp');
    done.resolve();
    await first;
    while ((await files()).length > 1) await new Promise(setImmediate);
    await source(imageOf('png', { id: 'two' }), 'w300.webp');
    expect(shrunk).toBe(2);
  });

  it('that somebody has removed is no loss: the original serves, and the next has a copy again', async () => {
    const png = imageOf('png');
    const { path } = await source(png, 'w300.webp');
    await rm(path);
    const read = async (given: RenderSource): Promise<RenderSource> => {
      await access(given.path);
      return given;
    };
    expect((await source(png, 'w301.webp', read)).originalSize).toBeUndefined();
    expect((await source(png, 'w302.webp', read)).originalSize).toEqual(size);
  });

  it('that is larger than all the room is not used, and does not stay', async () => {
    await intermediates.close();
    await open(megabyte);
    expect((await source(imageOf('png'), 'w300.webp')).originalSize).toBeUndefined();
    while ((await files()).length > 0) await new Promise(setImmediate);
  });

  it('goes with its image, and all go with the process', async () => {
    await source(imageOf('png'), 'w300.webp');
    intermediates.forget('png');
    while ((await files()).length > 0) await new Promise(setImmediate);
    await source(imageOf('png'), 'w300.webp');
    await intermediates.close();
    expect(await readdir(parentDirectory())).toEqual([]);
  });
});
