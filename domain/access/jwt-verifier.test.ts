import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SignJWT } from 'jose';
import type { AppError } from '../../platform/errors.ts';
import { nowSeconds, openTokenIssuer, rawToken, type TokenIssuer } from '../../test/token-issuer.ts';
import { jwtVerifier, type QuotaClasses, type TokenOptions, type VerifyToken } from './jwt-verifier.ts';

let issuer: TokenIssuer;
beforeEach(async () => {
  issuer = await openTokenIssuer();
});
afterEach(() => {
  issuer.close();
  jest.restoreAllMocks();
});

const noClasses: QuotaClasses = { has: () => false, assign: async () => {} };

const optionsOf = (more: Partial<TokenOptions> = {}): TokenOptions => ({
  jwksUrl: issuer.url,
  jwksCooldownSeconds: 30,
  secret: undefined,
  issuer: issuer.issuer,
  audience: [issuer.audience],
  algorithms: ['ES256'],
  subjectClaim: 'sub',
  scopesClaim: undefined,
  scopesMap: undefined,
  defaultScopes: ['READ', 'UPLOAD'],
  quotaClaim: undefined,
  ...more,
});

function verifier(more: Partial<TokenOptions> = {}, classes = noClasses): VerifyToken {
  const verify = jwtVerifier(optionsOf(more), classes);
  if (!verify) throw new Error('no verifier');
  return verify;
}

const refusal = (verified: Promise<unknown>): Promise<AppError> =>
  verified.then(
    () => {
      throw new Error('it was accepted');
    },
    (error: AppError) => error,
  );

/** What is said of a token, without what to do instead. */
async function reasonFor(token: string, verify = verifier()): Promise<string> {
  const { code, message } = await refusal(verify(token));
  expect(code).toBe('UNAUTHENTICATED');
  expect(message).not.toContain(token);
  return message.split(':')[0] ?? '';
}

describe('a token', () => {
  it('says whose it is, what it may do, and until when', async () => {
    const exp = nowSeconds() + 60;
    const viewer = await verifier()(await issuer.sign({ exp }));
    expect(viewer).toEqual({
      subject: 'alice',
      scopes: ['READ', 'UPLOAD'],
      keyId: null,
      expiresAt: new Date((exp + 5) * 1_000),
    });
    expect(Object.isFrozen(viewer)).toBe(true);
  });

  it('is nothing that anybody looks at where none are configured', () => {
    expect(jwtVerifier(optionsOf({ jwksUrl: undefined }), noClasses)).toBeUndefined();
  });

  it('may be for several, as long as we are among them', async () => {
    const verify = verifier({ audience: ['darkroom', 'media'] });
    expect(await verify(await issuer.sign({ aud: ['shop', 'media'] }))).toMatchObject({ subject: 'alice' });
  });

  it.each([1, 4])('is still accepted %i seconds after its expiry, as clocks differ', async (seconds) => {
    const token = await issuer.sign({ exp: nowSeconds() - seconds });
    expect(await verifier()(token)).toMatchObject({ subject: 'alice' });
  });

  it('signed with a shared secret is accepted where that is configured', async () => {
    const secret = 's'.repeat(32);
    const verify = verifier({ jwksUrl: undefined, secret, algorithms: ['HS256'] });
    const sign = (key: string, alg = 'HS256') =>
      new SignJWT({ iss: issuer.issuer, aud: issuer.audience, sub: 'bob', exp: nowSeconds() + 60 })
        .setProtectedHeader({ alg })
        .sign(Buffer.from(key));
    expect(await verify(await sign(secret))).toMatchObject({ subject: 'bob' });
    expect(await reasonFor(await sign('t'.repeat(32)), verify)).toBe('The token’s signature is wrong');
    expect(await reasonFor(await sign('s'.repeat(64), 'HS512'), verify)).toBe(
      'The token’s algorithm is not allowed',
    );
  });

  it.each([
    ['from another issuer', { iss: 'https://evil.example' }, 'The token was issued by somebody else'],
    ['without an issuer', { iss: undefined }, 'The token was issued by somebody else'],
    ['from an issuer that only begins alike', { iss: 'https://app.example' }, 'The token was issued by'],
    ['for another audience', { aud: 'shop' }, 'The token is meant for somebody else'],
    ['for no audience', { aud: undefined }, 'The token is meant for somebody else'],
    ['for an audience that is an object', { aud: { darkroom: true } }, 'The token is meant for somebody'],
    ['that has expired', { exp: nowSeconds() - 10 }, 'The token has expired'],
    ['without an expiry', { exp: undefined }, 'The token has no expiry'],
    ['whose expiry is a text', { exp: '2999-01-01' }, 'The token has no expiry'],
    ['that is not valid yet', { nbf: nowSeconds() + 60 }, 'The token is not valid yet'],
    ['without a subject', { sub: undefined }, 'The token’s subject is missing'],
    ['with an empty subject', { sub: ' ' }, 'The token’s subject is missing'],
    ['with a subject of 256 characters', { sub: 'x'.repeat(256) }, 'The token’s subject is missing'],
    ['with a NUL in its subject', { sub: 'alice\u0000' }, 'The token’s subject is missing'],
    ['with half a character as its subject', { sub: '\ud800' }, 'The token’s subject is missing'],
    ['whose subject is an object', { sub: { id: 'alice' } }, 'The token’s subject is missing'],
    ['whose subject is a list', { sub: ['alice'] }, 'The token’s subject is missing'],
  ])('%s is refused', async (_what, claims, reason) => {
    expect(await reasonFor(await issuer.sign(claims))).toContain(reason);
  });

  it('has a subject of 255 characters at most, and any that an owner can be', async () => {
    for (const sub of ['x'.repeat(255), 'auth0|5f7', 'Ünal 張', "'; DROP TABLE images; --"])
      expect(await verifier()(await issuer.sign({ sub }))).toMatchObject({ subject: sub });
  });

  it('that is not signed is refused, however its algorithm is spelled', async () => {
    const payload = { iss: issuer.issuer, aud: issuer.audience, sub: 'alice', exp: nowSeconds() + 60 };
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '', undefined, null, ['ES256']])
      for (const signature of ['', 'AAAA'])
        expect(await reasonFor(rawToken({ alg, typ: 'JWT' }, payload, signature))).toMatch(
          /algorithm is not allowed|cannot be read/,
        );
  });

  it('signed with the public key as if it were a secret is refused', async () => {
    const rsa = await openTokenIssuer('RS256');
    const verify = verifier({ jwksUrl: rsa.url, algorithms: ['RS256'] });
    expect(await verify(await rsa.sign())).toMatchObject({ subject: 'alice' });
    const [jwk] = (JSON.parse(rsa.published()) as { keys: { n: string }[] }).keys;
    const payload = { iss: rsa.issuer, aud: rsa.audience, sub: 'alice', exp: nowSeconds() + 60 };
    for (const secret of [rsa.published(), JSON.stringify(jwk), jwk?.n ?? '']) {
      const unsigned = rawToken({ alg: 'HS256', kid: 'key-1' }, payload).slice(0, -1);
      const signature = createHmac('sha256', secret).update(unsigned).digest('base64url');
      expect(await reasonFor(`${unsigned}.${signature}`, verify)).toBe(
        'The token’s algorithm is not allowed',
      );
    }
    rsa.close();
  });

  it('of somebody with keys of their own is refused, also where it brings them along', async () => {
    const stranger = await openTokenIssuer();
    const [jwk] = (JSON.parse(stranger.published()) as { keys: { kty: string }[] }).keys;
    const verify = verifier();
    for (const header of [{}, { jwk }, { jku: stranger.url.href }, { x5u: stranger.url.href }])
      expect(await reasonFor(await stranger.sign({}, header as object), verify)).toBe(
        'The token’s signature is wrong',
      );
    expect(stranger.fetches()).toBe(0);
    stranger.close();
  });

  it.each([
    '../../../../dev/null',
    "x' UNION SELECT 'key",
    'http://127.0.0.1/keys.json',
    '__proto__',
    '0',
    '',
    '*',
    'key-1\u0000',
    'x'.repeat(200),
  ])('whose kid is %j finds no key by it', async (kid) => {
    const reason = await reasonFor(await issuer.sign({}, { kid }));
    expect(reason).toBe('The token’s key is not known');
  });

  it.each([
    ['nothing but dots', '..'],
    ['no JSON', 'eyJub3QganNvbg.eyJub3QganNvbg.AAAA'],
    ['a list', rawToken([], [], 'AAAA')],
    ['what must be understood and is not', rawToken({ alg: 'ES256', crit: ['exp'], exp: 1 }, {}, 'AAAA')],
    ['a body that is not encoded', rawToken({ alg: 'ES256', b64: false, crit: ['b64'] }, {}, 'AAAA')],
  ])('that holds %s is refused', async (_what, token) => {
    expect(await reasonFor(token)).toMatch(/The token/);
  });

  it('in which anything was changed is refused', async () => {
    const verify = verifier();
    const token = await issuer.sign();
    await verify(token);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const admin = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('alice', 'admin'),
    ).toString('base64url');
    const other = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    for (const changed of [`${header}.${admin}.${signature}`, `${header}.${payload}.${other}`])
      expect(await reasonFor(changed, verify)).toBe('The token’s signature is wrong');
  });
});

describe('published keys', () => {
  it('are fetched once for many tokens that come at the same time, and kept', async () => {
    const verify = verifier();
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => issuer.sign({ sub: `user ${n}` })));
    await Promise.all(tokens.map(verify));
    await verify(await issuer.sign());
    expect(issuer.fetches()).toBe(1);
  });

  it('are found without a restart when the application has new ones', async () => {
    const verify = verifier({ jwksCooldownSeconds: 0 });
    const old = await issuer.sign({ sub: 'before' });
    await verify(old);
    await issuer.rotate();
    expect(await verify(await issuer.sign({ sub: 'after' }))).toMatchObject({ subject: 'after' });
    expect(issuer.fetches()).toBe(2);
    const another = await issuer.sign({ sub: 'before' }, { kid: 'key-1' });
    expect(await reasonFor(another, verify)).toBe('The token’s key is not known');
  });

  it('are not fetched again and again for keys that nobody knows', async () => {
    const verify = verifier();
    for (let n = 0; n < 20; n++)
      expect(await reasonFor(await issuer.sign({}, { kid: `unknown ${n}` }), verify)).toContain('not known');
    expect(issuer.fetches()).toBe(1);
  });

  it('several of which fit are told apart by kid alone', async () => {
    const keys = (JSON.parse(issuer.published()) as { keys: object[] }).keys;
    issuer.answer((_, response) =>
      response.end(JSON.stringify({ keys: [...keys, { ...keys[0], kid: 'b' }] })),
    );
    const verify = verifier();
    await verify(await issuer.sign());
    expect(await reasonFor(await issuer.sign({}, { kid: undefined as never }), verify)).toContain(
      'which key',
    );
  });

  it.each<[string, Parameters<TokenIssuer['answer']>[0]]>([
    ['cannot be served', (_, response) => response.writeHead(500).end()],
    ['are no JSON', (_, response) => response.end('<html>')],
    ['are no keys', (_, response) => response.end('{"keys":"all"}')],
    ['are elsewhere', (_, response) => response.writeHead(302, { location: issuer.url.href }).end()],
    [
      'are endless',
      (_, response) => response.end(JSON.stringify({ keys: [], padding: 'x'.repeat(600_000) })),
    ],
    ['are cut off', (request, response) => void (response.write('{"keys":['), request.socket.destroy())],
  ])('that %s are no fault of the token, and are asked for again', async (_what, listener) => {
    issuer.answer(listener);
    const verify = verifier();
    const token = await issuer.sign();
    const failure = await refusal(verify(token));
    expect(failure).toMatchObject({ code: 'AUTH_UNAVAILABLE', kind: 'unavailable', retryable: true });
    expect(failure.cause).toBeDefined();
    issuer.answer(undefined);
    // Within a second nobody asks again.
    await expect(verify(token)).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' });
    expect(issuer.fetches()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await verify(token)).toMatchObject({ subject: 'alice' });
  });

  it('that nobody serves at all are no fault of the token either', async () => {
    const token = await issuer.sign();
    issuer.close();
    await expect(verifier()(token)).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' });
  });

  it('that are too short to be safe are not used', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'short', alg: 'RS256' };
    issuer.answer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
    const token = rawToken({ alg: 'RS256', kid: 'short' }, {}, 'A'.repeat(170));
    const verify = verifier({ algorithms: ['RS256'] });
    await expect(verify(token)).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' });
  });
});

describe('a verified token', () => {
  /** The second time the keys would be needed, there are none. */
  async function verifiedOnce(claims: Record<string, unknown>) {
    const verify = verifier({ jwksCooldownSeconds: 0 });
    const token = await issuer.sign(claims);
    await verify(token);
    await issuer.rotate();
    // A token of the new key makes the verifier forget the old one.
    await verify(await issuer.sign({ sub: 'other' }));
    return () => verify(token);
  }

  it('is not looked at again for a minute', async () => {
    const again = await verifiedOnce({});
    const now = performance.now.bind(performance);
    // The clock of the memory, which reads it at most once a millisecond.
    const later = async (ms: number) => {
      jest.spyOn(performance, 'now').mockImplementation(() => now() + ms);
      await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await later(59_000);
    expect(await again()).toMatchObject({ subject: 'alice' });
    await later(61_000);
    await expect(again()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused when it has expired, though it was verified before', async () => {
    const verify = verifier();
    const token = await issuer.sign({ exp: nowSeconds() - 3 });
    await verify(token);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await reasonFor(token, verify)).toBe('The token has expired');
  });

  it('tells the class of its owner’s quotas, which is kept', async () => {
    const kept: unknown[] = [];
    const verify = verifier(
      { quotaClaim: 'plan' },
      { has: (name) => name === 'pro', assign: async (...assigned) => void kept.push(assigned) },
    );
    await verify(await issuer.sign({ plan: 'pro' }));
    await verify(await issuer.sign({}));
    expect(kept).toEqual([
      ['alice', 'pro'],
      ['alice', null],
    ]);
    for (const plan of ['gold', '__proto__'])
      expect(await reasonFor(await issuer.sign({ plan }), verify)).toContain('quota class');
    expect(kept).toHaveLength(2);
  });

  it('is verified also in a flood of others that the memory cannot hold', async () => {
    const verify = verifier();
    // The keys are there: a flood on a slow machine may hold up their answer for longer than it is waited for.
    await verify(await issuer.sign());
    const [good, ...flood] = [
      verify(await issuer.sign({ fresh: true })),
      ...Array.from({ length: 10_001 }, (_, n) => refusal(verify(rawToken({ alg: 'none', n }, {})))),
    ];
    expect(await good).toMatchObject({ subject: 'alice' });
    const codes = new Set((await Promise.all(flood)).map(({ code }) => code));
    expect([...codes]).toEqual(['UNAUTHENTICATED']);
  });

  it('costs one look for many requests that come at the same time', async () => {
    let looks = 0;
    const classes = { has: () => true, assign: async () => void (looks += 1) };
    const verify = verifier({ quotaClaim: 'plan' }, classes);
    const token = await issuer.sign({ plan: 'pro' });
    await Promise.all(Array.from({ length: 50 }, () => verify(token)));
    expect(looks).toBe(1);
  });
});
