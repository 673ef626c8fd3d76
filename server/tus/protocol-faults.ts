/** What @tus/server refuses by itself, as rows of the error table. */
import { ERRORS } from '@tus/server';
import { AppError, isAppError } from '../../platform/errors.ts';

type Fault = (typeof ERRORS)[keyof typeof ERRORS];

const faults = new Map<Fault, () => AppError>([
  [ERRORS.INVALID_OFFSET, () => new AppError('UPLOAD_OFFSET_MISMATCH')],
  [ERRORS.INVALID_LENGTH, () => new AppError('UPLOAD_LENGTH_REQUIRED')],
  [ERRORS.FILE_NO_LONGER_EXISTS, () => new AppError('UPLOAD_EXPIRED')],
  [ERRORS.ERR_SIZE_EXCEEDED, () => new AppError('UPLOAD_LENGTH_EXCEEDED')],
  [ERRORS.ERR_MAX_SIZE_EXCEEDED, () => new AppError('UPLOAD_LENGTH_EXCEEDED')],
  [ERRORS.FILE_NOT_FOUND, () => new AppError('NOT_FOUND', { what: 'The upload' })],
  // Somebody else wants the lock, and this request has not come to write yet.
  [ERRORS.ABORTED, () => new AppError('UPLOAD_LOCKED')],
]);

/** What the client is told; an error that is no fault of the protocol stays what it is. */
export function faultOf(error: unknown): unknown {
  if (isAppError(error)) return error;
  const known = faults.get(error as Fault)?.();
  if (known) return known;
  const { status_code: status, body = '' } = error as { status_code?: number; body?: string };
  // Thrown as an error of its own, with the status and the words of the table.
  if (status === ERRORS.ERR_MAX_SIZE_EXCEEDED.status_code) return new AppError('UPLOAD_LENGTH_EXCEEDED');
  return status !== undefined && status < 500 ? refused(body) : error;
}

/** Of an answer whose cause the library does not tell. */
export const refused = (words: string): AppError =>
  new AppError('BAD_REQUEST', { reason: words.trim().replace(/\.$/, '') || 'it is not tus 1.0.0' });

export const invalid = (field: string, reason: string): AppError =>
  new AppError('INVALID_INPUT', { field, reason });
