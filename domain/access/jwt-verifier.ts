/** Verifies the JSON Web Tokens of the host application, and remembers for a moment whom it has verified. */
import { hash } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { AppError, isAppError } from '../../platform/errors.ts';
import { GenuineCredential } from './genuine-credential.ts';
import { type ClaimRules, readClaims } from './jwt-claims.ts';
import { type KeySource, verificationKeys } from './jwt-keys.ts';
import type { Viewer } from './viewer.ts';

export interface TokenOptions extends KeySource, ClaimRules {
  readonly issuer: string | undefined;
  readonly audience: readonly string[] | undefined;
  /** Whatever a token says that it is signed with, others are refused: `none` above all. */
  readonly algorithms: readonly string[];
}

/** Where the class of an owner's quotas is kept. */
export interface QuotaClasses {
  readonly has: (name: string) => boolean;
  /** Null: the token names none. */
  readonly assign: (ownerId: string, name: string | null) => Promise<void>;
}

export type VerifyToken = (token: string) => Promise<Viewer>;

/** Clocks of different machines differ by less. A token is accepted for so long after its expiry, and everywhere. */
const clockToleranceSeconds = 5;
/** So long a token is taken without another look at its signature. */
const rememberedMs = 60_000;

/**
 * The check of tokens; undefined where none are configured.
 * It rejects with UNAUTHENTICATED, or with AUTH_UNAVAILABLE when the token cannot be judged.
 */
export function jwtVerifier(options: TokenOptions, quotaClasses: QuotaClasses): VerifyToken | undefined {
  const keys = verificationKeys(options);
  if (!keys) return undefined;
  const { issuer, audience } = options;
  // The configuration sees to it, and nothing may be verified without.
  if (issuer === undefined || !audience?.length) throw new Error('tokens need an issuer and an audience');
  const checks = {
    issuer,
    audience: [...audience],
    algorithms: [...options.algorithms],
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp'],
  };
  const verified = new LRUCache<string, Viewer, string>({
    max: 10_000,
    ttl: rememberedMs,
    // A flood of tokens may push others out of the memory, but not out of being verified.
    ignoreFetchAbort: true,
    fetchMethod: async (_digest, _stale, { context: token, options: entry }) => {
      const payload = await jwtVerify(token, keys, checks).then(({ payload }) => payload, refuse);
      const viewer = await viewerOf(payload, options, quotaClasses);
      entry.ttl = Math.max(1, Math.min(rememberedMs, viewer.expiresAt.getTime() - Date.now()));
      return viewer;
    },
  });
  return async (token) => {
    const digest = hash('sha256', token, 'base64');
    const viewer = await verified.fetch(digest, { context: token });
    if (!viewer) throw new Error('a token was verified and not kept');
    return viewer;
  };
}

async function viewerOf(payload: JWTPayload, rules: ClaimRules, quotaClasses: QuotaClasses) {
  const { subject, scopes, quotaClass } = readClaims(payload, rules, (name) => quotaClasses.has(name));
  if (rules.quotaClaim !== undefined) await quotaClasses.assign(subject, quotaClass);
  const expiresAt = new Date(((payload.exp ?? 0) + clockToleranceSeconds) * 1_000);
  return Object.freeze({ subject, scopes: Object.freeze(scopes), keyId: null, expiresAt } satisfies Viewer);
}

/** Says what kind of fault it is, and nothing of what the token holds. */
function refuse(error: unknown): never {
  if (isAppError(error)) throw error;
  // A key that cannot be used, for example: that is no fault of who asks.
  if (!(error instanceof errors.JOSEError))
    throw new AppError('AUTH_UNAVAILABLE', undefined, { cause: error });
  // Without the error itself, which carries the claims. They are looked at when the signature was right.
  const isGenuine = error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed;
  throw new AppError(
    'UNAUTHENTICATED',
    { reason: reasonOf(error) },
    isGenuine ? { cause: new GenuineCredential() } : {},
  );
}

const claimReasons: Readonly<Record<string, string>> = {
  iss: 'The token was issued by somebody else',
  aud: 'The token is meant for somebody else',
  nbf: 'The token is not valid yet',
  exp: 'The token has no expiry',
};

const reasons: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'The token has expired',
  ERR_JOSE_ALG_NOT_ALLOWED: 'The token’s algorithm is not allowed',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'The token’s signature is wrong',
  ERR_JWKS_NO_MATCHING_KEY: 'The token’s key is not known',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'The token does not say which key it is signed with',
};

function reasonOf(error: errors.JOSEError): string {
  const reason =
    error instanceof errors.JWTClaimValidationFailed ? claimReasons[error.claim] : reasons[error.code];
  return reason ?? 'The token cannot be read';
}
