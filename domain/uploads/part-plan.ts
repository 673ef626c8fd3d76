/** How an upload is cut into parts: all of one size, the last one smaller. */
import { AppError } from '../../platform/errors.ts';

/** S3 takes no more for one upload. */
export const maxParts = 10_000;
const mebibyte = 1024 * 1024;
/** S3 refuses smaller parts, but for the last. */
const minPartBytes = 5 * mebibyte;
/** S3 takes no more in one request. */
export const maxWholeBytes = 5 * 1024 * mebibyte;

interface Plan {
  readonly byteSize: number;
  readonly partBytes: number;
}

/** The wished size, larger where there would be too many parts. */
export const partBytesFor = (byteSize: number, wished: number): number =>
  Math.max(wished, minPartBytes, Math.ceil(byteSize / maxParts));

export const partCountOf = ({ byteSize, partBytes }: Plan): number => Math.ceil(byteSize / partBytes);

export const offsetOfPart = ({ partBytes }: Plan, partNumber: number): number => (partNumber - 1) * partBytes;

/** @throws AppError INVALID_INPUT for a part that the upload does not have. */
export function byteSizeOfPart(plan: Plan, partNumber: number): number {
  const count = partCountOf(plan);
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > count)
    throw new AppError('INVALID_INPUT', {
      field: 'partNumbers',
      reason: `this upload has parts 1 to ${count}`,
    });
  return Math.min(plan.partBytes, plan.byteSize - offsetOfPart(plan, partNumber));
}
