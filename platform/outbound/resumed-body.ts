/**
 * The body of a file over as many connections as it takes: where one breaks, the next asks for the rest, if the source
 * can be relied on to go on with the same file (RFC 9110, 13.1.5 and 14). To the reader it is one stream. What cannot
 * be gone on with fails, and whoever reads starts over.
 */
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError } from '../errors.ts';
import { isPassingStatus } from './passing-status.ts';
import { readableOf } from './readable-of.ts';

/** One that was sent twice is a list, and says nothing here. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readable;
}

/** What a request for the rest of a file says. */
export interface RestHeaders {
  readonly range: string;
  readonly 'if-range': string;
}

export interface Resumption {
  /** Asks the same source once more, from the look-up on. */
  reopen(headers: RestHeaders, signal: AbortSignal): Promise<Answer>;
  /** Bounds all connections together. */
  readonly signal: AbortSignal;
  /** Before each further connection; as many are made. */
  readonly pausesMs: readonly number[];
}

/** The body of the first answer, and of those that continue it. */
export function resumedBody(first: Answer, resumption: Resumption): Readable {
  const validator = validatorOf(first);
  return validator ? new ResumedBody(first, validator, resumption).stream : first.body;
}

class ResumedBody {
  readonly stream: Readable;
  readonly #validator: Validator;
  readonly #resumption: Resumption;
  readonly #leaving = new AbortController();
  readonly #signal: AbortSignal;
  #body: Readable;
  /** Of the whole file, once a source has said it. */
  #byteSize: number | undefined;
  #received = 0;
  #resumed = 0;

  constructor({ headers, body }: Answer, validator: Validator, resumption: Resumption) {
    this.#validator = validator;
    this.#resumption = resumption;
    this.#signal = AbortSignal.any([resumption.signal, this.#leaving.signal]);
    this.#body = body;
    this.#byteSize = numberIn(headers['content-length']);
    this.stream = readableOf(this.#chunks(), () => {
      this.#leaving.abort();
      this.#body.destroy();
    });
  }

  async *#chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      try {
        for await (const chunk of this.#body) {
          this.#received += (chunk as Buffer).length;
          yield chunk as Buffer;
        }
        break;
      } catch (error) {
        this.#body = await this.#rest(error);
      }
    }
    if (this.#byteSize !== undefined && this.#received !== this.#byteSize)
      throw unreachable('it sent another number of bytes than it said');
  }

  /** What has not come yet. @throws AppError why it cannot come. */
  async #rest(failure: unknown): Promise<Readable> {
    let last = failure;
    while (this.#resumed < this.#resumption.pausesMs.length && this.#mayPass(last)) {
      const pause = this.#resumption.pausesMs[this.#resumed];
      this.#resumed += 1;
      // Where it is woken by the end of the time, the request says so.
      await sleep(pause, undefined, { signal: this.#signal }).catch(() => undefined);
      const answer = await this.#reopen().catch((error: unknown) => void (last = error));
      if (!answer) continue;
      if (!isPassingStatus(answer.status)) return this.#continued(answer);
      answer.body.destroy();
      last = unreachable(`its source answered ${answer.status}`);
    }
    throw last;
  }

  #mayPass(error: unknown): boolean {
    return !this.#signal.aborted && isAppError(error) && error.retryable;
  }

  #reopen(): Promise<Answer> {
    const headers = { range: `bytes=${this.#received}-`, 'if-range': this.#validator.value };
    return this.#resumption.reopen(headers, this.#signal);
  }

  /** The body of an answer that goes on with the same file where the last one ended. @throws AppError */
  #continued({ status, headers, body }: Answer): Readable {
    const fault = this.#faultOf(status, headers);
    if (fault === undefined) return body;
    body.destroy();
    throw unreachable(fault);
  }

  #faultOf(status: number, headers: Headers): string | undefined {
    if (status !== 206) return 'the connection broke and its source did not go on from there';
    if (headers[this.#validator.name] !== this.#validator.value) return 'it changed meanwhile';
    const range = rangeOf(headers);
    this.#byteSize ??= range?.byteSize;
    const isRest =
      range?.first === this.#received &&
      range.last + 1 === range.byteSize &&
      range.byteSize === this.#byteSize &&
      !isEncoded(headers);
    return isRest ? undefined : 'its source went on with other bytes than were asked for';
  }
}

/** What tells one version of a file from another. */
interface Validator {
  readonly name: 'etag' | 'last-modified';
  readonly value: string;
}

/** A file that changed in the last minute may change again before the second passes that its date counts in. */
const settledMs = 60_000;

/** Undefined where nothing ensures that two answers are of one file, byte by byte. */
function validatorOf({ status, headers }: Answer): Validator | undefined {
  const { etag, date, 'last-modified': modified, 'accept-ranges': ranges } = headers;
  if (status !== 200 || ranges !== 'bytes' || isEncoded(headers)) return undefined;
  // Who names its file weakly says that its bytes may differ, whatever its date.
  if (etag !== undefined) return isStrong(etag) ? { name: 'etag', value: etag } : undefined;
  if (typeof modified !== 'string' || typeof date !== 'string') return undefined;
  const isSettled = Date.parse(date) - Date.parse(modified) >= settledMs;
  return isSettled ? { name: 'last-modified', value: modified } : undefined;
}

const isStrong = (etag: string | string[]): etag is string =>
  typeof etag === 'string' && /^"[\x21\x23-\x7e]*"$/.test(etag);

const isEncoded = ({ 'content-encoding': encoding }: Headers): boolean =>
  encoding !== undefined && encoding !== 'identity';

function rangeOf({ 'content-range': range }: Headers) {
  const [, first, last, byteSize] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(String(range)) ?? [];
  return first === undefined
    ? undefined
    : { first: Number(first), last: Number(last), byteSize: Number(byteSize) };
}

const numberIn = (header: Headers[string]): number | undefined =>
  /^\d{1,15}$/.test(String(header)) ? Number(header) : undefined;

const unreachable = (reason: string): AppError => new AppError('SOURCE_UNREACHABLE', { reason });
