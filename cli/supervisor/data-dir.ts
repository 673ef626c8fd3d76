/**
 * DATA_DIR, made when absent and held by one supervisor at a time. The lock is the operating system's on an
 * otherwise unused SQLite file: unlike a pid in a file it ends with its holder, however that ends, and a pid
 * that was given to another program cannot be mistaken for it.
 */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../platform/errors.ts';

export interface DataDir {
  release(): void;
}

/** @throws AppError START_FAILED when it cannot be written or somebody else holds it. */
export function openDataDir(path: string): DataDir {
  const dataDir = resolve(path);
  makeWritable(dataDir);
  const lock = new DatabaseSync(join(dataDir, 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    const reason = `Darkroom is already running in ${dataDir}: stop it, or set DATA_DIR (and PORT, ADMIN_PORT, WORKER_ADMIN_PORT) for a second one`;
    throw new AppError('START_FAILED', { reason }, { cause });
  }
  return { release: () => lock.close() };
}

function makeWritable(dataDir: string): void {
  try {
    makeDirectory(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = `The folder ${dataDir} cannot be written (${code}): ${remedy(code)}`;
    throw new AppError('START_FAILED', { reason }, { cause });
  }
}

/** Not `recursive`, which never ends where a file system answers ENOENT to every attempt, as /proc does. */
function makeDirectory(path: string): void {
  const exists = statSync(path, { throwIfNoEntry: false });
  if (exists?.isDirectory()) return;
  if (!exists && path !== dirname(path)) makeDirectory(dirname(path));
  mkdirSync(path);
}

function remedy(code: string | undefined): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'free some space or set DATA_DIR to another disk';
  if (code === 'EROFS') return 'set DATA_DIR to a folder on a disk that is not read-only';
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return 'something else has that name; set DATA_DIR to another folder';
  return 'make it writable for this user or set DATA_DIR to another folder';
}
