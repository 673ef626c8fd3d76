/**
 * The promise that every store keeps: immutable bytes under keys. A blob is visible whole or not at all, and
 * nothing is overwritten. `contract.ts` beside this file is the suite that each implementation passes.
 */
import type { Readable } from 'node:stream';
import type { ClientWrites } from './client-writes.ts';

export interface BlobInfo {
  readonly key: string;
  readonly byteSize: number;
  readonly lastModified: Date;
}

export interface ByteRange {
  readonly start: number;
  /** Inclusive, as in HTTP. */
  readonly end: number;
}

export interface PutOptions {
  readonly contentType: string;
  /** The exact size where it is known beforehand; without it the store streams in bounded parts. */
  readonly byteSize?: number | undefined;
  /**
   * Aborting leaves nothing behind, and the put rejects with the signal's reason. Once the whole body has arrived and is
   * being made visible it is too late: then the put ends as it would have.
   */
  readonly signal?: AbortSignal | undefined;
}

export interface OpenOptions {
  readonly range?: ByteRange | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BlobStore {
  /** How clients write without the API in between. */
  readonly clientWrites: ClientWrites;
  /**
   * Stores the whole body durably before it resolves. A stream is read to its end or destroyed, and its own error comes
   * out unchanged. After STORAGE_UNAVAILABLE nobody knows: whoever claimed the key deletes it.
   * @throws AppError BLOB_EXISTS when the key is taken, SIZE_MISMATCH, STORAGE_FULL, STORAGE_UNAVAILABLE.
   */
  put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo>;
  /**
   * Opens a blob for streaming; `info.byteSize` is the size of the whole. The body is all the bytes asked for or an
   * error, and its reader has to read it to its end or destroy it.
   * @throws AppError BLOB_MISSING, RANGE_NOT_SATISFIABLE, STORAGE_UNAVAILABLE.
   */
  open(key: string, options?: OpenOptions): Promise<{ info: BlobInfo; body: Readable }>;
  head(key: string): Promise<BlobInfo | undefined>;
  /** Deletes the keys; one that does not exist is no fault, so that deletion can be repeated. */
  delete(keys: readonly string[]): Promise<void>;
  /** Every blob whose key starts with the prefix, in no promised order. */
  list(prefix: string): AsyncIterable<BlobInfo>;
  /**
   * Calls `use` with the path of a local file that holds the blob: the blob itself on disk (read only), a
   * scratch copy otherwise, which is removed afterwards. Render processes read files, not networks.
   */
  withLocalFile<T>(key: string, use: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Resolves when the store can be used. @throws AppError STORAGE_UNAVAILABLE, whose cause says what to do. */
  check(): Promise<void>;
  /**
   * Removes what crashed processes left behind; says how many. Files (temporary ones, scratch copies) go when nobody has
   * touched them since `untouchedSince`: an hour at least, for other processes may be at work. Of multipart uploads only
   * the beginning is known, and clients may be sending parts of a direct upload for as long as that may take: they go
   * when they were begun before `begunBefore`.
   */
  removeLeftovers(untouchedSince: Date, begunBefore?: Date): Promise<number>;
}
