/** One request with its bytes counted as they leave: by XMLHttpRequest where there is one, since fetch tells nothing. */
import { networkFault } from './failure.ts';

export interface SendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob | FormData | string;
  readonly signal: AbortSignal;
  /** Bytes of the body that have left so far. */
  readonly onProgress?: (sent: number) => void;
}

export interface SendAnswer {
  readonly status: number;
  readonly text: string;
  header(name: string): string | null;
}

/** @throws DarkroomError NETWORK without an answer; the reason of the signal when it was aborted. */
export async function send(request: SendRequest): Promise<SendAnswer> {
  request.signal.throwIfAborted();
  return typeof XMLHttpRequest === 'undefined' ? sendByFetch(request) : sendByXhr(request);
}

/** Outside of browsers: everything is told to have left when the answer is there. */
async function sendByFetch({
  url,
  method,
  headers,
  body,
  signal,
  onProgress,
}: SendRequest): Promise<SendAnswer> {
  try {
    const init = { method, signal, ...(headers && { headers }), ...(body !== undefined && { body }) };
    const response = await fetch(url, init);
    const text = await response.text();
    // How large a form has become only the platform knows: all of it.
    onProgress?.(body instanceof Blob ? body.size : Number.POSITIVE_INFINITY);
    return { status: response.status, text, header: (name) => response.headers.get(name) };
  } catch (cause) {
    signal.throwIfAborted();
    throw networkFault(cause);
  }
}

function sendByXhr({
  url,
  method,
  headers = {},
  body,
  signal,
  onProgress,
}: SendRequest): Promise<SendAnswer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    const end = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    // A listener makes a request of another origin preflighted, which a plain query need not be.
    if (onProgress) xhr.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded));
    xhr.addEventListener('loadend', end);
    xhr.addEventListener('load', () =>
      resolve({ status: xhr.status, text: xhr.responseText, header: (name) => xhr.getResponseHeader(name) }),
    );
    xhr.addEventListener('error', () => reject(networkFault()));
    xhr.addEventListener('abort', () => reject(asError(signal.reason)));
    xhr.send(body ?? null);
  });
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
