import { describe, expect, it } from '@jest/globals';
import { assert, dictionary, property, string } from 'fast-check';
import { signPath, signScope } from './sign-path.ts';
import { verifySignedUrl } from './verify-signed-url.ts';

const keys = [{ kid: 'a', secret: 'a'.repeat(32) }];
const now = new Date('2026-01-01T00:00:00.500Z');
const seconds = now.getTime() / 1000;
const expiryOf = (url: string) => Number(/exp=(\d+)/.exec(url)?.[1]);

describe('signing a path', () => {
  it('rounds the expiry up to the bucket, so that the same URL is made again within it', () => {
    const sign = (later: number) =>
      signPath(
        {
          path: '/i/x/thumb.jpg',
          expiresIn: 3600,
          bucketSeconds: 300,
          now: new Date(now.getTime() + later * 1000),
        },
        keys,
      );
    expect(expiryOf(sign(0)) % 300).toBe(0);
    expect(expiryOf(sign(0)) - seconds).toBeGreaterThanOrEqual(3600);
    expect(expiryOf(sign(0)) - seconds).toBeLessThan(3900);
    expect(sign(1)).toBe(sign(299));
    expect(sign(299)).not.toBe(sign(300));
  });

  it('rounds to the next whole second without a bucket', () => {
    expect(expiryOf(signPath({ path: '/i/x', expiresIn: 10, now }, keys))).toBe(Math.ceil(seconds + 10));
  });

  it('makes the query of a scope that serves for every path below it', () => {
    const query = signScope({ scope: '/i/x/', expiresIn: 10, now }, keys);
    expect(signPath({ path: '/i/x/w200.jpg', scope: '/i/x/', expiresIn: 10, now }, keys)).toBe(
      `/i/x/w200.jpg?${query}`,
    );
    for (const path of ['/i/x/w200.jpg', '/i/x/w800.webp', '/i/x/a/b'])
      expect(verifySignedUrl({ method: 'GET', url: `${path}?${query}`, now }, keys).scope).toBe('/i/x/');
  });

  it.each([
    ['a relative path', { path: 'i/x' }],
    ['a path with a query', { path: '/i/x?a=1' }],
    ['a path with a fragment', { path: '/i/x#a' }],
    ['a path with a line break', { path: '/i/x\n1' }],
    ['a path that is not encoded', { path: '/i/é' }],
    ['a scope that does not contain the path', { path: '/i/ab/x', scope: '/i/a/' }],
    ['a scope without a slash at its end', { path: '/i/a/x', scope: '/i/a' }],
    ['a scope of the whole site', { path: '/i/a/x', scope: '/' }],
    ['a parameter with a reserved name', { path: '/i/x', query: { exp: '1' } }],
    ['half of a surrogate pair', { path: '/i/x', query: { a: '\ud800' } }],
    ['an expiry in the past', { path: '/i/x', expiresIn: -1 }],
    ['an expiry that is not a number', { path: '/i/x', expiresIn: Number.NaN }],
    ['an expiry beyond eleven digits', { path: '/i/x', expiresIn: 1e12 }],
  ])('refuses %s', (_, request) => {
    expect(() => signPath({ expiresIn: 60, now, ...request }, keys)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });

  it('signs nothing without a key', () => {
    expect(() => signPath({ path: '/i/x', expiresIn: 60, now }, [])).toThrow('no signing key');
  });

  it('makes a URL that verifies and that parses back to the parameters, whatever they are', () => {
    const text = string({ unit: 'binary' }).filter((name) => !/^(exp|kid|sig|scope|__proto__)$/.test(name));
    assert(
      property(dictionary(text, text, { noNullPrototype: true }), (query) => {
        const url = signPath({ path: '/i/x', query, expiresIn: 60, now }, keys);
        expect(() => verifySignedUrl({ method: 'GET', url, now }, keys)).not.toThrow();
        const parsed = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
        expect(parsed).toMatchObject(query);
        expect(Object.keys(parsed)).toHaveLength(Object.keys(query).length + 3);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
