/** Types of variables that say what the tokens of a host application mean here. */
import { z } from 'zod';
import { listOf, type } from './variable.ts';

export const asymmetric = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** Each with the bytes that its key needs at least (RFC 7518, 3.2). */
export const symmetric = { HS256: 32, HS384: 48, HS512: 64 } as const;

/** `none` is no member, and cannot be configured. */
export type TokenAlgorithm = (typeof asymmetric)[number] | keyof typeof symmetric;

const known: readonly string[] = [...asymmetric, ...Object.keys(symmetric)];

export const algorithms = listOf(known.join(', '), (part) =>
  known.includes(part) ? (part as TokenAlgorithm) : undefined,
);

export const texts = listOf('texts', (part) => part);

export const webUrl = type(
  'a URL of http or https without user name and password',
  z
    .url({ protocol: /^https?$/ })
    .transform((given) => new URL(given))
    .refine(({ username, password }) => username === '' && password === ''),
);

const scopes = ['READ', 'UPLOAD', 'MANAGE', 'ADMIN'] as const;
type GivenScope = (typeof scopes)[number];

const scopeOf = (text: string): GivenScope | undefined => scopes.find((scope) => scope === text.trim());

/** ADMIN comes by a name alone that somebody has mapped to it, and never because a token says nothing. */
export const ordinaryScopes = type(
  'a comma-separated list of READ, UPLOAD, MANAGE, or NONE',
  z.string().transform((given, context): readonly GivenScope[] => {
    if (given.trim() === 'NONE') return [];
    const read = given.split(',').map(scopeOf);
    const ordinary = read.filter((scope) => scope !== undefined && scope !== 'ADMIN') as GivenScope[];
    if (ordinary.length < read.length) context.addIssue('not all of them are');
    return ordinary;
  }),
);

/** `name:rest` at the last colon: names of the host may be URLs. */
function named<T>(part: string, parse: (rest: string) => T | undefined): [string, T] | undefined {
  const colon = part.lastIndexOf(':');
  const value = colon > 0 ? parse(part.slice(colon + 1)) : undefined;
  return value === undefined ? undefined : [part.slice(0, colon).trim(), value];
}

function scopesOf(text: string): readonly GivenScope[] | undefined {
  const read = text.split('+').map(scopeOf);
  return read.includes(undefined) ? undefined : (read as GivenScope[]);
}

/** `role:SCOPE+SCOPE` pairs. */
export const scopesByRole = listOf(
  'role:SCOPE+SCOPE such as editor:READ+UPLOAD+MANAGE, of READ, UPLOAD, MANAGE and ADMIN',
  (part) => named(part, scopesOf),
);

const quotaNames = { bytes: 'bytes', images: 'images', 'uploads-per-day': 'uploadsPerDay' } as const;
type GivenQuotas = { [Name in (typeof quotaNames)[keyof typeof quotaNames]]?: number };

function quotasOf(text: string): GivenQuotas | undefined {
  const quotas: GivenQuotas = {};
  for (const part of text.split('+')) {
    const [, name = '', amount = ''] = /^\s*([a-z-]+)=(\d{1,15})\s*$/.exec(part) ?? [];
    if (!Object.hasOwn(quotaNames, name)) return undefined;
    quotas[quotaNames[name as keyof typeof quotaNames]] = Number(amount);
  }
  return quotas;
}

/** `class:quota=amount+quota=amount` pairs. */
export const quotaClasses = listOf(
  'class:quota=amount+quota=amount such as free:bytes=1000000000+images=100+uploads-per-day=20',
  (part) => named(part, quotasOf),
);
