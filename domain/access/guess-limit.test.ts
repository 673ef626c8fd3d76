import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../platform/errors.ts';
import { GenuineCredential } from './genuine-credential.ts';
import { createGuessLimit, type GuessLimit, type Shown } from './guess-limit.ts';

const most = 3;
const here = '203.0.113.7';

/** A door with a key, which counts how often it is tried. */
function door(guesses: GuessLimit = createGuessLimit(most)) {
  let tried = 0;
  return {
    tried: () => tried,
    /** What came of it: open, or a code. */
    try: (credential: string, { address = here, kind = 'bearer' }: Partial<Shown> = {}): Promise<string> =>
      guesses
        .judge({ kind, credential, address }, () => {
          tried += 1;
          if (credential.startsWith('right')) return 'open';
          const cause = credential.startsWith('expired') ? new GenuineCredential() : undefined;
          throw new AppError('UNAUTHENTICATED', { reason: 'wrong' }, { cause });
        })
        .catch((error: unknown) => (error as AppError).code),
  };
}

const blocked = 'TOO_MANY_GUESSES';

async function guess(how: ReturnType<typeof door>, times: number, more = {}): Promise<string[]> {
  const answers = [];
  for (let count = 0; count < times; count += 1) answers.push(await how.try(`wrong ${count}`, more));
  return answers;
}

describe('an address that shows wrong credentials', () => {
  it('is refused after so many, and nothing more is tried for it', async () => {
    const it = door();
    expect(await guess(it, most + 2)).toEqual([
      ...Array.from({ length: most }, () => 'UNAUTHENTICATED'),
      blocked,
      blocked,
    ]);
    expect(it.tried()).toBe(most);
    expect(await it.try('right, but never seen before')).toBe(blocked);
  });

  it('is told how long, which is never more than a minute', async () => {
    const guesses = createGuessLimit(1);
    await guess(door(guesses), 1);
    const refusal = await guesses
      .judge({ kind: 'bearer', credential: 'x', address: here }, () => 'open')
      .catch((error: unknown) => error as AppError);
    expect(refusal).toMatchObject({ code: blocked, detail: { limit: 1, seconds: expect.any(Number) } });
    const { seconds } = (refusal as AppError).detail;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it('locks out nobody beside it whose key was right lately', async () => {
    const it = door();
    expect(await it.try('right of a colleague')).toBe('open');
    await guess(it, most);
    expect(await it.try('right of a colleague')).toBe('open');
    expect(await it.try('wrong again')).toBe(blocked);
  });

  it('is listened to no more with what was right and is not any longer', async () => {
    const guesses = createGuessLimit(1);
    const shown = { kind: 'bearer', credential: 'a key', address: here } as const;
    await guesses.judge(shown, () => 'open');
    const revoked = () => {
      throw new AppError('UNAUTHENTICATED', { reason: 'unknown' });
    };
    await expect(guesses.judge(shown, revoked)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(guesses.judge(shown, () => 'open')).rejects.toMatchObject({ code: blocked });
  });

  it('is one with its network of IPv6, and none with another', async () => {
    const it = door();
    await guess(it, most, { address: '2001:db8:1:2::1' });
    expect(await it.try('right, new', { address: '2001:db8:1:2:ffff::9' })).toBe(blocked);
    expect(await it.try('right, newer', { address: '2001:db8:1:3::1' })).toBe('open');
  });

  it('can still use another kind: a page with wrong signatures locks out no key', async () => {
    const it = door();
    await guess(it, most, { kind: 'signature' });
    expect(await it.try('right, new', { kind: 'signature' })).toBe(blocked);
    expect(await it.try('right, new', { kind: 'link' })).toBe('open');
    expect(await it.try('right, new')).toBe('open');
  });

  it('is refused no longer for what was on its way already', async () => {
    const guesses = createGuessLimit(2);
    const it = door(guesses);
    await Promise.all(Array.from({ length: 20 }, (_, count) => it.try(`wrong ${count}`)));
    expect(await it.try('wrong')).toBe(blocked);
  });
});

it('what was right once is no guess, however often it is shown', async () => {
  const it = door();
  for (let count = 0; count < 10; count += 1) expect(await it.try('expired')).toBe('UNAUTHENTICATED');
  expect(await it.try('right, new')).toBe('open');
});

it('what fails for another reason is no guess: a database that is away locks out nobody', async () => {
  const guesses = createGuessLimit(1);
  const away = () => Promise.reject(new AppError('AUTH_UNAVAILABLE'));
  const shown = { kind: 'bearer', credential: 'a token', address: here } as const;
  for (let count = 0; count < 3; count += 1)
    await expect(guesses.judge(shown, away)).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' });
  expect(await guesses.judge(shown, () => 'open')).toBe('open');
});

it('a limit of 0 is none', async () => {
  expect(new Set(await guess(door(createGuessLimit(0)), 50))).toEqual(new Set(['UNAUTHENTICATED']));
});
