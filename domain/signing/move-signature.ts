/** Takes the permission that a signed URL gives along to another spelling of the same path. */
import { computeSignature, type SigningKey } from './signature.ts';
import { splitSignedUrl } from './verify-signed-url.ts';

/**
 * The URL has been verified, and both paths mean the same: the signature is made anew, with the same key, parameters and
 * expiry, so that it is worth exactly as much and ends when that key is retired. A scope covers both paths as it is.
 * @throws AppError SIGNATURE_INVALID.
 */
export function moveSignature(verified: string, path: string, keys: readonly SigningKey[]): string {
  const { rest, exp, kid, sig, scope } = splitSignedUrl(verified);
  const key = keys.find((each) => each.kid === kid);
  const moved =
    scope === undefined && key
      ? computeSignature({ method: 'GET', path, exp, query: rest }, key.secret)
      : sig;
  return `${path}?${rest === '' ? '' : `${rest}&`}exp=${exp}&kid=${kid}&sig=${moved}`;
}
