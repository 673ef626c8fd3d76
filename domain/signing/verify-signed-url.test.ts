import { describe, expect, it } from '@jest/globals';
import { isAppError } from '../../platform/errors.ts';
import { signPath } from './sign-path.ts';
import { computeSignature, type SigningKey } from './signature.ts';
import { carriesSignature, verifySignedUrl } from './verify-signed-url.ts';

const key: SigningKey = { kid: 'k2', secret: 'the-new-secret-of-thirty-two-chars' };
const old: SigningKey = { kid: 'k1', secret: 'the-old-secret-of-thirty-two-chars' };
const now = new Date(1_799_999_000_000);
const expiresAt = new Date(1_800_000_000_000);
const path = '/i/img_1/300x200-q50.jpg';
const sign = (more: object = {}, keys = [key, old]) => signPath({ path, expiresAt, now, ...more }, keys);

function passes(url: string, more: object = {}, keys: readonly SigningKey[] = [key, old]): boolean {
  try {
    verifySignedUrl({ method: 'GET', url, now, ...more }, keys);
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === 'SIGNATURE_INVALID') return false;
    throw error;
  }
}

describe('verifying a signed URL', () => {
  it.each([
    ['an exact path', sign()],
    ['a path with parameters', sign({ query: { download: '1', name: 'a b.jpg' } })],
    ['a scope', sign({ scope: '/i/img_1/' })],
  ])('refuses every change of a single byte: %s', (_, url) => {
    expect(passes(url)).toBe(true);
    const accepted: string[] = [];
    for (let index = 0; index < url.length; index++) {
      // The name of the rendition is free below a scope; everything else is not.
      if (url.includes('scope=') && index >= '/i/img_1/'.length && index < path.length) continue;
      const before = url.slice(0, index);
      const after = url.slice(index + 1);
      const variants = Array.from({ length: 256 }, (_, byte) => before + String.fromCharCode(byte) + after)
        .filter((variant) => variant !== url)
        .concat(before + after, before + url[index] + url.slice(index));
      accepted.push(...variants.filter((variant) => passes(variant)));
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['another order', (url: string) => url.replace(/(a=1)&(b=2)/, '$2&$1')],
    ['exp before the parameters', (url: string) => url.replace(/(a=1&b=2)&(exp=\d+)/, '$2&$1')],
    ['kid before exp', (url: string) => url.replace(/(exp=\d+)&(kid=\w+)/, '$2&$1')],
    ['a parameter twice', (url: string) => url.replace('a=1', 'a=1&a=1')],
    ['a second sig', (url: string) => `${url}&sig=${'A'.repeat(43)}`],
    ['a second exp', (url: string) => url.replace('exp=', 'exp=1900000000&exp=')],
    ['a later exp', (url: string) => url.replace('exp=1800000000', 'exp=1900000000')],
    ['exp with a leading zero', (url: string) => url.replace('exp=', 'exp=0')],
    ['a parameter added', (url: string) => url.replace('a=1', 'a=1&c=3')],
    ['a parameter added behind', (url: string) => `${url}&c=3`],
    ['a parameter removed', (url: string) => url.replace('a=1&', '')],
    ['a value that is encoded in another way', (url: string) => url.replace('a=1', 'a=%31')],
    ['a name that is encoded in another way', (url: string) => url.replace('a=1', '%61=1')],
    ['a path that is encoded in another way', (url: string) => url.replace('/i/', '/%69/')],
    ['a doubled slash', (url: string) => url.replace('/i/', '/i//')],
    ['a dot segment', (url: string) => url.replace('/i/', '/./i/')],
    ['padding behind sig', (url: string) => `${url}=`],
    ['an empty parameter', (url: string) => url.replace('?', '?&')],
    ['a second question mark', (url: string) => url.replace('?', '??')],
    ['a fragment', (url: string) => `${url}#`],
    ['an absolute URL', (url: string) => `http://localhost${url}`],
    ['no signature', () => path],
    ['an empty signature', (url: string) => url.replace(/sig=.*/, 'sig=')],
    ['nothing at all', () => ''],
    ['a line break', (url: string) => `${url}\n`],
  ])('refuses %s', (_, change) => {
    const url = sign({ query: { b: '2', a: '1' } });
    expect(passes(url)).toBe(true);
    expect(change(url)).not.toBe(url);
    expect(passes(change(url))).toBe(false);
  });

  it('accepts until the second of the expiry and not in it', () => {
    const url = sign();
    const at = (seconds: number, clockSkewSeconds?: number) =>
      passes(url, { now: new Date(expiresAt.getTime() + seconds * 1000), clockSkewSeconds });
    expect([at(-1), at(-0.001), at(0), at(1)]).toEqual([true, true, false, false]);
    expect([at(9, 10), at(10, 10), at(11, 10)]).toEqual([true, false, false]);
    expect(passes(url, { now: new Date(Number.NaN) })).toBe(false);
    expect(passes(url, { clockSkewSeconds: Number.NaN })).toBe(false);
  });

  it('answers what was granted', () => {
    const request = { method: 'GET', url: sign({ scope: '/i/img_1/' }), now };
    expect(verifySignedUrl(request, [key])).toEqual({ kid: 'k2', expiresAt, scope: '/i/img_1/' });
  });

  it('takes HEAD for GET and no other method for another', () => {
    expect(passes(sign(), { method: 'HEAD' })).toBe(true);
    expect(passes(sign({ method: 'HEAD' }), { method: 'GET' })).toBe(true);
    for (const method of ['PUT', 'POST', 'DELETE', 'OPTIONS', 'GET\n'])
      expect(passes(sign(), { method })).toBe(false);
    expect(passes(sign({ method: 'PUT' }), { method: 'PUT' })).toBe(true);
    expect(passes(sign({ method: 'PUT' }))).toBe(false);
  });

  it.each([
    '/i/img_12/x300.jpg',
    '/i/img_1',
    '/i/img_1/',
    '/i/img_1/../img_2/x300.jpg',
    '/i/img_1/..',
    '/i/img_1/./x300.jpg',
    '/i/img_1//x300.jpg',
    '/i/img_1/%2e%2e/img_2/x300.jpg',
    String.raw`/i/img_1/..\img_2/x300.jpg`,
    '/I/img_1/x300.jpg',
    '/x/i/img_1/x300.jpg',
  ])('keeps a scope to what is below it: not %s', (other) => {
    const query = sign({ scope: '/i/img_1/' }).split('?')[1];
    expect(passes(`/i/img_1/original?${query}`)).toBe(true);
    expect(passes(`${other}?${query}`)).toBe(false);
  });

  it('does not take the signature of an exact path for one of a scope', () => {
    const url = signPath({ path: '/i/img_1/', expiresAt, now }, [key]);
    expect(passes(url)).toBe(true);
    expect(passes(url.replace('/i/img_1/?', `${path}?scope=%2Fi%2Fimg_1%2F&`))).toBe(false);
  });

  it.each([
    ['', 'scope='],
    ['/', 'scope=/'],
    ['/i/img_1', 'scope=/i/img_1'],
    ['i/img_1/', 'scope=i/img_1/'],
    ['/i/../', 'scope=/i/../'],
    ['%', 'scope=%'],
    ['/i/img_1/', 'scope=/i/img_1/&scope=/i/img_1/'],
  ])('refuses the scope "%s" as %s even when a key holder signed it', (scope, query) => {
    const sig = computeSignature({ method: 'GET', path: scope, exp: '1800000000', query }, key.secret);
    expect(passes(`${path}?${query}&exp=1800000000&kid=k2&sig=${sig}`)).toBe(false);
  });

  it('rotates: signs with the first key, verifies with all, forgets a retired one', () => {
    const before = sign({}, [old]);
    const after = sign({}, [key, old]);
    expect(after).toContain('kid=k2');
    expect([passes(before), passes(after)]).toEqual([true, true]);
    expect([passes(before, {}, [key]), passes(after, {}, [key])]).toEqual([false, true]);
    expect(passes(before.replace('kid=k1', 'kid=k2'))).toBe(false);
  });

  it('fails closed without keys', () => expect(passes(sign(), {}, [])).toBe(false));

  it('sees whether a URL claims to be signed', () => {
    expect([sign(), '/i/x?sig=', path, '/i/sig=x', '/i/x?nosig=1'].map(carriesSignature)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
