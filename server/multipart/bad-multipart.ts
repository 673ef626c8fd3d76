import { AppError } from '../../platform/errors.ts';

/** The client broke the specification; `reason` continues a sentence. */
export function badMultipart(reason: string, cause?: unknown): AppError<'BAD_MULTIPART'> {
  return new AppError('BAD_MULTIPART', { reason }, { cause });
}
