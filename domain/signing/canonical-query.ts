/** One spelling for every set of parameters, easy to reproduce in any language. */
import { AppError } from '../../platform/errors.ts';

export type QueryParameters = Readonly<Record<string, string | number>>;

/** The signature's own parameters follow the signed ones, so nothing may be called like them. */
const reserved = new Set(['exp', 'kid', 'sig', 'scope']);

/**
 * Encodes all but A–Z a–z 0–9 - . _ ~ as upper-case %XX of UTF-8 and sorts by encoded name (bytewise).
 * @throws AppError INVALID_INPUT for a name that the signature needs itself.
 */
export function canonicalQuery(parameters: QueryParameters, scope?: string): string {
  const pairs = Object.entries(parameters).map(([name, value]) => {
    if (reserved.has(name)) throw invalid('query', `the parameter ${name} belongs to the signature`);
    return [encode(name), encode(String(value))] as const;
  });
  if (scope !== undefined) pairs.push(['scope', encode(scope)]);
  return pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

export function invalid(field: string, reason: string): AppError {
  return new AppError('INVALID_INPUT', { field, reason });
}

function encode(text: string): string {
  if (!text.isWellFormed()) throw invalid('query', 'it holds half of a surrogate pair');
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
