/** Lists the blobs below a directory while others come and go. */
import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobInfo } from './blob-store.ts';
import { hasCode, onDisk } from './disk-fault.ts';
import { isKey } from './key.ts';

/**
 * Every file under the root whose key starts with the prefix. What cannot be a key (temporary files, lost+found,
 * links) is passed over, and what vanishes while we look was deleted and is no fault.
 */
export async function* walk(root: string, prefix: string, below = ''): AsyncGenerator<BlobInfo> {
  for await (const entry of entriesOf(join(root, below))) {
    const key = below + entry.name;
    if (!isKey(key)) continue;
    if (entry.isDirectory() && mayHold(`${key}/`, prefix)) yield* walk(root, prefix, `${key}/`);
    if (entry.isFile() && key.startsWith(prefix)) yield* fileInfo(root, key);
  }
}

const mayHold = (directory: string, prefix: string): boolean =>
  directory.startsWith(prefix) || prefix.startsWith(directory);

async function* entriesOf(path: string): AsyncGenerator<Dirent> {
  const directory = await onDisk(() => opendir(path, { bufferSize: 256 }).catch(vanished));
  if (directory) yield* directory;
}

async function* fileInfo(root: string, key: string): AsyncGenerator<BlobInfo> {
  const found = await onDisk(() => stat(join(root, key)).catch(vanished));
  if (found) yield { key, byteSize: found.size, lastModified: found.mtime };
}

function vanished(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
}
