/** A store whose reads and writes are spans. Their names and sizes; never a key, which would say where originals are. */
import type { Readable } from 'node:stream';
import { inSpan } from '../platform/tracing/span.ts';
import type { BlobInfo, BlobStore, OpenOptions, PutOptions } from './blob-store.ts';

export class TracedStore implements BlobStore {
  readonly #store: BlobStore;

  constructor(store: BlobStore) {
    this.#store = store;
  }

  get clientWrites(): BlobStore['clientWrites'] {
    return this.#store.clientWrites;
  }

  put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    const { contentType, byteSize } = options;
    const attributes = {
      'darkroom.blob.type': contentType,
      ...(byteSize !== undefined && { 'darkroom.blob.bytes': byteSize }),
    };
    return inSpan('put blob', { kind: 'CLIENT', attributes }, () => this.#store.put(key, body, options));
  }

  open(key: string, options?: OpenOptions): ReturnType<BlobStore['open']> {
    return inSpan('open blob', { kind: 'CLIENT' }, () => this.#store.open(key, options));
  }

  head(key: string): Promise<BlobInfo | undefined> {
    return inSpan('look for blob', { kind: 'CLIENT' }, () => this.#store.head(key));
  }

  delete(keys: readonly string[]): Promise<void> {
    const attributes = { 'darkroom.blob.count': keys.length };
    return inSpan('delete blobs', { kind: 'CLIENT', attributes }, () => this.#store.delete(keys));
  }

  list(prefix: string): AsyncIterable<BlobInfo> {
    return this.#store.list(prefix);
  }

  /** The span is of the copying, which a disk does not need, and not of what is done with it. */
  async withLocalFile<T>(key: string, use: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const copied = Promise.withResolvers<void>();
    inSpan('fetch blob', { kind: 'CLIENT' }, () => copied.promise).catch(() => {});
    const used = this.#store.withLocalFile(
      key,
      (path) => {
        copied.resolve();
        return use(path);
      },
      signal,
    );
    return used.catch((error: unknown) => {
      copied.reject(error);
      throw error;
    });
  }

  check(): Promise<void> {
    return this.#store.check();
  }

  removeLeftovers(untouchedSince: Date, begunBefore?: Date): Promise<number> {
    return this.#store.removeLeftovers(untouchedSince, begunBefore);
  }
}
