/** One thing that can be wrong with an installation, and how all of them are looked at. */
import { AppError, isAppError } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';

export interface Check {
  readonly name: string;
  /** What is found when all is well, or a warning. @throws what is wrong, as a sentence that says what to do. */
  readonly look: () => Promise<string | Warning> | string | Warning;
}

/** It works, and not as well as it could. */
export interface Warning {
  readonly warning: string;
}

export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly says: string;
}

const patienceMs = 30_000;

export async function lookAt({ name, look }: Check): Promise<Finding> {
  try {
    const found = await within(patienceMs, Promise.resolve(look()));
    return typeof found === 'string'
      ? { name, state: 'ok', says: found }
      : { name, state: 'warning', says: found.warning };
  } catch (error) {
    return { name, state: 'failed', says: sentenceOf(error) };
  }
}

/** The store keeps its advice for the operator in the cause; users are told less. */
function sentenceOf(error: unknown): string {
  if (isAppError(error) && error.code === 'STORAGE_UNAVAILABLE' && error.cause instanceof Error)
    return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

/** What a check throws when it knows better than the error what to do. */
export const advice = (reason: string, cause?: unknown): AppError =>
  new AppError('START_FAILED', { reason }, { cause });
