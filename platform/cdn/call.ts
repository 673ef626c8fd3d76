/**
 * One request to the interface of a CDN, within bounds: it is ended when nobody answers, and put off as long as the
 * CDN asks for, but not for longer than a job can wait. The addresses are the operator's, so none is refused.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';

export interface Call {
  /** For the error. */
  readonly provider: string;
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Never shown, even where the CDN repeats it. */
  readonly token?: string | undefined;
  /** Statuses that are as good as 2xx. */
  readonly accepted?: readonly number[];
  readonly signal: AbortSignal;
}

const timeoutMs = 10_000;
/** Beyond this the queue's own pause is the better place to wait. */
const longestPauseSeconds = 30;
const maxPauses = 3;

/** Answers the body. @throws AppError PURGE_FAILED */
export async function call(request: Call): Promise<string> {
  for (let pauses = 0; ; pauses += 1) {
    const response = await send(request);
    const text = await response.text().catch((cause: unknown) => {
      throw failed(request, 'its answer broke off', cause);
    });
    if (response.ok || request.accepted?.includes(response.status)) return text;
    const seconds = pauses < maxPauses ? pauseOf(response) : undefined;
    if (seconds === undefined) throw failed(request, `it answered ${response.status}`, text);
    await pause(seconds * 1_000, undefined, { signal: request.signal });
  }
}

async function send(request: Call): Promise<Response> {
  const { url, method, headers = {}, body, signal } = request;
  try {
    return await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      // A purge that was sent on has purged something else.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw failed(request, 'it does not answer', cause);
  }
}

/** Seconds that a CDN asks to wait; undefined when it does not, or for too long. */
function pauseOf({ status, headers }: Response): number | undefined {
  const told = headers.get('retry-after');
  if ((status !== 429 && status !== 503) || told === null) return undefined;
  const seconds = /^\d+$/.test(told) ? Number(told) : (Date.parse(told) - Date.now()) / 1_000;
  return seconds <= longestPauseSeconds ? Math.max(0, seconds) : undefined;
}

/** What the CDN said is for the log, without the token that some repeat. */
export function failed(
  { provider, token }: Pick<Call, 'provider' | 'token'>,
  reason: string,
  said: unknown,
): AppError {
  const hide = (text: string): string => (token ? text.replaceAll(token, '…') : text).slice(0, 500);
  const cause = typeof said === 'string' ? new Error(hide(said)) : said;
  return new AppError('PURGE_FAILED', { provider, reason }, { cause });
}
