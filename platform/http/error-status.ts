/** The HTTP status of each kind of failure, for every route. */
import type { AppError, ErrorKind } from '../errors.ts';

const statuses: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method: 405,
  timeout: 408,
  conflict: 409,
  gone: 410,
  precondition: 412,
  // As tus has it.
  checksum: 460,
  too_large: 413,
  unsupported: 415,
  range: 416,
  headers_too_large: 431,
  unprocessable: 422,
  limited: 429,
  unavailable: 503,
  internal: 500,
};

export const statusOfKind = (kind: ErrorKind): number => statuses[kind];

export const statusOf = (error: AppError): number => statusOfKind(error.kind);
