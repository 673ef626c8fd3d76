/**
 * Blobs as files under one directory, the key being the path. A blob appears by a hard link from a finished
 * temporary file, which the kernel refuses when the name is taken: whole or not at all, and never overwritten, with
 * any number of processes on one file system.
 */
import { randomUUID } from 'node:crypto';
import { link, open, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../platform/errors.ts';
import type { BlobInfo, BlobStore, OpenOptions, PutOptions } from './blob-store.ts';
import { assertRange, assertSatisfiable } from './byte-range.ts';
import { diskAdvice, hasCode, onDisk } from './disk-fault.ts';
import { inDirectory, pruneUpwards, syncUpwards } from './disk-directories.ts';
import { walk } from './disk-walk.ts';
import { FileWriter } from './file-writer.ts';
import { LocalPartFiles } from './local-parts.ts';
import { assertKey, assertPrefix } from './key.ts';
import { discard, metered } from './metered.ts';
import { sweepFiles } from './sweep-files.ts';

/** No key can lie in it, since none has a segment that begins with a dot. */
const temporaryName = '.tmp';

/** Where the parts of direct uploads are, hidden in the same way. */
const partsName = '.parts';

/** Larger than Node's 64 KiB: a delivery is bound by the number of reads, and a small blob allocates its size only. */
const readBytes = 256 * 1024;

const isAbsent = (error: unknown): boolean => hasCode(error, 'ENOENT', 'ENOTDIR', 'ERR_FS_EISDIR');

export class DiskStore implements BlobStore {
  readonly clientWrites: LocalPartFiles;
  readonly #root: string;
  readonly #temporary: string;

  constructor(options: { readonly directory: string }) {
    this.#root = resolve(options.directory);
    this.#temporary = join(this.#root, temporaryName);
    this.clientWrites = new LocalPartFiles({
      directory: join(this.#root, partsName),
      publish: (path, key) => this.#publish(path, this.#pathOf(key)),
    });
  }

  async put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    const target = this.#pathOf(key);
    const temporary = join(this.#temporary, randomUUID());
    try {
      const { size, mtime } = await this.#receive(temporary, body, options);
      await this.#publish(temporary, target);
      return { key, byteSize: size, lastModified: mtime };
    } catch (error) {
      discard(body);
      throw options.signal?.aborted ? options.signal.reason : error;
    } finally {
      await onDisk(() => rm(temporary, { force: true }));
    }
  }

  async open(key: string, { range, signal }: OpenOptions = {}): Promise<{ info: BlobInfo; body: Readable }> {
    const path = this.#pathOf(key);
    if (range) assertRange(range);
    signal?.throwIfAborted();
    const file = await onDisk(() => open(path).catch(missing(key)));
    try {
      const found = await onDisk(() => file.stat());
      if (!found.isFile()) throw new AppError('BLOB_MISSING', { key });
      if (range) assertSatisfiable(range, found.size);
      const part = range ?? { start: 0, end: Math.max(0, found.size - 1) };
      const body = file.createReadStream({ ...part, highWaterMark: readBytes, ...(signal && { signal }) });
      return { info: { key, byteSize: found.size, lastModified: found.mtime }, body };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async head(key: string): Promise<BlobInfo | undefined> {
    const path = this.#pathOf(key);
    const found = await onDisk(() => stat(path).catch(absent));
    return found?.isFile() ? { key, byteSize: found.size, lastModified: found.mtime } : undefined;
  }

  async delete(keys: readonly string[]): Promise<void> {
    const paths = keys.map((key) => this.#pathOf(key));
    for (const path of paths) {
      await onDisk(() => rm(path).catch(absent));
      await onDisk(() => pruneUpwards(dirname(path), this.#root));
    }
  }

  list(prefix: string): AsyncIterable<BlobInfo> {
    assertPrefix(prefix);
    return walk(this.#root, prefix);
  }

  async withLocalFile<T>(key: string, use: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (!(await this.head(key))) throw new AppError('BLOB_MISSING', { key });
    return use(this.#pathOf(key));
  }

  /** Does what a put does, so that a file system without hard links or without space is found out early. */
  async check(): Promise<void> {
    const probe = join(this.#temporary, randomUUID());
    try {
      await this.#receive(probe, Buffer.from('probe'), { byteSize: 5 });
      await onDisk(() => link(probe, `${probe}.link`));
    } catch (error) {
      throw new AppError('STORAGE_UNAVAILABLE', undefined, { cause: diskAdvice(this.#root, error) });
    } finally {
      await Promise.allSettled([rm(probe, { force: true }), rm(`${probe}.link`, { force: true })]);
    }
  }

  async removeLeftovers(untouchedSince: Date, begunBefore: Date = untouchedSince): Promise<number> {
    const files = await onDisk(() => sweepFiles(this.#temporary, untouchedSince));
    return files + (await onDisk(() => this.clientWrites.sweep(begunBefore)));
  }

  #pathOf(key: string): string {
    assertKey(key);
    return join(this.#root, key);
  }

  async #receive(path: string, body: Readable | Uint8Array, options: Omit<PutOptions, 'contentType'>) {
    const file = await onDisk(() => inDirectory(this.#temporary, () => open(path, 'wx', 0o600)));
    const writer = new FileWriter(file);
    try {
      for await (const chunk of metered(body, options)) await writer.add(chunk);
      await writer.finish();
      options.signal?.throwIfAborted();
      return await onDisk(() => file.stat());
    } finally {
      await writer.settle();
      await file.close();
    }
  }

  async #publish(temporary: string, target: string): Promise<void> {
    await onDisk(() => inDirectory(dirname(target), () => link(temporary, target)).catch(taken));
    await onDisk(() => syncUpwards(dirname(target), this.#root));
  }
}

const missing = (key: string) => (error: unknown) => {
  throw isAbsent(error) ? new AppError('BLOB_MISSING', { key }) : error;
};

function absent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}

/** ENOTDIR: a blob lies where this key would need a directory. No retry can help, as with a taken key. */
function taken(error: unknown): never {
  const occupied = hasCode(error, 'EEXIST', 'ENOTDIR');
  throw occupied ? new AppError('BLOB_EXISTS', undefined, { cause: error }) : error;
}
