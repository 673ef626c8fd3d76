import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { signPath } from './sign-path.ts';
import { computeSignature } from './signature.ts';
import { verifySignedUrl } from './verify-signed-url.ts';

/** The rows of the table in the document; it was filled with openssl, not with this code. */
const document = readFileSync(new URL('../../docs/signing.md', import.meta.url), 'utf8');
const vectors = [...document.matchAll(/^\| `([A-Z]+) (\S+)`\s+\| `([^`]+)`\s+\| `([\w-]{43})`\s+\|$/gm)].map(
  ([, method = '', url = '', message = '', sig = '']) => ({ method, url, message, sig }),
);
const keys = [{ kid: 'k1', secret: 'darkroom-test-vector-secret-0001' }];
const now = new Date(1_799_999_999_000);
const expiresAt = new Date(1_800_000_000_000);

describe('the vectors in docs/signing.md', () => {
  it('are four', () => expect(vectors).toHaveLength(4));

  it.each(vectors)('$method $url has the documented message and signature', (vector) => {
    const [method = '', path = '', exp = '', query = ''] = vector.message.split(String.raw`\n`);
    expect(computeSignature({ method, path, exp, query }, keys[0]?.secret ?? '')).toBe(vector.sig);
    const url = `${vector.url}&sig=${vector.sig}`;
    expect(verifySignedUrl({ method: vector.method, url, now }, keys)).toMatchObject({
      kid: 'k1',
      expiresAt,
    });
  });

  it.each(vectors)('$method $url is what the signer makes', (vector) => {
    const { pathname, searchParams } = new URL(vector.url, 'http://localhost');
    const { exp, kid, scope, ...query } = Object.fromEntries(searchParams);
    const request = { method: vector.method, path: pathname, query, expiresAt, now };
    const signed = signPath(scope === undefined ? request : { ...request, scope }, keys);
    expect(signed).toBe(`${vector.url}&sig=${vector.sig}`);
    expect({ exp, kid }).toEqual({ exp: '1800000000', kid: 'k1' });
  });
});
