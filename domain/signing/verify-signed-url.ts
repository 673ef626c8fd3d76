/**
 * Verifies signed URLs. The bytes of the URL are what was signed: there is no second spelling that passes, so
 * nothing is decoded, sorted or normalised here, and one signed URL is one entry in a cache.
 */
import { AppError } from '../../platform/errors.ts';
import { GenuineCredential } from '../access/genuine-credential.ts';
import { scopeCovers } from './scope.ts';
import { computeSignature, sameSignature, type SigningKey } from './signature.ts';

export interface UrlToVerify {
  readonly method: string;
  /** The request target as it came in: path and query, nothing decoded. */
  readonly url: string;
  readonly now: Date;
  /** How long after its expiry a URL is still good. */
  readonly clockSkewSeconds?: number | undefined;
}

export interface VerifiedUrl {
  readonly kid: string;
  readonly expiresAt: Date;
  /** The prefix that was signed, when it was not the exact path. */
  readonly scope: string | undefined;
  /** The global id of the share that it was signed for: it is worth what that is. */
  readonly share: string | undefined;
}

/** The parameter that binds a signature to a share. */
export const shareParameter = 'share';

/** What the signer appends, in this order and at the very end. */
const tail = /(?:^|&)exp=([1-9]\d{0,10})&kid=([\w-]+)&sig=([\w-]{43})$/;

/** Whether the URL claims to be signed; what it is worth, only `verifySignedUrl` tells. */
export function carriesSignature(url: string): boolean {
  return /[?&]sig=/.test(url);
}

/** @throws AppError SIGNATURE_INVALID unless every byte is as it was signed and it has not expired. */
export function verifySignedUrl(request: UrlToVerify, keys: readonly SigningKey[]): VerifiedUrl {
  const { path, rest, exp, kid, sig, scope } = splitSignedUrl(request.url);
  if (scope !== undefined && !scopeCovers(scope, path)) throw refused();

  const message = { method: request.method, path: scope ?? path, exp, query: rest };
  const genuine = keys.some(
    (key) => key.kid === kid && sameSignature(computeSignature(message, key.secret), sig),
  );
  if (!genuine) throw refused();

  const expiresAt = new Date(Number(exp) * 1000);
  const skew = (request.clockSkewSeconds ?? 0) * 1000;
  // Written so that a clock or skew that is not a number refuses.
  if (!(request.now.getTime() < expiresAt.getTime() + skew)) throw refused(new GenuineCredential());
  return { kid, expiresAt, scope, share: parameterOf(rest, shareParameter) };
}

/** The parts as they are written. @throws AppError SIGNATURE_INVALID when they are not in their places. */
export function splitSignedUrl(url: string) {
  const mark = url.indexOf('?');
  if (mark === -1) throw refused();
  const query = url.slice(mark + 1);
  const match = tail.exec(query);
  const [, exp, kid, sig] = match ?? [];
  if (match === null || exp === undefined || kid === undefined || sig === undefined) throw refused();
  const rest = query.slice(0, match.index);
  return { path: url.slice(0, mark), rest, exp, kid, sig, scope: parameterOf(rest, 'scope') };
}

function parameterOf(query: string, name: string): string | undefined {
  const given = query.split('&').filter((pair) => pair.startsWith(`${name}=`));
  const [pair] = given;
  if (pair === undefined) return undefined;
  if (given.length > 1) throw refused();
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch (cause) {
    throw refused(cause);
  }
}

function refused(cause?: unknown): AppError {
  return new AppError('SIGNATURE_INVALID', undefined, { cause });
}
