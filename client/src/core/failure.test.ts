import { describe, expect, it } from '@jest/globals';
import { asFailure, DarkroomError, isPassing, refusalOf } from './failure.ts';

const refusal = (text: string, facts: { status?: number; retryAfter?: string } = {}) =>
  refusalOf({ status: facts.status ?? 200, text, retryAfter: facts.retryAfter ?? null });

describe('refusalOf', () => {
  it('reads what GraphQL refuses', () => {
    const text = JSON.stringify({
      errors: [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(refusal(text).toFailure()).toEqual({
      code: 'UNAUTHENTICATED',
      message: 'Sign in.',
      whatToDo: 'sign-in',
    });
  });

  it('reads what REST and tus refuse', () => {
    const text = JSON.stringify({ code: 'FILE_TOO_LARGE', detail: 'At most 5 bytes.', title: 'Too large' });
    expect(refusal(text, { status: 413 }).toFailure()).toEqual({
      code: 'FILE_TOO_LARGE',
      message: 'At most 5 bytes.',
      whatToDo: 'change-file',
    });
  });

  it.each(['', '<html>Bad gateway</html>', 'null', '[]', '{"errors":{}}', '{"code":7}'])(
    'makes a sentence of what is no answer of Darkroom: %s',
    (text) => {
      const { code, message, whatToDo } = refusal(text, { status: 502 }).toFailure();
      expect({ code, whatToDo }).toEqual({ code: 'UNEXPECTED_ANSWER', whatToDo: 'retry' });
      expect(message).toContain('502');
    },
  );

  it('reads how long to wait, in seconds or as a date, and never less than nothing', () => {
    expect(refusal('', { status: 429, retryAfter: '7' }).retryAfterMs).toBe(7_000);
    const soon = new Date(Date.now() + 60_000).toUTCString();
    expect(refusal('', { status: 503, retryAfter: soon }).retryAfterMs).toBeGreaterThan(50_000);
    for (const retryAfter of ['-5', 'Thu, 01 Jan 1970 00:00:00 GMT', 'soon'])
      expect(refusal('', { status: 503, retryAfter }).retryAfterMs).toBe(0);
  });
});

describe('isPassing', () => {
  it.each([408, 425, 429, 500, 502, 503])('holds of %d', (status) => {
    expect(isPassing(refusal('', { status }))).toBe(true);
  });

  it.each([400, 401, 403, 404, 409, 413, 422])('does not hold of %d', (status) => {
    expect(isPassing(refusal('', { status }))).toBe(false);
  });

  it('holds of faults that pass, whatever their status', () => {
    expect(isPassing(new DarkroomError('NETWORK', ''))).toBe(true);
    expect(isPassing(new DarkroomError('IDEMPOTENCY_KEY_IN_USE', ''))).toBe(true);
    expect(isPassing(new DarkroomError('QUOTA_EXCEEDED', ''))).toBe(false);
    expect(isPassing(new TypeError('a bug'))).toBe(false);
  });
});

describe('asFailure', () => {
  it('says what would help', () => {
    const helps = (code: string) => asFailure(new DarkroomError(code, '')).whatToDo;
    expect(helps('QUOTA_EXCEEDED')).toBe('make-room');
    expect(helps('DAILY_QUOTA_EXCEEDED')).toBe('retry');
    expect(helps('IMAGE_CORRUPT')).toBe('change-file');
    expect(helps('UNKNOWN_PROFILE')).toBe('change-request');
  });

  it('shows what is no refusal as well', () => {
    expect(asFailure(new Error('a bug'))).toEqual({ code: 'INTERNAL', message: 'a bug', whatToDo: 'retry' });
    expect(asFailure('thrown')).toMatchObject({ code: 'INTERNAL', message: 'thrown' });
  });
});
