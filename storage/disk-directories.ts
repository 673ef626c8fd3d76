/**
 * Directories come and go with the blobs in them: made when one is needed, removed when the last one leaves. Both
 * happen at once in several processes, so every step takes losing a race for granted.
 */
import { mkdir, open, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './disk-fault.ts';

/** Each attempt lost means that a deletion removed the directory just then; so many in a row is another fault. */
const attempts = 100;

/** Runs work that needs a directory, and makes the directory when it turns out to be missing. */
export async function inDirectory<T>(directory: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (attempt > 1) await makeDirectory(directory);
      return await work();
    } catch (error) {
      if (!hasCode(error, 'ENOENT') || attempt === attempts) throw error;
    }
  }
}

/**
 * Not `mkdir` with `recursive`, which takes a directory that vanishes under its hands for a file (ENOTDIR). Here ENOENT
 * alone means a lost race, and ENOTDIR a file in the way.
 */
async function makeDirectory(directory: string): Promise<void> {
  const make = () => mkdir(directory, { mode: 0o700 }).catch(unless('EEXIST'));
  try {
    await make();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    await makeDirectory(dirname(directory));
    await make();
  }
}

/**
 * Makes the names on the way from the root to this directory durable. All of them and not only the new ones: the
 * process that made one of them a moment ago may not have come to its own sync yet. At the same time, so that the file
 * system can write them in one go; until all have returned nothing was promised, so their order is nobody's matter.
 */
export async function syncUpwards(directory: string, root: string): Promise<void> {
  await Promise.all([...pathsUpTo(directory, root, true)].map(syncDirectory));
}

/** Removes the directory and those above it, below the root, as far as they are empty. */
export async function pruneUpwards(directory: string, root: string): Promise<void> {
  for (const path of pathsUpTo(directory, root, false)) {
    if (!(await removeIfEmpty(path))) return;
  }
}

function* pathsUpTo(directory: string, root: string, inclusive: boolean): Generator<string> {
  for (let path = directory; path !== root; path = dirname(path)) yield path;
  if (inclusive) yield root;
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path).catch(unless('ENOENT'));
  if (!handle) return; // the blob was deleted again meanwhile, and its directory with it
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const removeIfEmpty = (path: string): Promise<boolean> =>
  rmdir(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return true;
      unless('ENOTEMPTY', 'EEXIST', 'EBUSY', 'ENOTDIR')(error);
      return false;
    },
  );

const unless =
  (...codes: string[]) =>
  (error: unknown): undefined => {
    if (!hasCode(error, ...codes)) throw error;
  };
