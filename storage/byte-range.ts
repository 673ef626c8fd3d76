/** Checks a range the same way for every store. */
import { AppError } from '../platform/errors.ts';
import type { ByteRange } from './blob-store.ts';

/** @throws TypeError when the range is no range at all: S3 would ignore it and send the whole blob. */
export function assertRange({ start, end }: ByteRange): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new TypeError(`Not a byte range: ${start}-${end}`);
  }
}

/** The part of the range that a blob of this size has. @throws AppError RANGE_NOT_SATISFIABLE when there is none. */
export function clampRange(range: ByteRange, byteSize: number): ByteRange {
  if (range.start >= byteSize) throw new AppError('RANGE_NOT_SATISFIABLE');
  return { start: range.start, end: Math.min(range.end, byteSize - 1) };
}
