/** Who plays the columns of the matrix: real keys, tokens, links and signatures, in force and ended. */
import { SignJWT } from 'jose';
import { insertApiKey, revokeApiKey } from '../../domain/access/api-keys.ts';
import { signIn } from '../../domain/access/sessions.ts';
import { createSignInLink } from '../../domain/access/sign-in-links.ts';
import type { Scope } from '../../domain/access/viewer.ts';
import { newToken } from '../../domain/access/random-token.ts';
import { signPath } from '../../domain/signing/sign-path.ts';
import type { SigningKey } from '../../domain/signing/signature.ts';
import { sql } from '../../platform/database/sql.ts';
import { forged } from '../delivery.ts';
import { admin, type Harness, testSigningKey } from '../harness.ts';
import { seedImages } from '../seed.ts';
import { sessionCookie } from '../../server/sessions/session-cookie.ts';
import { wholeServerUrl } from '../whole-server.ts';
import { nowSeconds, rawToken } from '../token-issuer.ts';
import type { Column } from './answers.ts';
import type { HttpQuestion } from './row.ts';
import type { Links } from './targets.ts';

export interface Bearer {
  /** What they have. */
  readonly name: string;
  readonly column: Column;
  readonly authorization?: string;
  /** What a browser adds by itself. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The token of the link that they hold, of all that lead to an image; default: one that is none. */
  readonly link?: keyof Links;
  /** The path with its query, signed. Default: without a signature. */
  readonly sign?: (request: HttpQuestion) => string;
}

const secret = 'the secret of the application, of which it says nothing';

/** What the server is told of the application whose tokens it takes. */
export const tokenEnvironment = {
  JWT_SECRET: secret,
  JWT_ISSUER: 'https://app.example/',
  JWT_AUDIENCE: 'darkroom',
  JWT_SCOPES_CLAIM: 'scopes',
  JWT_SCOPES_MAP: 'READ:READ,UPLOAD:UPLOAD,MANAGE:MANAGE,staff:ADMIN',
};

/** A token that nobody holds. */
export const unknownToken = newToken();

const ordinary: readonly Scope[] = ['READ', 'UPLOAD', 'MANAGE'];

export async function createBearers({ database }: Harness): Promise<readonly Bearer[]> {
  const key = async (ownerId: string, scopes: readonly Scope[], more: { expiresIn?: number } = {}) =>
    insertApiKey(database.manager, { ownerId, name: 'matrix', scopes, ...more });
  const withKey = async (
    column: Column,
    ownerId: string,
    scopes: readonly Scope[],
    name = `a key of ${ownerId}`,
  ): Promise<Bearer> => ({ column, name, authorization: `Bearer ${(await key(ownerId, scopes)).secret}` });

  const claims = { iss: 'https://app.example/', aud: 'darkroom', sub: 'alice', scopes: ordinary };
  const token = async (more: Record<string, unknown>, signedWith = secret): Promise<string> => {
    const said = { ...claims, exp: nowSeconds() + 3_600, ...more };
    const signed = new SignJWT(said).setProtectedHeader({ alg: 'HS256' });
    return `Bearer ${await signed.sign(new TextEncoder().encode(signedWith))}`;
  };
  const ended = (name: string, authorization: string): Bearer => ({
    column: 'ended key',
    name,
    authorization,
  });

  const revoked = await key('alice', ordinary);
  await revokeApiKey(database, admin, revoked.apiKey.id);
  const expired = await key('alice', ordinary, { expiresIn: 3_600 });
  await sql(database, `UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [
    expired.apiKey.id,
  ]);

  // Whoever may follow their images has one in work, so that something comes at once.
  await seedImages(
    database,
    ['alice', 'bob', 'rex', 'eve', 'uma', 'rita', 'root', 'staff'].map((ownerId) => ({ ownerId })),
  );

  return [
    { column: 'anonymous', name: 'nobody' },
    await withKey('owner', 'alice', ordinary),
    { column: 'owner', name: 'a token of alice', authorization: await token({}) },
    { column: 'owner', name: 'a session of alice', headers: await sessionOf(database, 'alice') },
    await withKey('READ', 'alice', ['READ']),
    { column: 'READ', name: 'a token with READ', authorization: await token({ scopes: ['READ'] }) },
    await withKey('UPLOAD', 'alice', ['UPLOAD']),
    await withKey('MANAGE', 'alice', ['MANAGE']),
    await withKey('admin', 'root', ['ADMIN']),
    {
      column: 'admin',
      name: 'a token of staff',
      authorization: await token({ sub: 'staff', scopes: ['staff'] }),
    },
    await withKey('other', 'bob', ordinary),
    await withKey('other', 'rex', ordinary, 'whose share was revoked'),
    await withKey('other', 'eve', ordinary, 'whose share has expired'),
    await withKey('other', 'uma', ordinary, 'whose share is used up'),
    await withKey('recipient', 'rita', ordinary),
    { column: 'link', name: 'a link', link: 'inForce' },
    { column: 'signature', name: 'a signed URL', sign: signer({ keys: [testSigningKey] }) },
    ended('a revoked key', `Bearer ${revoked.secret}`),
    ended('an expired key', `Bearer ${expired.secret}`),
    ended('an expired token', await token({ exp: nowSeconds() - 3_600 })),
    ended('a token for somebody else', await token({ aud: 'elsewhere' })),
    ended('a token that another application signed', await token({}, 'x'.repeat(64))),
    ended(
      'a token that nobody signed',
      `Bearer ${rawToken({ alg: 'none' }, { ...claims, exp: nowSeconds() + 60 })}`,
    ),
    { column: 'ended link', name: 'a revoked link', link: 'revoked' },
    { column: 'ended link', name: 'an expired link', link: 'expired' },
    { column: 'ended link', name: 'a link that is used up', link: 'usedUp' },
    {
      column: 'ended signature',
      name: 'an expired URL',
      sign: signer({ keys: [testSigningKey], daysAgo: 1 }),
    },
    {
      column: 'ended signature',
      name: 'a URL that was changed',
      sign: (request) => forged(signer({ keys: [testSigningKey] })(request)),
    },
    {
      column: 'ended signature',
      name: 'a URL that was signed with a retired key',
      sign: signer({ keys: [{ kid: 'k0', secret: 'y'.repeat(32) }] }),
    },
  ];
}

/** As a page of the server itself sends it. */
async function sessionOf(
  database: Harness['database'],
  ownerId: string,
): Promise<Readonly<Record<string, string>>> {
  const token = await createSignInLink(database, { ownerId, seconds: 60 });
  const browser = { userAgent: undefined, address: '127.0.0.1', earlier: undefined };
  const secret = await signIn(database, { token, seconds: 3_600, ...browser });
  const [cookie = ''] = sessionCookie(wholeServerUrl).set(secret, 3_600).split(';');
  return { cookie, 'sec-fetch-site': 'same-origin' };
}

const signer =
  ({ keys, daysAgo = 0 }: { keys: readonly SigningKey[]; daysAgo?: number }) =>
  ({ method, path, query }: HttpQuestion): string =>
    signPath(
      // An absent query and one without parameters are signed alike.
      { path, method, query, now: new Date(Date.now() - daysAgo * 86_400_000), expiresIn: 3_600 },
      keys,
    );
