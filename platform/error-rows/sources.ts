/** Why a file cannot be fetched from where it is. */
import { type ErrorRow, row } from './row.ts';

export const sourceErrors = {
  SOURCE_NOT_ALLOWED: row(
    'unprocessable',
    'Nothing is fetched from this URL: give one with http or https, without user name and password, on port 80 or 443, of a host that exists and has public addresses only; at most three redirects are followed, to such URLs.',
  ),
  SOURCE_NOT_FOUND: row('unprocessable', 'There is nothing at this URL: the source answered {status}.'),
  SOURCE_REFUSED: row(
    'unprocessable',
    'The source answered {status} instead of sending the file: give a URL that anybody may fetch.',
  ),
  SOURCE_UNREACHABLE: row(
    'unprocessable',
    'The file could not be fetched from this URL, {reason}: try again later.',
    true,
  ),
} as const satisfies Record<string, ErrorRow>;
