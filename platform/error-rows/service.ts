/** What is wrong with the service itself, or with how it was set up. */
import { type ErrorRow, row } from './row.ts';

export const serviceErrors = {
  PURGE_FAILED: row(
    'unavailable',
    'The CDN {provider} could not be told to forget, {reason}: check what CDN_PROVIDER needs, and purge again.',
    true,
  ),
  WEBHOOK_SECRET_SEALED: row(
    'internal',
    'The key {kid} does not decrypt the secret of a webhook endpoint: put the key back into WEBHOOK_SECRET_KEYS, or rotate the secret.',
  ),
  STORAGE_UNAVAILABLE: row('unavailable', 'The storage does not answer: try again shortly.', true),
  STORAGE_FULL: row('unavailable', 'The storage is full: nothing can be stored until space is made.', true),
  BLOB_EXISTS: row('precondition', 'Something is stored under this key already, and nothing is overwritten.'),
  BLOB_MISSING: row('not_found', 'The stored bytes of {key} are missing.'),
  SHUTTING_DOWN: row('unavailable', 'The server is shutting down: try again shortly.', true),
  BUSY: row('unavailable', 'The server is busy: try again shortly.', true),
  DEBUG_NOT_ALLOWED: row(
    'forbidden',
    'Debugging is {rule}: ask from the machine itself, as localhost and not from a web page, or set ADMIN_DEBUG.',
  ),
  DEBUG_IN_PROGRESS: row('conflict', 'A {what} of this process is being made: wait for its end.', true),
  CONFIG_INVALID: row('internal', 'The configuration has faults:\n{faults}'),
  START_FAILED: row('internal', '{reason}'),
  INTERNAL: row('internal', 'Something went wrong on our side; the request id is {requestId}.', true),
} as const satisfies Record<string, ErrorRow>;
