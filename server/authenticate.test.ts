import { describe, expect, it } from '@jest/globals';
import { anonymous, type Viewer } from '../domain/access/viewer.ts';
import { anyGuesses } from '../test/rates.ts';
import { authenticator } from './authenticate.ts';

const request = { headers: {}, ip: '203.0.113.7' };

const viewerNamed =
  (subject: string) =>
  async (secret: string): Promise<Viewer> => ({ ...anonymous, subject: `${subject} ${secret}` });
const both = authenticator({
  guesses: anyGuesses,
  verifyApiKey: viewerNamed('key'),
  verifyToken: viewerNamed('token'),
});

/** What the header was taken for. */
const taken = async (header: string | undefined, authenticate = both) =>
  (await authenticate(header, request)).subject?.split(' ')[0] ?? null;

const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.c2ln';

describe('a bearer', () => {
  it.each([
    ['an API key', `dk_${'A'.repeat(43)}`, 'key'],
    ['a key of the operator’s own choice', 'correct.horse.battery-staple-and-more', 'key'],
    ['a token', token, 'token'],
    ['a token whose JSON begins with a space', 'eyAiYWxnIjoiRVMyNTYifQ.e30.AAAA', 'token'],
    ['a token without a signature', token.replace(/\w+$/, ''), 'token'],
    ['a token of 8,000 characters', `${token}${'A'.repeat(8_000 - token.length)}`, 'token'],
    ['four parts', `${token}.AAAA`, 'key'],
  ])('that is %s is told by its form', async (_what, secret, kind) => {
    expect(await taken(`Bearer ${secret}`)).toBe(kind);
    expect(await taken(`bearer ${secret}`)).toBe(kind);
  });

  it('is a key where no tokens are accepted', async () => {
    const keysAlone = authenticator({ guesses: anyGuesses, verifyApiKey: viewerNamed('key') });
    expect(await taken(`Bearer ${token}`, keysAlone)).toBe('key');
  });

  it('that is missing is nobody', async () => {
    expect(await taken(undefined)).toBeNull();
    expect(await taken('')).toBeNull();
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    `Bearer ${token} ${token}`,
    `Bearer ${token}\u0000`,
    `Bearer ${'A'.repeat(8_193)}`,
    token,
  ])('that is no bearer is refused: %s', async (header) => {
    await expect(both(header, request)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
