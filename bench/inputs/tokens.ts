/** A host application: it signs tokens in the ways that are usual, and publishes its keys. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';

/** A token, and what a server has to be told to take it. */
export interface SignedToken {
  readonly algorithm: string;
  readonly token: string;
  readonly environment: Readonly<Record<string, string>>;
}

const meant = { JWT_ISSUER: 'https://app.example/', JWT_AUDIENCE: 'darkroom' };

/** One token of each kind for the subject, as long as `use` runs. */
export async function withTokens<T>(
  subject: string,
  use: (tokens: readonly SignedToken[]) => Promise<T>,
): Promise<T> {
  const sign = (header: JWTHeaderParameters, key: Parameters<SignJWT['sign']>[0]): Promise<string> =>
    new SignJWT()
      .setProtectedHeader(header)
      .setIssuer(meant.JWT_ISSUER)
      .setAudience(meant.JWT_AUDIENCE)
      .setSubject(subject)
      .setExpirationTime('1h')
      .sign(key);

  const pairs = await Promise.all(
    ['ES256', 'RS256'].map(async (alg) => {
      const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
      const jwk = { ...(await exportJWK(publicKey)), kid: alg, alg, use: 'sig' };
      return { algorithm: alg, jwk, token: await sign({ alg, kid: alg }, privateKey) };
    }),
  );
  const published = JSON.stringify({ keys: pairs.map(({ jwk }) => jwk) });
  const server = createServer((_, response) => response.end(published)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const secret = randomBytes(32).toString('base64url');
  const shared = {
    algorithm: 'HS256',
    token: await sign({ alg: 'HS256' }, new TextEncoder().encode(secret)),
    environment: { ...meant, JWT_SECRET: secret },
  };
  const environment = { ...meant, JWT_JWKS_URL: `http://127.0.0.1:${port}/keys.json` };
  try {
    return await use([shared, ...pairs.map(({ algorithm, token }) => ({ algorithm, token, environment }))]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
