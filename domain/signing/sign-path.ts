/** Signs URLs that anyone may use until they expire. Pure: the caller brings the keys and the clock. */
import { canonicalQuery, invalid, type QueryParameters } from './canonical-query.ts';
import { isScope, scopeCovers } from './scope.ts';
import { computeSignature, type SigningKey } from './signature.ts';

interface Grant {
  /** GET unless said otherwise; HEAD is the same as GET. */
  readonly method?: string | undefined;
  /** Further parameters of the URL; they are signed too. */
  readonly query?: QueryParameters | undefined;
  readonly now: Date;
  /** The expiry is rounded up to a multiple of this, so that a CDN sees the same URL again. Default: 1. */
  readonly bucketSeconds?: number | undefined;
}

type Expiry = { readonly expiresAt: Date } | { /** Seconds. */ readonly expiresIn: number };

export type ScopeToSign = Grant & Expiry & { readonly scope: string };
export type PathToSign = Grant &
  Expiry & {
    /** As it stands in the request: absolute, percent-encoded. */
    readonly path: string;
    /** Signs every path below this prefix instead of the exact one. */
    readonly scope?: string | undefined;
  };

/**
 * Answers the path with its signed query.
 * @throws AppError INVALID_INPUT when the path, scope, query or expiry cannot be signed.
 */
export function signPath(request: PathToSign, keys: readonly SigningKey[]): string {
  const { path, scope } = request;
  if (!/^\/[!-"$->@-~]*$/.test(path)) throw invalid('path', 'it must be absolute and percent-encoded');
  if (scope === undefined) return `${path}?${signQuery(request, path, keys)}`;
  if (!scopeCovers(scope, path)) throw invalid('scope', `it must be a prefix of ${path} that ends with /`);
  return `${path}?${signScope({ ...request, scope }, keys)}`;
}

/** Answers the query that serves for every path below the scope: a whole srcset, for instance. */
export function signScope(request: ScopeToSign, keys: readonly SigningKey[]): string {
  if (!isScope(request.scope)) throw invalid('scope', 'it must look like /i/{id}/');
  return signQuery(request, request.scope, keys);
}

function signQuery(
  request: Grant & Expiry & { readonly scope?: string | undefined },
  path: string,
  keys: readonly SigningKey[],
): string {
  const [key] = keys;
  if (key === undefined) throw new Error('There is no signing key.');
  const query = canonicalQuery(request.query ?? {}, request.scope);
  const exp = String(expirySeconds(request));
  const signature = computeSignature({ method: request.method ?? 'GET', path, exp, query }, key.secret);
  return `${query === '' ? '' : `${query}&`}exp=${exp}&kid=${key.kid}&sig=${signature}`;
}

function expirySeconds(request: Grant & Expiry): number {
  const bucket = request.bucketSeconds ?? 1;
  const wanted =
    'expiresAt' in request
      ? request.expiresAt.getTime() / 1000
      : request.now.getTime() / 1000 + request.expiresIn;
  if (!(wanted > request.now.getTime() / 1000)) throw invalid('expiry', 'it must lie in the future');
  const rounded = Math.ceil(wanted / bucket) * bucket;
  if (rounded > 99_999_999_999) throw invalid('expiry', 'it is too far away');
  return rounded;
}
