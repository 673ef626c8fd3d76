import { describe, expect, it } from '@jest/globals';
import { anonymous } from '../../domain/access/viewer.ts';
import { anyGuesses } from '../../test/rates.ts';
import { authenticator } from '../authenticate.ts';
import { bySession } from './by-session.ts';
import type { BrowserRequest } from './same-origin.ts';

const publicUrl = 'http://localhost:4000';
const open = { ...anonymous, subject: 'alice' };
const authenticate = authenticator({
  guesses: anyGuesses,
  verifyApiKey: async () => ({ ...anonymous, subject: 'the key’s' }),
  bySession: bySession({ publicUrl, find: async (secret) => (secret === 'open' ? open : undefined) }),
});

const ours = { origin: publicUrl };
const theirs = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };

function asked(method: string | undefined, secret: string, headers: BrowserRequest['headers'], key?: string) {
  const cookie = `darkroom_session_4000=${secret}`;
  return authenticate(key, {
    ip: '203.0.113.7',
    method,
    headers: { cookie, host: 'localhost:4000', ...headers },
  }).then(
    ({ subject }) => subject,
    ({ code }: { code: string }) => code,
  );
}

describe('a request with a session', () => {
  it.each([
    { what: 'of our page', secret: 'open', headers: ours, read: 'alice', change: 'alice' },
    {
      what: 'of another page',
      secret: 'open',
      headers: theirs,
      read: null,
      change: 'CROSS_ORIGIN_REFUSED',
    },
    { what: 'that has ended', secret: 'ended', headers: ours, read: null, change: 'SESSION_ENDED' },
    {
      what: 'that has ended, of another page',
      secret: 'ended',
      headers: theirs,
      read: null,
      change: 'CROSS_ORIGIN_REFUSED',
    },
  ])('$what reads as $read and changes as $change', async ({ secret, headers, read, change }) => {
    for (const method of ['GET', 'HEAD']) expect(await asked(method, secret, headers)).toBe(read);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', undefined])
      expect(await asked(method, secret, headers)).toBe(change);
  });

  it('and a key is the key’s, wherever it comes from', async () => {
    expect(await asked('POST', 'open', theirs, 'Bearer dk_other')).toBe('the key’s');
    expect(await asked('GET', 'open', ours, 'Bearer dk_other')).toBe('the key’s');
  });

  it('and a header that cannot be read is refused, not taken for the session', async () => {
    expect(await asked('GET', 'open', ours, 'Basic eDp5')).toBe('UNAUTHENTICATED');
  });

  it('of another installation on this host is a stranger’s', async () => {
    const request = {
      ip: '203.0.113.7',
      method: 'POST',
      headers: { ...ours, cookie: 'darkroom_session_4001=open' },
    };
    expect((await authenticate(undefined, request)).subject).toBeNull();
  });
});
