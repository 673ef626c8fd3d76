/** What the claims of a verified token mean here: whose it is, what it may do, and of which class its quotas are. */
import type { JWTPayload } from 'jose';
import { AppError } from '../../platform/errors.ts';
import { GenuineCredential } from './genuine-credential.ts';
import { isSubject } from './subject.ts';
import { type Scope, scopes } from './viewer.ts';

export interface ClaimRules {
  readonly subjectClaim: string;
  readonly scopesClaim: string | undefined;
  /** What the names in that claim may do; undefined: scopes stand for themselves, ADMIN for nothing. */
  readonly scopesMap: readonly (readonly [name: string, scopes: readonly Scope[]])[] | undefined;
  /** Of a token without that claim; not of one in which it is empty or null. */
  readonly defaultScopes: readonly Scope[];
  readonly quotaClaim: string | undefined;
}

export interface ReadClaims {
  readonly subject: string;
  readonly scopes: readonly Scope[];
  /** Null: the token names none. */
  readonly quotaClass: string | null;
}

/** @param isQuotaClass whether there is a class of this name. @throws AppError UNAUTHENTICATED */
export function readClaims(
  payload: JWTPayload,
  rules: ClaimRules,
  isQuotaClass: (name: string) => boolean,
): ReadClaims {
  return {
    subject: subjectOf(claimAt(payload, rules.subjectClaim)),
    scopes: scopesOf(rules.scopesClaim && claimAt(payload, rules.scopesClaim), rules),
    quotaClass: quotaClassOf(rules.quotaClaim && claimAt(payload, rules.quotaClaim), isQuotaClass),
  };
}

/** A claim whose name has dots, as those that are URLs, is found before an object on the way. */
function claimAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      payload,
    );
}

/** Applications number their users as well. */
function subjectOf(claim: unknown): string {
  const subject = Number.isSafeInteger(claim) ? String(claim) : claim;
  if (typeof subject === 'string' && isSubject(subject)) return subject;
  throw refused('The token’s subject is missing or not 1 to 255 characters without control characters');
}

function scopesOf(claim: unknown, { scopesMap, defaultScopes }: ClaimRules): readonly Scope[] {
  if (claim === undefined) return defaultScopes;
  // Null: an issuer that says so has no role to tell, like one with an empty list.
  const names = typeof claim === 'string' ? claim.split(' ') : (claim ?? []);
  if (!Array.isArray(names)) throw refused('The token’s roles are neither a text nor a list');
  const meant = new Map(scopesMap ?? unmapped);
  const held = new Set(names.flatMap((name) => meant.get(name as string) ?? []));
  return scopes.filter((scope) => held.has(scope));
}

/** An application that has an ADMIN of its own has not meant ours. */
const unmapped = scopes.filter((scope) => scope !== 'ADMIN').map((scope) => [scope, [scope]] as const);

/** An unknown class is refused: the quotas of everybody may be none at all. */
function quotaClassOf(claim: unknown, isQuotaClass: (name: string) => boolean): string | null {
  if (claim === undefined || claim === null) return null;
  if (typeof claim === 'string' && isQuotaClass(claim)) return claim;
  throw refused('The token’s quota class is not known here');
}

const refused = (reason: string): AppError =>
  new AppError('UNAUTHENTICATED', { reason }, { cause: new GenuineCredential() });
