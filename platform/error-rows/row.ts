/** What a row of the table of errors says. */

/** What sort of failure it is, independent of the transport. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method'
  | 'timeout'
  | 'conflict'
  | 'gone'
  | 'precondition'
  | 'checksum'
  | 'too_large'
  | 'headers_too_large'
  | 'unsupported'
  | 'unprocessable'
  | 'range'
  | 'limited'
  | 'unavailable'
  | 'internal';

export interface ErrorRow {
  readonly kind: ErrorKind;
  /** Whether the same request may succeed later without being changed. */
  readonly retry: boolean;
  /** What the user reads; `{name}` is filled from the error's detail. */
  readonly sentence: string;
}

/** A row of the table. */
export const row = <const S extends string>(kind: ErrorKind, sentence: S, retry = false) =>
  ({ kind, retry, sentence }) as const;
