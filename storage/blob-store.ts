/**
 * The promise that every store keeps: immutable bytes under keys. A blob is visible whole or not at all, and
 * nothing is overwritten. `contract.ts` beside this file is the suite that each implementation passes.
 */
import type { Readable } from 'node:stream';

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
  /** Aborting leaves nothing behind. */
  readonly signal?: AbortSignal | undefined;
}

export interface OpenOptions {
  readonly range?: ByteRange | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BlobStore {
  /** Stores the whole body durably before it resolves. @throws AppError BLOB_EXISTS when the key is taken. */
  put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo>;
  /** Opens a blob for streaming; `info.byteSize` is the size of the whole. @throws AppError BLOB_MISSING. */
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
  /** Resolves when the store can be read and written. @throws AppError STORAGE_UNAVAILABLE. */
  check(): Promise<void>;
  /**
   * Removes what crashed processes left behind (temporary files, scratch copies, unfinished multipart uploads) and
   * nobody has touched since `olderThan`; says how many. Other processes may be at work: leave them an hour or more.
   */
  removeLeftovers(olderThan: Date): Promise<number>;
}
