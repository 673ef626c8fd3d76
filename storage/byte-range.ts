/** Checks a range the same way for every store. */
import { AppError } from '../platform/errors.ts';
import type { ByteRange } from './blob-store.ts';

/** @throws TypeError when the range is no range at all: S3 would ignore it and send the whole blob. */
export function assertRange({ start, end }: ByteRange): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new TypeError(`Not a byte range: ${start}-${end}`);
  }
}

/** @throws AppError RANGE_NOT_SATISFIABLE when a blob of this size has no byte of the range. */
export function assertSatisfiable({ start }: ByteRange, byteSize: number): void {
  if (start >= byteSize) throw new AppError('RANGE_NOT_SATISFIABLE');
}
