/** The test vectors of docs/signing.md, read from its table; that was filled with openssl, not with this code. */
import { readFileSync } from 'node:fs';

interface SigningVector {
  readonly method: string;
  /** The path with its query, all but `sig`. */
  readonly url: string;
  /** With `\n` spelt out. */
  readonly message: string;
  readonly sig: string;
}

/** The document itself. */
export const signingDocument = readFileSync(new URL('../docs/signing.md', import.meta.url), 'utf8');

const row = /^\| `([A-Z]+) (\S+)`\s+\| `([^`]+)`\s+\| `([\w-]{43})`\s+\|$/gm;

export const signingVectors: readonly SigningVector[] = [...signingDocument.matchAll(row)].map(
  ([, method = '', url = '', message = '', sig = '']) => ({ method, url, message, sig }),
);

/** The key that signed them. */
export const vectorKey = { kid: 'k1', secret: 'darkroom-test-vector-secret-0001' };
