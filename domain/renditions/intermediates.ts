/**
 * Smaller copies of large originals, from which small renditions are made: nearly all of the work of such a render is to
 * decode pixels that are thrown away. They lie uncompressed on the disk of this server, so that reading one costs hardly
 * anything, and are made again when they are lost. Everything else is rendered from the original.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Size } from '../../media/geometry.ts';
import { turnedSize } from '../../media/output-plan.ts';
import { contentTypes, looksForItself, type RenderPool } from '../../media/types.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { openProcessDirectory } from '../../storage/process-directory.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Rendition } from './rendition.ts';
import { SharedWork } from './shared-work.ts';

/** The longest side of a copy. */
const side = 1_280;
/** A picture is made of one that has twice its pixels each way at least, where SSIM finds no difference (0.998 and more). */
const spare = 2;

/**
 * When a copy pays. A JPEG is shrunk while it is decoded, so its copy saves less: it has to be large, and asked for often enough.
 * Measured on two cores: 6 megapixels to 600 pixels 21 ms from the JPEG, 8 ms from the copy, which takes 55 ms to make.
 */
const worthwhile = {
  jpeg: { pixels: 4_000_000, renders: 3 },
  others: { pixels: 1_500_000, renders: 1 },
} as const;

/** What a render reads. */
export interface RenderSource {
  readonly path: string;
  /** Of the original, where this is a copy of it. */
  readonly originalSize?: Size | undefined;
}

export interface Intermediates {
  /** Calls `use` with what is best to be rendered from, which stays as long as that takes. */
  withSource<T>(
    wanted: { readonly image: ImageEntity; readonly rendition: Rendition; readonly signal: AbortSignal },
    use: (source: RenderSource) => Promise<T>,
  ): Promise<T>;
  /** For an image that is gone. */
  forget(imageId: string): void;
  close(): Promise<void>;
}

export interface IntermediatesOptions {
  readonly store: Pick<BlobStore, 'withLocalFile'>;
  readonly pool: Pick<RenderPool, 'shrink'>;
  /** Gets a folder for this process. */
  readonly parentDirectory: string;
  /** Of all copies together; at zero there are none. */
  readonly maxBytes: number;
}

/** Where everything is rendered from the original. */
export const withoutIntermediates = (store: IntermediatesOptions['store']): Intermediates => ({
  withSource: ({ image, signal }, use) =>
    store.withLocalFile(image.storageKey, (path) => use({ path }), signal),
  forget: () => {},
  close: () => Promise.resolve(),
});

export async function openIntermediates(options: IntermediatesOptions): Promise<Intermediates> {
  const originals = withoutIntermediates(options.store);
  if (options.maxBytes === 0) return originals;
  const directory = await openProcessDirectory(options.parentDirectory, 'darkroom-intermediates');
  const copies = new Copies(options.maxBytes);
  const making = new SharedWork<Copy>();
  /** How often something was rendered that a copy would have done for. */
  const renders = new LRUCache<string, number>({ max: 10_000 });

  const make = async (image: ImageEntity, signal: AbortSignal): Promise<Copy> => {
    const to = join(directory.path, randomUUID());
    try {
      const task = { to, side };
      const { byteSize } = await options.store.withLocalFile(
        image.storageKey,
        (path) => options.pool.shrink({ ...task, path }, { signal }),
        signal,
      );
      return copies.keep(image.id, { path: to, byteSize });
    } catch (error) {
      await rm(to, { force: true });
      throw error;
    }
  };

  const find = async (image: ImageEntity, signal: AbortSignal): Promise<Copy | undefined> => {
    const copy = copies.get(image.id);
    if (copy) return copy;
    const count = (renders.get(image.id) ?? 0) + 1;
    renders.set(image.id, count);
    if (count < rulesFor(image).renders) return undefined;
    try {
      return await making.share(image.id, (abandoned) => make(image, abandoned), { signal });
    } catch (error) {
      signal.throwIfAborted();
      // What is wrong with the image is said by the render of the original, and a full disk is no reason to refuse one.
      if (isAppError(error) && error.code !== 'BUSY') renders.set(image.id, -Infinity);
      return undefined;
    }
  };

  return {
    async withSource(wanted, use) {
      const { image, rendition, signal } = wanted;
      const copy = serves(image, rendition) ? await find(image, signal) : undefined;
      if (!copy || copy.isGone) return originals.withSource(wanted, use);
      const { width, height } = image;
      try {
        return await copy.during((path) => use({ path, originalSize: { width, height } }));
      } catch (error) {
        signal.throwIfAborted();
        if (isAppError(error) && error.code === 'BUSY') throw error;
        // Somebody tidied the folder up, say. What is wrong with the image is said by a render of the original.
        copies.delete(image.id);
        return originals.withSource(wanted, use);
      }
    },
    forget: (imageId) => copies.delete(imageId),
    async close() {
      await making.close(new AppError('SHUTTING_DOWN'));
      await directory.remove();
    },
  };
}

const rulesFor = ({ contentType }: ImageEntity) =>
  contentType === contentTypes.jpeg ? worthwhile.jpeg : worthwhile.others;

/** Whether the rendition may be made from a copy, and the copy would be much smaller than the original. */
function serves(image: ImageEntity, { size, effects, geometry, colorSpace }: Rendition): boolean {
  const { width, height, frames } = image;
  const pixels = width * height;
  const isLarge = Math.max(width, height) >= 1.5 * side && pixels >= rulesFor(image).pixels;
  if (frames > 1 || !isLarge || looksForItself(geometry.gravity)) return false;
  // It has lost what lies beyond.
  if (colorSpace !== 'srgb') return false;
  const turned = turnedSize(image, effects);
  const scale = Math.max(size.width / turned.width, size.height / turned.height);
  return scale * spare * Math.max(width, height) <= side;
}

/** A file that is removed when it has been given up and nobody reads it any more. */
class Copy {
  readonly byteSize: number;
  readonly #path: string;
  #readers = 0;
  #isGivenUp = false;

  constructor({ path, byteSize }: { path: string; byteSize: number }) {
    this.#path = path;
    this.byteSize = byteSize;
  }

  get isGone(): boolean {
    return this.#isGivenUp && this.#readers === 0;
  }

  async during<T>(use: (path: string) => Promise<T>): Promise<T> {
    this.#readers += 1;
    try {
      return await use(this.#path);
    } finally {
      this.#readers -= 1;
      this.#removeUnread();
    }
  }

  giveUp(): void {
    this.#isGivenUp = true;
    this.#removeUnread();
  }

  /** What cannot be removed now goes with the folder. */
  #removeUnread(): void {
    if (this.isGone) rm(this.#path, { force: true }).catch(() => {});
  }
}

/** Those that were used lately, within a budget of bytes. */
class Copies {
  readonly #cache: LRUCache<string, Copy>;

  constructor(maxSize: number) {
    const sizeCalculation = ({ byteSize }: Copy): number => byteSize;
    this.#cache = new LRUCache({ maxSize, sizeCalculation, dispose: (copy) => copy.giveUp() });
  }

  get(imageId: string): Copy | undefined {
    return this.#cache.get(imageId);
  }

  keep(imageId: string, file: { path: string; byteSize: number }): Copy {
    const copy = new Copy(file);
    this.#cache.set(imageId, copy);
    // Larger than the whole budget.
    if (!this.#cache.has(imageId)) copy.giveUp();
    return copy;
  }

  delete(imageId: string): void {
    this.#cache.delete(imageId);
  }
}
