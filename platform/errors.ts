/**
 * The one table of errors: every failure that a client, an operator or a job can see has a row here. Each
 * transport maps `kind` to its own status; nothing outside this file invents a code or a sentence.
 * `docs/errors.md` is generated from it.
 */

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

const row = <const S extends string>(kind: ErrorKind, sentence: S, retry = false) =>
  ({ kind, retry, sentence }) as const;

export const errorTable = {
  // requests
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

  // identity and access
  UNAUTHENTICATED: row(
    'unauthenticated',
    '{reason}: send Authorization: Bearer and an API key (dk_…) or a token of your application.',
  ),
  AUTH_UNAVAILABLE: row(
    'unavailable',
    'The keys that tokens are verified with cannot be had at the moment: try again shortly.',
    true,
  ),
  FORBIDDEN: row('forbidden', 'This key or token lacks the scope {scope}.'),
  SIGN_IN_LINK_INVALID: row(
    'forbidden',
    'This sign-in link was used already, has expired or is incomplete: make a new one with npx darkroom sign-in-link.',
  ),
  SESSION_ENDED: row(
    'unauthenticated',
    'This browser’s session has ended: sign in again, with a link from npx darkroom sign-in-link.',
  ),
  CROSS_ORIGIN_REFUSED: row(
    'forbidden',
    'A browser’s session is for pages of this server, and this request comes from another: send Authorization: Bearer instead, or open the server at the address in PUBLIC_URL.',
  ),
  SIGNATURE_INVALID: row(
    'forbidden',
    'The signature of this URL is missing, wrong or expired: sign it anew.',
  ),
  NOT_FOUND: row('not_found', '{what} does not exist, or it is not yours to see.'),
  SHARE_ENDED: row(
    'gone',
    'This share has ended: it was revoked, has expired, or was looked at as often as it may be. Ask its owner for a new one.',
  ),
  SHARE_TOO_WIDE: row(
    'forbidden',
    'The rendition {spec} is {width} pixels wide, and this share shows at most {limit}: ask for a narrower one.',
  ),
  SHARE_WITHOUT_ORIGINAL: row(
    'forbidden',
    'This share does not include the original: ask for a rendition, such as full.auto.',
  ),
  ACCESS_ENDED: row(
    'forbidden',
    'The image {id} is not yours to see any more, or not there: subscribe again without it.',
  ),
  EVENT_EXPIRED: row(
    'gone',
    'The event {id} is not kept, and what came after it may not be either: subscribe without `after`, which begins with the present state.',
  ),

  // what was uploaded
  FILE_EMPTY: row('unprocessable', 'The file is empty.'),
  FILE_TOO_LARGE: row(
    'too_large',
    'The file is larger than the {limit} bytes that profile {profile} allows.',
  ),
  UNSUPPORTED_MEDIA_TYPE: row('unsupported', 'The content is {type}; profile {profile} accepts {allowed}.'),
  MIME_MISMATCH: row(
    'unprocessable',
    'The file is {decoded}, and not {sniffed} as it was announced or begins.',
  ),
  IMAGE_CORRUPT: row('unprocessable', 'The image cannot be decoded: it is damaged or incomplete.'),
  IMAGE_TOO_SMALL: row(
    'unprocessable',
    'The image is {width}×{height}; it must be at least {minWidth}×{minHeight} pixels.',
  ),
  IMAGE_TOO_LARGE: row(
    'unprocessable',
    'The image has {pixels} pixels; at most {limit} are accepted for {type} by profile {profile}.',
  ),
  VIDEO_CORRUPT: row('unprocessable', 'The video cannot be read: it is damaged or incomplete.'),
  VIDEO_WITHOUT_PICTURE: row(
    'unprocessable',
    'The file is made like a video but has no picture: it holds sound or text alone.',
  ),
  TOO_MANY_FRAMES: row(
    'unprocessable',
    'The animation has {frames} frames and {pixels} pixels over all; at most {maxFrames} frames and {maxPixels} pixels are accepted.',
  ),
  CHECKSUM_MISMATCH: row(
    'unprocessable',
    'The SHA-256 of what arrived is {actual}, not {expected}: send it again.',
    true,
  ),
  UPLOAD_INCOMPLETE: row(
    'conflict',
    'Not everything has arrived yet: ask signUploadParts which parts are stored, send the rest, and complete again.',
    true,
  ),
  UPLOAD_SEALED: row('conflict', 'The upload is being completed or is over: nothing more can be sent to it.'),
  UPLOAD_LENGTH_REQUIRED: row(
    'malformed',
    'Say with Upload-Length how many bytes will come: a length that is told later is not supported.',
  ),
  UPLOAD_LENGTH_EXCEEDED: row('too_large', 'More bytes were sent than Upload-Length announced.'),
  UPLOAD_OFFSET_MISMATCH: row('conflict', 'The upload is not at this offset: ask with HEAD where to go on.'),
  UPLOAD_CONTENT_TYPE: row('unsupported', 'Send the bytes of an upload as application/offset+octet-stream.'),
  UPLOAD_CHECKSUM_MISMATCH: row(
    'checksum',
    'What arrived does not have the checksum of this request, and is thrown away: send it again.',
    true,
  ),
  UPLOAD_LOCKED: row(
    'conflict',
    'Another request is still writing to this upload: send this one again shortly.',
    true,
  ),
  TUS_VERSION_UNSUPPORTED: row(
    'precondition',
    'This server speaks tus {version}: send Tus-Resumable: {version}.',
  ),
  UPLOAD_ABORTED: row('gone', 'The upload was aborted: begin again.'),
  UPLOAD_FAILED: row('gone', 'The upload was refused with {code} and its bytes are gone: begin again.'),
  UPLOAD_HEADERS_MISMATCH: row(
    'forbidden',
    'The header {header} must be {expected}, as the target says: send exactly its headers.',
  ),
  UPLOAD_EXPIRED: row('gone', 'The upload was not finished in time and is gone: begin again.', true),
  SIZE_MISMATCH: row(
    'unprocessable',
    'What arrived is not the {declared} bytes that were declared: send it again.',
    true,
  ),
  IDEMPOTENCY_KEY_REUSED: row(
    'unprocessable',
    'This idempotency key was used for another request or other bytes: give each new request a key of its own.',
  ),
  IDEMPOTENCY_KEY_IN_USE: row(
    'conflict',
    'The first request with this idempotency key is still running: send this one again shortly.',
    true,
  ),
  UNKNOWN_PROFILE: row('malformed', 'There is no profile {profile}; there are {known}.'),
  UNKNOWN_NAMESPACE: row('malformed', 'There is no namespace {namespace}; there are {known}.'),
  QUOTA_EXCEEDED: row(
    'limited',
    'The quota of {limit} {what} is used up: delete images or ask for more.',
    true,
  ),
  DAILY_QUOTA_EXCEEDED: row(
    'limited',
    'The quota of {limit} uploads a day is used up: go on after midnight UTC, or ask for more.',
    true,
  ),

  TOO_MANY_SOCKETS: row(
    'limited',
    'At most {limit} sockets and event streams of one client are open at a time: close one, or subscribe several times over one socket.',
    true,
  ),
  TOO_MANY_SUBSCRIPTIONS: row(
    'limited',
    'At most {limit} subscriptions of one client run at a time: end one, or follow several images with one.',
    true,
  ),
  TOO_MANY_GUESSES: row(
    'limited',
    'From this address came {limit} wrong keys, links or signatures in a minute: mend what sends them, and go on in {seconds} seconds.',
    true,
  ),
  RATE_LIMITED: row(
    'limited',
    'At most {limit} {budget} in {window} seconds are served to one client: go on in {seconds} seconds.',
    true,
  ),

  // where a file is fetched from
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

  // where webhooks are sent
  RECEIVER_NOT_ALLOWED: row(
    'unprocessable',
    'No webhooks are sent to this URL: give one with https, without user name and password, on port 443, of a host that exists and has public addresses only.',
  ),
  RECEIVER_INSECURE: row(
    'unprocessable',
    'Webhooks are sent over TLS alone: give a URL that begins with https://, or have WEBHOOK_ALLOW_HTTP set.',
  ),
  RECEIVER_UNREACHABLE: row('unprocessable', 'The receiver could not be reached: {reason}.', true),
  RECEIVER_REFUSED: row(
    'unprocessable',
    'The receiver answered {status}: it should answer 200 to 299 as soon as it has taken the message.',
    true,
  ),
  TOO_MANY_ENDPOINTS: row(
    'unprocessable',
    'One owner may have at most {limit} webhook endpoints: delete one, or let one receiver tell the types apart.',
  ),
  ENDPOINT_DISABLED: row(
    'conflict',
    'The webhook endpoint is disabled: enable it with updateWebhookEndpoint first.',
  ),

  // rendering
  RENDER_TIMEOUT: row('unprocessable', 'Rendering took longer than {seconds} seconds and was stopped.', true),
  RENDER_CRASHED: row('unprocessable', 'The decoder crashed or ran out of memory on this image.', true),
  RENDER_FAILED: row('unprocessable', 'The image could not be rendered: {reason}.', true),
  POSTER_UNAVAILABLE: row(
    'unprocessable',
    'The video has no pictures: ffmpeg, which makes them, is not installed where it was processed.',
  ),
  POSTER_FAILED: row('unprocessable', 'The video has no pictures: {reason}.'),
  HEIC_UNAVAILABLE: row(
    'unprocessable',
    'HEIC is not written here: heif-enc, which makes it, is not installed where it was to be rendered (on Debian: apt-get install libheif-examples). Ask for AVIF, WebP or JPEG.',
  ),
  VARIANT_NOT_READY: row('unavailable', 'The variant is still being made: ask again shortly.', true),

  // the service itself
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
  SECRETS_REFUSED: row(
    'internal',
    'NODE_ENV is production, which runs with secrets of your own alone:\n{faults}\n  `npx darkroom secret generate` prints a secret.',
  ),
  CONFIG_INVALID: row('internal', 'The configuration has faults:\n{faults}'),
  START_FAILED: row('internal', '{reason}'),
  INTERNAL: row('internal', 'Something went wrong on our side; the request id is {requestId}.', true),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The values that fill the sentence of a code. */
export type ErrorDetail<C extends ErrorCode> = Readonly<
  Record<Placeholders<(typeof errorTable)[C]['sentence']>, string | number>
>;

type DetailArgument<C extends ErrorCode> = keyof ErrorDetail<C> extends never
  ? [detail?: undefined, options?: ErrorOptions]
  : [detail: ErrorDetail<C>, options?: ErrorOptions];

/** A failure that is in the table. Its message is safe to show; its `cause` is for the log only. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: C;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(code: C, ...[detail, options]: DetailArgument<C>) {
    super(fillSentence(errorTable[code].sentence, detail ?? {}), options);
    this.code = code;
    this.detail = detail ?? {};
  }

  get kind(): ErrorKind {
    return errorTable[this.code].kind;
  }

  /** Whether the same attempt may succeed later; jobs retry only these. */
  get retryable(): boolean {
    return errorTable[this.code].retry;
  }
}

/** Revives an error that crossed a process boundary as plain data. */
export function appErrorFrom(data: {
  code: string;
  detail: Record<string, string | number>;
}): AppError | undefined {
  if (!Object.hasOwn(errorTable, data.code)) return undefined;
  return new (AppError as new (code: string, detail: unknown) => AppError)(data.code, data.detail);
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

function fillSentence(sentence: string, detail: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(detail, name) ? String(detail[name]) : whole,
  );
}
