/** Removes the files that a crashed process left in a directory of its own making. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './disk-fault.ts';

/**
 * Removes the files of a directory that nobody has written to since the given moment, and says how many. Another
 * process may be sweeping, or finishing with a file, at the same time.
 */
export async function sweepFiles(directory: string, olderThan: Date): Promise<number> {
  let removed = 0;
  for (const name of (await readdir(directory).catch(gone)) ?? []) {
    const path = join(directory, name);
    const found = await stat(path).catch(gone);
    if (!found?.isFile() || found.mtime >= olderThan) continue;
    await rm(path, { force: true });
    removed++;
  }
  return removed;
}

function gone(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}
