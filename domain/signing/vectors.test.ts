import { describe, expect, it } from '@jest/globals';
import { signingVectors, vectorKey } from '../../test/signing-vectors.ts';
import { signPath } from './sign-path.ts';
import { computeSignature } from './signature.ts';
import { verifySignedUrl } from './verify-signed-url.ts';

const keys = [vectorKey];
const now = new Date(1_799_999_999_000);
const expiresAt = new Date(1_800_000_000_000);

describe('the vectors in docs/signing.md', () => {
  it('are four', () => expect(signingVectors).toHaveLength(4));

  it.each(signingVectors)('$method $url has the documented message and signature', (vector) => {
    const [method = '', path = '', exp = '', query = ''] = vector.message.split(String.raw`\n`);
    expect(computeSignature({ method, path, exp, query }, vectorKey.secret)).toBe(vector.sig);
    const url = `${vector.url}&sig=${vector.sig}`;
    expect(verifySignedUrl({ method: vector.method, url, now }, keys)).toMatchObject({
      kid: 'k1',
      expiresAt,
    });
  });

  it.each(signingVectors)('$method $url is what the signer makes', (vector) => {
    const { pathname, searchParams } = new URL(vector.url, 'http://localhost');
    const { exp, kid, scope, ...query } = Object.fromEntries(searchParams);
    const request = { method: vector.method, path: pathname, query, expiresAt, now };
    const signed = signPath(scope === undefined ? request : { ...request, scope }, keys);
    expect(signed).toBe(`${vector.url}&sig=${vector.sig}`);
    expect({ exp, kid }).toEqual({ exp: '1800000000', kid: 'k1' });
  });
});
