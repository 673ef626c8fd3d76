/**
 * Feeds a request to a parser: keeps its back-pressure, watches the client's pace, tells a cut connection from an
 * end, and afterwards discards what nobody needs, so that an answer can be read by a client that is still sending.
 */
import type { IncomingMessage } from 'node:http';
import type { Writable } from 'node:stream';
import { AppError } from '../../platform/errors.ts';
import { badMultipart } from './bad-multipart.ts';
import { Pace, type PaceLimits, type Ticker } from './pace.ts';

export interface FeedOptions {
  readonly limits: PaceLimits;
  readonly ticker: Ticker;
  /** More than this is not discarded: the connection is cut. */
  readonly maxDrainedBytes: number;
  /** Called after each chunk with the count of all bytes so far. */
  fed(bytes: number): void;
  failed(error: AppError): void;
}

export class RequestFeed {
  readonly #request: IncomingMessage;
  readonly #parser: Writable;
  readonly #options: FeedOptions;
  readonly #pace: Pace;
  #bytes = 0;
  #drained = 0;
  #draining = false;
  #ended = false;

  constructor(request: IncomingMessage, parser: Writable, options: FeedOptions) {
    this.#request = request;
    this.#parser = parser;
    this.#options = options;
    this.#pace = new Pace(options.limits, options.ticker, () => this.#tooSlow());
    parser.on('drain', () => this.#resume());
    request
      .on('data', (chunk: Buffer) => this.#receive(chunk))
      .on('end', () => this.#end())
      .on('error', this.#closed)
      .on('close', this.#closed);
    // A connection that ends after the answer does not close a request whose body was left unfinished.
    request.socket.once('close', this.#closed);
    if (request.destroyed) queueMicrotask(this.#closed);
  }

  /** Parses no more: from now on bytes are counted and thrown away. */
  drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    this.#pace.restart();
    this.#request.resume();
  }

  #receive(chunk: Buffer): void {
    this.#pace.received(chunk.length);
    if (this.#draining) this.#discard(chunk);
    else this.#parse(chunk);
  }

  #parse(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const open = this.#guard(() => this.#parser.write(chunk));
    this.#options.fed(this.#bytes);
    if (open || this.#draining) return;
    this.#pace.pause();
    this.#request.pause();
  }

  #discard(chunk: Buffer): void {
    this.#drained += chunk.length;
    if (this.#drained > this.#options.maxDrainedBytes) this.#request.destroy();
  }

  #resume(): void {
    if (this.#draining) return;
    this.#pace.resume();
    this.#request.resume();
  }

  #end(): void {
    this.#ended = true;
    this.#leave();
    if (!this.#draining) this.#guard(() => this.#parser.end());
  }

  /** Everything may have arrived and still not been read: then it is lost as well. */
  #closed = (): void => {
    this.#leave();
    if (!this.#ended && !this.#draining) this.#options.failed(new AppError('CLIENT_DISCONNECTED'));
  };

  #leave(): void {
    this.#pace.stop();
    this.#request.socket.off('close', this.#closed);
  }

  #tooSlow(): void {
    if (this.#draining) this.#request.destroy();
    else this.#options.failed(new AppError('REQUEST_TIMEOUT'));
  }

  /** Some malformed headers make busboy throw out of write(). */
  #guard<T>(call: () => T): T | undefined {
    try {
      return call();
    } catch (cause) {
      this.#options.failed(badMultipart('the body is malformed', cause));
      return undefined;
    }
  }
}
