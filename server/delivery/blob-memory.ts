/** Small blobs that were sent lately, within a budget of bytes. Keys name immutable bytes, so nothing here is ever stale. */
import { LRUCache } from 'lru-cache';

export interface BlobMemory {
  get(key: string): Uint8Array | undefined;
  /** Whether a blob of this size would be kept. */
  takes(byteSize: number): boolean;
  keep(key: string, data: Uint8Array): void;
  delete(key: string): void;
}

/** One blob may take so much of the budget: a few large ones must not drive out hundreds that are asked for all the time. */
const largestShare = 1 / 16;

/** What a blob costs besides its bytes, so that a million tiny ones count as what they are. */
const overheadBytes = 512;

export function createBlobMemory(maxBytes: number): BlobMemory {
  const cache = maxBytes > 0 ? new LRUCache<string, Uint8Array>({ maxSize: maxBytes }) : undefined;
  const takes = (byteSize: number): boolean => byteSize + overheadBytes <= maxBytes * largestShare;
  return {
    get: (key) => cache?.get(key),
    takes,
    keep(key, data) {
      if (takes(data.byteLength)) cache?.set(key, data, { size: data.byteLength + overheadBytes });
    },
    delete: (key) => void cache?.delete(key),
  };
}
