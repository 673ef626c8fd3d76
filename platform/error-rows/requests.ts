/** What is wrong with a request, before anything is done. */
import { type ErrorRow, row } from './row.ts';

export const requestErrors = {
  BAD_REQUEST: row('malformed', 'The request cannot be understood: {reason}.'),
  BAD_MULTIPART: row('malformed', 'The multipart request cannot be read: {reason}.'),
  CSRF_REFUSED: row(
    'malformed',
    'This content type can be sent by any web page: add the header Apollo-Require-Preflight: true.',
  ),
  TOO_MANY_FILES: row('too_large', 'One request may carry at most {limit} files.'),
  REQUEST_TOO_LARGE: row('too_large', 'The {part} of the request is larger than {limit} bytes.'),
  HEADERS_TOO_LARGE: row(
    'headers_too_large',
    'The address and the headers of the request have more than {limit} bytes: send fewer or shorter ones.',
  ),
  METHOD_NOT_ALLOWED: row('method', 'This address does not take {method}: it takes {allowed}.'),
  REQUEST_TIMEOUT: row('timeout', 'The request was too slow or stopped: send it again.', true),
  CLIENT_DISCONNECTED: row('malformed', 'The connection closed before the whole file arrived.', true),
  INVALID_INPUT: row('malformed', '{field}: {reason}.'),
  INVALID_ID: row(
    'malformed',
    '{id} is not an id of this kind: write {prefix}_ and its 26 letters and digits.',
  ),
  INVALID_CURSOR: row('malformed', 'The cursor {cursor} was not made by this list: start without one.'),
  PAGE_TOO_LARGE: row('malformed', 'Ask for 1 to {limit} items a page.'),
  QUERY_TOO_COMPLEX: row(
    'malformed',
    'The operation costs {cost} and at most {limit} is served: ask for fewer items or less depth.',
  ),
  QUERY_TOO_LARGE: row(
    'malformed',
    'The document has {count} bytes and at most {limit} are read: ask for less in one operation.',
  ),
  QUERY_TOO_LONG: row(
    'malformed',
    'The document has more than {limit} tokens: ask for less in one operation, and send lists as variables.',
  ),
  QUERY_TOO_DEEP: row(
    'malformed',
    'The document nests fields or values more than {limit} levels deep: ask in several operations, and send values as variables.',
  ),
  QUERY_TOO_MANY_ALIASES: row(
    'malformed',
    'The document asks {count} times for a field under an alias or once more, and at most {limit} times is served: use fields that take a list.',
  ),
  QUERY_TOO_MANY_FRAGMENTS: row(
    'malformed',
    'The document defines and spreads {count} fragments and at most {limit} are served: write fields out, or ask in several operations.',
  ),
  QUERY_TOO_MANY_DIRECTIVES: row(
    'malformed',
    'The document has {count} directives and at most {limit} are served: leave out what you do not need.',
  ),
  OPERATION_NOT_REGISTERED: row(
    'malformed',
    'This server runs registered operations alone, and this is none of them: add it to the file that PERSISTED_OPERATIONS names.',
  ),
  INTROSPECTION_DISABLED: row(
    'malformed',
    'This server does not answer questions about its schema ({mode}): read schema/schema.graphql of its version.',
  ),
  WEBSOCKET_REQUIRED: row(
    'malformed',
    'Subscriptions go over a WebSocket to the same address (graphql-ws or another client of graphql-transport-ws), or as server-sent events to /graphql/stream (graphql-sse).',
  ),
  INVALID_TRANSFORM: row('malformed', 'The transform {spec} is not valid: {reason}.'),
  OUTPUT_UNSUPPORTED: row('unprocessable', 'The output {spec} cannot be kept: {reason}.'),
  TOO_MANY_OUTPUTS: row(
    'unprocessable',
    'An image keeps at most {limit} outputs beside the variants of its profile: use those that it has.',
  ),
  SIGNATURE_REQUIRED: row(
    'forbidden',
    'The rendition {spec} needs a signed URL, which its owner can make. Without one there are the variants of this image{free}.',
  ),
  SCOPE_FOR_OWNER: row(
    'forbidden',
    'A signature of every rendition of a public image is for its owner: sign renditions one by one, with the scope EXACT.',
  ),
  RENDITION_UNSUPPORTED: row('unprocessable', 'The rendition {spec} cannot be made: {reason}.'),
  RENDITION_TOO_LARGE: row(
    'unprocessable',
    'The rendition {spec} would have {pixels} pixels, and at most {limit} are made: ask for a smaller one.',
  ),
  IMAGE_FAILED: row('conflict', 'The image has failed with {code}: nothing can be made of it.'),
  TOO_MANY_BATCHES: row(
    'conflict',
    'At most {limit} reprocessings of one owner run at a time: wait until one has ended, or cancel one.',
    true,
  ),
  BATCH_NOT_CANCELLABLE: row(
    'conflict',
    'Outputs that were asked for are made within a moment and cannot be cancelled: delete the images, or let it end.',
  ),
  PRECONDITION_FAILED: row(
    'precondition',
    'The file is not the one that If-Match or If-Unmodified-Since names: fetch it as it is now, without them.',
  ),
  RANGE_NOT_SATISFIABLE: row('range', 'The requested range lies outside the file.'),
} as const satisfies Record<string, ErrorRow>;
