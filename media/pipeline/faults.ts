/**
 * Turns what libvips says into a row of the error table. libvips has sentences and no codes, so the sentences are
 * matched here and nowhere else.
 */
import { AppError, isAppError } from '../../platform/errors.ts';

/** Where it went wrong: a pipeline without a raster between its halves is both at once. */
export type Stage = 'decode' | 'encode' | 'both';

/** The failure as one the user can read; the original is its cause. */
export function faultOf(error: unknown, stage: Stage): AppError {
  if (isAppError(error)) return error;
  const message = messageOf(error);
  if (ranOutOfMemory(message)) return new AppError('RENDER_CRASHED', undefined, { cause: error });
  if (stage === 'encode' || isSystemError(error) || (stage === 'both' && isEncoders(message))) {
    return new AppError('RENDER_FAILED', { reason: firstLine(message) }, { cause: error });
  }
  return new AppError('IMAGE_CORRUPT', undefined, { cause: error });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs one stage and translates its failure. */
export async function during<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw faultOf(error, stage);
  }
}

/**
 * libheif words its security limits as allocation errors as well, but those are a property of the file and the same
 * on every attempt.
 */
function ranOutOfMemory(message: string): boolean {
  return (
    /memory|failed to allocate|allocation failed|bufferpool|AOM error/i.test(message) &&
    !/security limit/i.test(message)
  );
}

/** The file could not be read: no fault of the image. */
const isSystemError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error;

const isEncoders = (message: string): boolean => /save|encode|too large for/i.test(message);

const firstLine = (message: string): string => (message.split('\n', 1)[0] ?? '').slice(0, 200);
