/**
 * The bytes of one file on their way from the parser to its readers. They go straight through, held by
 * back-pressure, as long as that holds nobody else up; otherwise they go by way of a spool. Memory holds one chunk.
 */
import { Readable } from 'node:stream';
import { AppError } from '../../platform/errors.ts';
import { badMultipart } from './bad-multipart.ts';
import type { Spool } from './spool.ts';

export interface FilePolicy {
  readonly maxBytes: number;
  /** Whether several readers may come: then nothing goes straight through, so that each gets all of it. */
  readonly shared: boolean;
  openSpool(): Promise<Spool>;
  /** Takes room on disk before it is used. @throws AppError when there is none left for this request. */
  reserve(bytes: number): void;
}

interface Reader {
  readonly stream: Readable;
  position: number;
  /** Whether it has asked for bytes and got none yet. */
  waiting: boolean;
}

export class IncomingFile {
  readonly #source: Readable;
  readonly #policy: FilePolicy;
  readonly #readers = new Set<Reader>();
  readonly #received: Promise<void>;
  #spool: Spool | undefined;
  /** Bytes that went straight to the first reader; the spool begins behind them. */
  #passed = 0;
  #hurried = false;
  #abandoned = false;
  #complete = false;
  #failure: Error | undefined;
  #wake: () => void = () => {};

  /** `failed` hears why the file could not be received; it is to end the request. */
  constructor(source: Readable, policy: FilePolicy, failed: (error: unknown) => void) {
    this.#source = source;
    this.#policy = policy;
    this.#received = this.#receive().catch((error: Error) => {
      this.#end(error);
      failed(error);
    });
  }

  /** Opens a reader of the whole file. @throws AppError when the bytes have gone by. */
  createReadStream(): Readable {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#passed > 0 || this.#abandoned) throw badMultipart('a file that is mapped once is read twice');
    const reader: Reader = { position: 0, waiting: false, stream: new Readable({ highWaterMark: 65_536 }) };
    reader.stream._read = () => {
      reader.waiting = true;
      void this.#serve(reader);
    };
    reader.stream._destroy = (error, done) => {
      this.#leave(reader);
      done(error);
    };
    // A reader that was given up must not take the process down when the request fails.
    reader.stream.on('error', () => {});
    this.#readers.add(reader);
    return reader.stream;
  }

  /** Somebody waits for what comes behind this file: from now on it holds nothing up. */
  hurry(): void {
    this.#hurried = true;
    this.#wake();
  }

  /** The rest will not come. Whoever lacks it gets the error, never an early end. */
  fail(error: Error): void {
    if (!this.#complete) this.#end(error);
  }

  /** Ends every reader and gives the disk back. */
  async close(error: Error): Promise<void> {
    this.#end(error);
    await this.#received;
    await this.#spool?.close();
  }

  #end(error: Error): void {
    this.#failure ??= error;
    this.#source.destroy(error);
    for (const { stream } of this.#readers) stream.destroy(error);
    this.#wake();
  }

  async #receive(): Promise<void> {
    let bytes = 0;
    for await (const chunk of this.#source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      const limit = this.#policy.maxBytes;
      if (bytes > limit) throw new AppError('REQUEST_TOO_LARGE', { part: 'file', limit });
      while (this.#mustHold()) await new Promise<void>((resolve) => (this.#wake = resolve));
      if (!this.#abandoned && !this.#passOn(chunk)) await this.#keep(chunk);
    }
    this.#complete = true;
    for (const reader of this.#readers) void this.#serve(reader);
  }

  /** Back-pressure: while nobody wants the bytes and nobody waits for what is behind them. */
  #mustHold(): boolean {
    if (this.#spool !== undefined || this.#hurried || this.#abandoned || this.#failure) return false;
    return ![...this.#readers].some((reader) => reader.waiting);
  }

  #passOn(chunk: Buffer): boolean {
    const [reader, another] = this.#readers;
    if (this.#policy.shared || this.#spool || another || !reader?.waiting) return false;
    reader.waiting = false;
    reader.position += chunk.length;
    this.#passed += chunk.length;
    reader.stream.push(chunk);
    return true;
  }

  async #keep(chunk: Buffer): Promise<void> {
    this.#policy.reserve(chunk.length);
    this.#spool ??= await this.#policy.openSpool();
    await this.#spool.append(chunk);
    for (const reader of this.#readers) void this.#serve(reader);
  }

  /** Gives a waiting reader what there is for it: kept bytes, the end, or its turn with the next chunk. */
  async #serve(reader: Reader): Promise<void> {
    if (!reader.waiting) return;
    const kept = this.#passed + (this.#spool?.size ?? 0) - reader.position;
    if (kept > 0 && this.#spool !== undefined) {
      reader.waiting = false;
      await this.#readKept(reader, this.#spool);
    } else if (this.#complete) {
      reader.waiting = false;
      reader.stream.push(null);
    } else {
      this.#wake();
    }
  }

  async #readKept(reader: Reader, spool: Spool): Promise<void> {
    try {
      const chunk = await spool.read(reader.position - this.#passed);
      reader.position += chunk.length;
      reader.stream.push(chunk);
    } catch (error) {
      reader.stream.destroy(error as Error);
    }
  }

  /** The rest of a file that lost its only reader is dropped as it comes. */
  #leave(reader: Reader): void {
    this.#readers.delete(reader);
    this.#abandoned = !this.#policy.shared && !this.#complete && this.#readers.size === 0;
    this.#wake();
  }
}
