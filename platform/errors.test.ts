import { describe, expect, it } from '@jest/globals';
import { AppError, appErrorFrom, errorTable } from './errors.ts';

describe('the error table', () => {
  it('fills the sentence from the detail', () => {
    const error = new AppError('TOO_MANY_FILES', { limit: 5 });
    expect(error.message).toBe('One request may carry at most 5 files.');
    expect(error).toMatchObject({ kind: 'too_large', retryable: false });
  });

  it('keeps the cause out of the message', () => {
    const error = new AppError('IMAGE_CORRUPT', undefined, { cause: new Error('/secret/path') });
    expect(error.message).not.toContain('secret');
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('does not fill a placeholder from the prototype', () => {
    expect(appErrorFrom({ code: 'BAD_REQUEST', detail: {} })?.message).toContain('{reason}');
    expect(appErrorFrom({ code: 'toString', detail: {} })).toBeUndefined();
  });

  it('ends every sentence so that it can be shown as it is', () => {
    const ours = Object.entries(errorTable).filter(([code]) => !/^(CONFIG_INVALID|START_FAILED)$/.test(code));
    expect(ours.filter(([, { sentence }]) => !sentence.endsWith('.'))).toEqual([]);
  });
});
