import { describe, expect, it } from '@jest/globals';
import { mayShowSession, sessionCookie } from './session-cookie.ts';

const secret = 'A'.repeat(43);
const plain = sessionCookie('http://localhost:4000');
const secure = sessionCookie('https://media.example');

describe('the cookie of a session', () => {
  it('is hidden from scripts and from other sites', () => {
    expect(plain.set(secret, 60)).toBe(
      `darkroom_session_4000=${secret}; Max-Age=60; Path=/; HttpOnly; SameSite=Strict`,
    );
  });

  it('is of this host alone over https', () => {
    expect(secure.set(secret, 60)).toBe(
      `__Host-darkroom_session=${secret}; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Strict`,
    );
  });

  it('is cleared with the same attributes, or browsers would keep it', () => {
    expect(secure.clear()).toBe(
      '__Host-darkroom_session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict',
    );
  });

  it('is read among others, and by its whole name alone', () => {
    expect(plain.read(`theme=dark; darkroom_session_4000=${secret}; x=1`)).toBe(secret);
    expect(plain.read(`darkroom_session_4001=${secret}`)).toBeUndefined();
    expect(plain.read(`my_darkroom_session_4000=${secret}`)).toBeUndefined();
    expect(plain.read('x=darkroom_session_4000')).toBeUndefined();
    expect(plain.read(undefined)).toBeUndefined();
  });

  it('without the prefix is none over https: a neighbour could have set it', () => {
    expect(secure.read(`darkroom_session=${secret}; darkroom_session_443=${secret}`)).toBeUndefined();
    expect(secure.read(`__Host-darkroom_session=${secret}`)).toBe(secret);
  });

  it('is suspected wherever it may be, for what is kept for everybody', () => {
    for (const cookie of [plain, secure]) expect(mayShowSession(cookie.set(secret, 60))).toBe(true);
    expect([mayShowSession(undefined), mayShowSession('theme=dark')]).toEqual([false, false]);
  });
});
