/** The message that is signed and its code: the one definition that the signer and the verifier share. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** As `SIGNING_KEYS` gives them: the first signs, all verify. The key is the secret's UTF-8 bytes. */
export interface SigningKey {
  readonly kid: string;
  readonly secret: string;
}

export interface SignedMessage {
  readonly method: string;
  /** The exact path of the request, or the scope. */
  readonly path: string;
  /** Unix seconds in decimal, as in the URL. */
  readonly exp: string;
  /** Every parameter but exp, kid and sig, in canonical form. */
  readonly query: string;
}

/** base64url(HMAC-SHA256(key, METHOD\nPATH\nEXP\nQUERY)), 43 characters without padding. */
export function computeSignature(message: SignedMessage, secret: string): string {
  const { path, exp, query } = message;
  return createHmac('sha256', secret)
    .update(`${signedMethod(message.method)}\n${path}\n${exp}\n${query}`)
    .digest('base64url');
}

/**
 * Compares the text and not the bytes that it stands for: the last character of 43 carries two spare bits, so
 * four spellings decode alike, and only one of them may pass.
 */
export function sameSignature(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Whoever may GET may ask for the head alone. */
function signedMethod(method: string): string {
  const upper = method.toUpperCase();
  return upper === 'HEAD' ? 'GET' : upper;
}
