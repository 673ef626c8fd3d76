/** Picks the store by what is configured: a bucket means S3, otherwise blobs are files. */
import { isTracing } from '../platform/tracing/span.ts';
import type { BlobStore } from './blob-store.ts';
import { DiskStore } from './disk-store.ts';
import { TracedStore } from './traced-store.ts';

/** The `storage` slice of the configuration. */
export interface StoreOptions {
  readonly directory: string;
  readonly scratchDirectory: string;
  readonly bucket?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly forcePathStyle: boolean;
  readonly checksums: 'supported' | 'required';
  readonly prefix: string;
}

export async function createStore(options: StoreOptions): Promise<BlobStore> {
  const store = await openStore(options);
  return isTracing() ? new TracedStore(store) : store;
}

async function openStore({ directory, bucket, ...options }: StoreOptions): Promise<BlobStore> {
  if (!bucket) return new DiskStore({ directory });
  // The SDK costs 30 MiB and a tenth of a second, which those without a bucket are spared.
  const { S3Store } = await import('./s3-store.ts');
  return new S3Store({ ...options, bucket });
}
