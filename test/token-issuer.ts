/** A host application for tests: it signs tokens with real keys and publishes them at a real address. */
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

/** What every token says that does not say otherwise; undefined takes a claim away. */
export type Claims = Omit<JWTPayload, 'iss' | 'aud' | 'exp' | 'sub'> & { [claim: string]: unknown };

export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly url: URL;
  /** How often the keys were fetched. */
  readonly fetches: () => number;
  /** What is published, as text. */
  readonly published: () => string;
  /** With the newest key; of alice, for five minutes. */
  sign(claims?: Claims, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** A new key, which is published in place of the others. */
  rotate(): Promise<void>;
  /** Answers otherwise from now on; undefined as before. */
  answer(listener: RequestListener | undefined): void;
  close(): void;
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

export async function openTokenIssuer(algorithm = 'ES256'): Promise<TokenIssuer> {
  let fetched = 0;
  let generation = 0;
  let keys = await newKey();
  let listener: RequestListener | undefined;
  const server = createServer((request, response) => {
    fetched += 1;
    if (listener) listener(request, response);
    else response.end(keys.published);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function newKey() {
    generation += 1;
    const kid = `key-${generation}`;
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
    return { kid, privateKey, published: JSON.stringify({ keys: [jwk] }) };
  }

  const issuer = 'https://app.example/';
  const audience = 'darkroom';
  return {
    issuer,
    audience,
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys.json`),
    fetches: () => fetched,
    published: () => keys.published,
    sign: (claims = {}, header = {}) =>
      new SignJWT({ iss: issuer, aud: audience, sub: 'alice', exp: nowSeconds() + 300, ...claims })
        .setProtectedHeader({ alg: algorithm, kid: keys.kid, ...header })
        .sign(keys.privateKey),
    async rotate() {
      keys = await newKey();
    },
    answer: (given) => (listener = given),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A token as nobody signs it: its parts by hand. */
export const rawToken = (header: object, payload: object, signature = ''): string =>
  [
    ...[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')),
    signature,
  ].join('.');
