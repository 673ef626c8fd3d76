/** A stored blob as it is sent: from memory when it was sent lately, else from the store, and then remembered. */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobStore, ByteRange } from '../../storage/blob-store.ts';
import type { BlobMemory } from './blob-memory.ts';
import type { BlobToSend } from './send-blob.ts';

interface StoredBlob {
  readonly storageKey: string;
  readonly byteSize: number;
  /** When it was made just now. */
  readonly data?: Uint8Array | undefined;
}

export function rememberedBlob(
  { store, memory }: { store: Pick<BlobStore, 'open'>; memory: BlobMemory },
  { storageKey, byteSize, data }: StoredBlob,
): Pick<BlobToSend, 'xCache' | 'open'> {
  if (data) memory.keep(storageKey, data);
  const remembered = data ?? memory.get(storageKey);
  return {
    xCache: data ? 'miss' : remembered ? 'memory' : 'store',
    async open(range, signal) {
      if (remembered) return part(remembered, range);
      const { body } = await store.open(storageKey, { range, signal });
      // What does not fit into the memory is passed on as it comes.
      return range || !memory.takes(byteSize) ? body : remember(memory, storageKey, body);
    },
  };
}

const part = (data: Uint8Array, range: ByteRange | undefined): Uint8Array =>
  range ? data.subarray(range.start, range.end + 1) : data;

async function remember(memory: BlobMemory, key: string, body: Readable): Promise<Uint8Array> {
  const data = await buffer(body);
  memory.keep(key, data);
  return data;
}
