/** Turns the errors of the file system into rows of the error table. */
import { AppError, isAppError } from '../platform/errors.ts';

const errorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  codes.includes(String(errorCode(error)));

/**
 * Runs file system work and translates its failure. It wraps only our own calls, never the reading of a caller's
 * stream, whose error may carry the same codes and must reach the caller unchanged.
 */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error)) throw error;
    const code = hasCode(error, 'ENOSPC', 'EDQUOT') ? 'STORAGE_FULL' : 'STORAGE_UNAVAILABLE';
    throw new AppError(code, undefined, { cause: error });
  }
}

const advice: Readonly<Record<string, string>> = {
  EACCES: 'give the user that runs Darkroom permission to write there',
  EROFS: 'the file system is read-only: remount it or set STORAGE_DIR to another place',
  ENOTDIR: 'something on this path is a file: set STORAGE_DIR to a directory',
  EEXIST: 'something on this path is a file: set STORAGE_DIR to a directory',
  ENOSPC: 'the disk is full: make space',
  EDQUOT: 'the disk quota is used up: raise it or make space',
  EPERM: 'the file system must allow hard links, which keep blobs from being overwritten',
  ENOTSUP: 'the file system must allow hard links, which keep blobs from being overwritten',
  EIO: 'the device fails: look at the kernel’s log',
};

/** What the operator should do about a directory that cannot be used; for the log, not for users. */
export function diskAdvice(directory: string, error: unknown): Error {
  const fault = isAppError(error) ? error.cause : error;
  const code = String(errorCode(fault));
  return new Error(`Blobs cannot be stored in ${directory} (${code}): ${advice[code] ?? String(fault)}.`, {
    cause: fault,
  });
}
