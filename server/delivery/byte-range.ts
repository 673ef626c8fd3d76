/** Which part of a representation a request is for (RFC 9110, 14). One range at most; anything else is the whole. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ByteRange } from '../../storage/blob-store.ts';

export interface Representation {
  readonly etag: string;
  /** Where it says which bytes they are. */
  readonly lastModified: Date | undefined;
  readonly byteSize: number;
}

/**
 * Answers the range, undefined for the whole, or null when the range lies outside. Several ranges, other units and
 * nonsense are ignored, which the RFC allows; a client that asks for thousands of ranges gains nothing.
 */
export function requestedRange(
  headers: IncomingHttpHeaders,
  representation: Representation,
): ByteRange | undefined | null {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(headers.range?.replaceAll(/[ \t]/g, '') ?? '');
  if (!match || !isStillTheSame(headers['if-range'], representation)) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  return satisfy(first, last, representation.byteSize);
}

function satisfy(first: string, last: string, size: number): ByteRange | undefined | null {
  // `-500`: the last 500 bytes, or all of a shorter file.
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return start > end ? null : { start, end };
}

/** A range of what has changed since would be glued to the wrong beginning. Weak tags never match. */
function isStillTheSame(
  condition: string | string[] | undefined,
  { etag, lastModified }: Representation,
): boolean {
  if (condition === undefined) return true;
  const text = String(condition);
  if (text.includes('"')) return text === etag;
  return lastModified !== undefined && Date.parse(text) === wholeSeconds(lastModified);
}

/** HTTP dates have no fractions of a second. */
const wholeSeconds = (date: Date): number => Math.floor(date.getTime() / 1000) * 1000;
