/** What is wrong with what was uploaded, or with the upload. */
import { type ErrorRow, row } from './row.ts';

export const uploadErrors = {
  FILE_EMPTY: row('unprocessable', 'The file is empty.'),
  FILE_TOO_LARGE: row(
    'too_large',
    'The file is larger than the {limit} bytes that profile {profile} allows.',
  ),
  UNSUPPORTED_MEDIA_TYPE: row('unsupported', 'The content is {type}; {by} accepts {allowed}.'),
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
    'The image has {pixels} pixels; at most {limit} are accepted for {type} by {by}.',
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
    'From this address came {limit} wrong keys, links or signatures in a minute: mend what sends them, and go on in {seconds} s.',
    true,
  ),
  RATE_LIMITED: row(
    'limited',
    'At most {limit} {budget} in {window} seconds are served to one client: go on in {seconds} s.',
    true,
  ),
  TOO_MUCH_AT_ONCE: row(
    'limited',
    'One request asks for more {budget} than the {limit} that a client has in all: send fewer at a time.',
  ),
} as const satisfies Record<string, ErrorRow>;
