/**
 * What a request makes its answer depend on (RFC 9110, 13). A server asks in the order of 13.2.2: whether a precondition has
 * failed, then whether the client has these bytes already; the condition of a range is for `byte-range.ts`.
 */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import fresh from 'fresh';

type Asked = Pick<IncomingMessage, 'headers'>;

/** Whether a request bears what `hasFailed` looks at: few do. */
export const hasPrecondition = ({ headers }: Asked): boolean =>
  headers['if-match'] !== undefined || headers['if-unmodified-since'] !== undefined;

/** Whether the client wants these bytes only if they are others than they are. `sent` are the headers of the whole. */
export function hasFailed({ headers: asked }: Asked, sent: OutgoingHttpHeaders): boolean {
  const { 'if-match': match, 'if-unmodified-since': unmodifiedSince } = asked;
  if (match !== undefined) return !(match.trim() === '*' || tagsOf(match).includes(String(sent['etag'])));
  // Where there is no date, or none that can be read, the condition is none. No comparison with NaN is true.
  return Date.parse(String(sent['last-modified'])) > Date.parse(unmodifiedSince ?? '');
}

/** As they are written: a weak one is equal to no strong one. */
const tagsOf = (list: string): string[] => list.match(/(?:W\/)?"[^"]*"/g) ?? [];

/**
 * Whether the client has these bytes already. `Cache-Control: no-cache` makes caches ask us, and this is our
 * answer: every fetch() with a condition of its own sends both, and would never be told 304 otherwise.
 */
export function isFresh({ headers: asked }: Asked, sent: OutgoingHttpHeaders): boolean {
  const { 'if-none-match': noneMatch, 'if-modified-since': modifiedSince } = asked;
  return fresh({ 'if-none-match': noneMatch, 'if-modified-since': modifiedSince }, sent);
}
