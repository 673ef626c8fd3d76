/** What went wrong, as a page can show it: a stable code, a sentence, and what would help. */

/** Which button to show: each refusal is mended in one of these ways. */
export type WhatToDo =
  /** The same again may succeed: the line, the server or the day was at fault. */
  | 'retry'
  /** The credentials are missing, wrong or over. */
  | 'sign-in'
  /** This file will not be taken as it is. */
  | 'change-file'
  /** The account is full: something has to go first. */
  | 'make-room'
  /** What was asked for is wrong, such as an unknown profile: for whoever wrote the page. */
  | 'change-request';

export interface Failure {
  /** Stable; decide by this. Those of the server are in docs/errors.md. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
  readonly whatToDo: WhatToDo;
}

/** A refusal of the server, or one of this library's own: `NETWORK`, `CANCELLED`, `NOT_FOLLOWED`. */
export class DarkroomError extends Error {
  override readonly name = 'DarkroomError';
  readonly code: string;
  /** The status of the answer; 0 without one, and for what came with 200. */
  readonly status: number;
  /** Milliseconds that the server wants to be left alone. */
  readonly retryAfterMs: number;

  constructor(code: string, message: string, { status = 0, retryAfterMs = 0, cause }: FailureFacts = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  get whatToDo(): WhatToDo {
    return remedies[this.code] ?? (isPassing(this) ? 'retry' : 'change-request');
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message, whatToDo: this.whatToDo };
  }
}

interface FailureFacts {
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** Codes that arrive with 200 or 4xx, and are mended otherwise than by changing the request. */
const remedies: Readonly<Record<string, WhatToDo>> = {
  ...codes('retry', 'NETWORK', 'REQUEST_TIMEOUT', 'CLIENT_DISCONNECTED', 'IDEMPOTENCY_KEY_IN_USE'),
  ...codes('retry', 'CHECKSUM_MISMATCH', 'SIZE_MISMATCH', 'STORAGE_UNAVAILABLE', 'STORAGE_FULL', 'BUSY'),
  ...codes(
    'retry',
    'UPLOAD_EXPIRED',
    'UPLOAD_ABORTED',
    'UPLOAD_FAILED',
    'UPLOAD_INCOMPLETE',
    'UPLOAD_LOCKED',
  ),
  ...codes(
    'retry',
    'DAILY_QUOTA_EXCEEDED',
    'RATE_LIMITED',
    'CANCELLED',
    'SHUTTING_DOWN',
    'INTERNAL',
    'STORAGE_UNREACHABLE',
  ),
  ...codes('sign-in', 'UNAUTHENTICATED', 'SESSION_ENDED', 'FORBIDDEN'),
  ...codes(
    'change-file',
    'FILE_EMPTY',
    'FILE_TOO_LARGE',
    'FILE_CHANGED',
    'UNSUPPORTED_MEDIA_TYPE',
    'MIME_MISMATCH',
  ),
  ...codes('change-file', 'IMAGE_TOO_SMALL', 'IMAGE_TOO_LARGE', 'TOO_MANY_FRAMES', 'IMAGE_CORRUPT'),
  ...codes('change-file', 'VIDEO_CORRUPT', 'VIDEO_WITHOUT_PICTURE'),
  ...codes('make-room', 'QUOTA_EXCEEDED'),
};

function codes(remedy: WhatToDo, ...names: readonly string[]): Record<string, WhatToDo> {
  return Object.fromEntries(names.map((name) => [name, remedy]));
}

/** Statuses after which the same request is worth sending again. */
const passingStatuses = new Set([408, 425, 429]);

/** Whether the same request may succeed by itself, a little later. */
export function isPassing(fault: unknown): fault is DarkroomError {
  if (!(fault instanceof DarkroomError)) return false;
  const passes = fault.status >= 500 || passingStatuses.has(fault.status);
  return passes || passingCodes.has(fault.code);
}

const passingCodes = new Set([
  'NETWORK',
  'REQUEST_TIMEOUT',
  'IDEMPOTENCY_KEY_IN_USE',
  'UPLOAD_LOCKED',
  // Of a tus request whose predecessor brought more than its broken line told: the place is asked for anew.
  'UPLOAD_OFFSET_MISMATCH',
]);

/** No answer came: the line is broken, the server is away, or the browser forbids it. */
export const networkFault = (cause?: unknown): DarkroomError =>
  new DarkroomError('NETWORK', 'The connection failed: check the network, then try again.', { cause });

/** The refusal in an answer: of GraphQL (`errors`), of REST and tus (problem+json), or of whatever is between. */
export function refusalOf(answer: {
  status: number;
  text: string;
  retryAfter: string | null;
}): DarkroomError {
  const { status, text, retryAfter } = answer;
  const facts = { status, retryAfterMs: millisecondsOf(retryAfter) };
  const body = parsed(text);
  const [first] = Array.isArray(body['errors']) ? (body['errors'] as readonly GraphqlError[]) : [];
  const code = first?.extensions?.code ?? body['code'];
  const message = first?.message ?? body['detail'] ?? body['title'];
  if (typeof code !== 'string')
    return new DarkroomError('UNEXPECTED_ANSWER', `The server answered ${status}: try again later.`, facts);
  return new DarkroomError(code, typeof message === 'string' ? message : code, facts);
}

interface GraphqlError {
  readonly message?: string;
  readonly extensions?: { readonly code?: string };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** `Retry-After` is in seconds, or a date. */
function millisecondsOf(retryAfter: string | null): number {
  if (retryAfter === null) return 0;
  const seconds = Number(retryAfter);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1_000;
  return Math.max(0, milliseconds || 0);
}

/** Any fault as one that can be shown. */
export const asFailure = (fault: unknown): Failure =>
  fault instanceof DarkroomError
    ? fault.toFailure()
    : {
        code: 'INTERNAL',
        message: fault instanceof Error ? fault.message : String(fault),
        whatToDo: 'retry',
      };
