/** One spelling for every set of parameters, easy to reproduce in any language, and the reading of all others. */
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

/**
 * Reads the query of a URL as servers do, whatever its order and encoding.
 * @throws AppError INVALID_INPUT for what has no canonical form: a name that occurs twice, an escape that is none, a fragment.
 */
export function parseQuery(text: string): QueryParameters {
  if (text.includes('#')) throw invalid('query', 'it ends where a # begins a fragment: write %23');
  try {
    decodeURIComponent(text);
  } catch (cause) {
    throw new AppError(
      'INVALID_INPUT',
      { field: 'query', reason: 'it holds a % that escapes nothing' },
      { cause },
    );
  }
  const pairs = [...new URLSearchParams(text)];
  const twice = pairs.find(([name], place) => pairs.findIndex(([other]) => other === name) < place);
  if (twice) throw invalid('query', `the parameter ${twice[0]} occurs twice`);
  return Object.fromEntries(pairs);
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
