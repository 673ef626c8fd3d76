/**
 * The bytes of a blob over connections that may break. A reader gets exactly the announced bytes or an error: when a
 * connection ends early, the rest is asked for again from where it stopped, as soon as somebody wants to read on. A slow
 * reader whose idle connection was closed does not notice either.
 */
import { Readable, finished } from 'node:stream';
import { unavailable } from './s3-fault.ts';

/** Breaks in a row without a byte between them; the opening of each connection has been tried several times already. */
const maxBreaks = 3;

export interface ResumingOptions {
  readonly first: Readable;
  readonly byteSize: number;
  /** Opens the blob again, skipping the bytes that have arrived. */
  readonly reopen: (arrived: number) => Promise<Readable>;
}

export class ResumingBody extends Readable {
  readonly #options: ResumingOptions;
  #source: Readable | undefined;
  #arrived = 0;
  #breaks = 0;
  #wanted = false;
  #opening = false;

  constructor(options: ResumingOptions) {
    super({ highWaterMark: 256 * 1024 });
    this.#options = options;
    this.#attach(options.first);
  }

  override _read(): void {
    this.#wanted = true;
    if (this.#source) this.#source.resume();
    else if (!this.#opening) void this.#reopen();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#source?.destroy();
    callback(error);
  }

  #attach(source: Readable): void {
    this.#source = source;
    source.on('data', (chunk: Buffer) => this.#take(chunk, source));
    finished(source, (error) => this.#end(error));
    if (!this.#wanted) source.pause();
  }

  #take(chunk: Buffer, source: Readable): void {
    this.#arrived += chunk.byteLength;
    this.#breaks = 0;
    this.#wanted = this.push(chunk);
    if (!this.#wanted) source.pause();
  }

  #end(error: unknown): void {
    if (this.destroyed) return;
    this.#source = undefined;
    if (this.#arrived === this.#options.byteSize) this.push(null);
    else if (++this.#breaks > maxBreaks) this.destroy(unavailable(error));
    else if (this.#wanted) void this.#reopen();
  }

  async #reopen(): Promise<void> {
    this.#opening = true;
    try {
      const source = await this.#options.reopen(this.#arrived);
      this.#opening = false;
      if (this.destroyed) source.destroy();
      else this.#attach(source);
    } catch (error) {
      this.destroy(error as Error);
    }
  }
}
