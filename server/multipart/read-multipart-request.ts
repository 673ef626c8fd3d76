/**
 * Reads GraphQL multipart requests (https://github.com/jaydenseric/graphql-multipart-request-spec) from clients
 * that are not trusted: streams on demand, buffers nothing whole, and answers every fault with an AppError.
 */
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { AwaitedUpload } from './awaited-upload.ts';
import { badMultipart } from './bad-multipart.ts';
import { createFormParser, type FilePart, type FormLimits } from './form-parser.ts';
import { IncomingFile } from './incoming-file.ts';
import { type GraphQLOperation, type MappedFile, parseOperation, placeUploads } from './operation.ts';
import { type PaceLimits, systemTicker, type Ticker } from './pace.ts';
import { RequestFeed } from './request-feed.ts';
import { Spool } from './spool.ts';

export interface MultipartOptions extends Omit<FormLimits, 'isFile'>, PaceLimits {
  /** Of any file, whatever its profile; a larger one ends the request. */
  readonly maxFileBytes: number;
  /** On disk, all files of one request together. Default: four times maxFileBytes. */
  readonly maxSpoolBytes?: number | undefined;
  /** Default: the system's temporary directory. */
  readonly spoolDirectory?: string | undefined;
  /** Aborting ends the request with the reason, when that is an AppError. */
  readonly signal?: AbortSignal | undefined;
  readonly ticker?: Ticker | undefined;
}

export interface MultipartRequest {
  readonly body: GraphQLOperation;
  /** To be called when the operation is over, however it ended: drops what nobody read and frees the disk. */
  readonly close: () => Promise<void>;
}

/** Two fields have a meaning; everything else is a file. */
const isFile = (name: string | undefined): boolean => name !== 'operations' && name !== 'map';

/** Room for the boundaries and headers around operations and map. */
const headSlack = 64 * 1024;

/**
 * Resolves as soon as `operations` and `map` were read; the files follow as they are asked for, in any order.
 * @throws AppError BAD_MULTIPART, TOO_MANY_FILES, REQUEST_TOO_LARGE, REQUEST_TIMEOUT or CLIENT_DISCONNECTED; after
 * it has resolved, the same errors reach the readers of the files that did not arrive whole.
 */
export async function readMultipartRequest(
  request: IncomingMessage,
  options: MultipartOptions,
): Promise<MultipartRequest> {
  return new Reading(request, options).head;
}

class Reading {
  readonly #options: MultipartOptions;
  readonly #feed: RequestFeed;
  readonly #head = Promise.withResolvers<MultipartRequest>();
  readonly #files = new Map<string, IncomingFile>();
  /** The file that is being parsed; the parser is done with all before it. */
  #current: IncomingFile | undefined;
  readonly #awaited = new Set<AwaitedUpload>();
  #operation: GraphQLOperation | undefined;
  #mapped: Map<string, MappedFile> | undefined;
  #over = false;
  #spooled = 0;

  constructor(request: IncomingMessage, options: MultipartOptions) {
    this.#options = options;
    const parser = createFormParser(
      request.headers,
      { ...options, isFile },
      {
        field: (name, value) => this.#field(name, value),
        file: (part) => this.#file(part),
        finish: () => this.#finish(),
        fail: (error) => this.#fail(error),
      },
    );
    this.#feed = new RequestFeed(request, parser, {
      limits: options,
      ticker: options.ticker ?? systemTicker,
      maxDrainedBytes: options.maxFileBytes,
      fed: (bytes) => this.#limitHead(bytes),
      failed: (error) => this.#fail(error),
    });
    options.signal?.addEventListener('abort', this.#aborted);
    if (options.signal?.aborted) this.#aborted();
  }

  get head(): Promise<MultipartRequest> {
    return this.#head.promise;
  }

  #field(name: string, value: string): void {
    if (this.#over) return;
    if (name === 'operations') {
      if (this.#operation !== undefined) throw badMultipart('operations is given twice');
      this.#operation = parseOperation(value);
      return;
    }
    if (this.#operation === undefined) throw badMultipart('map comes before operations');
    if (this.#mapped !== undefined) throw badMultipart('map is given twice');
    this.#mapped = placeUploads(this.#operation, value, this.#options.maxFiles);
    for (const { upload } of this.#mapped.values()) upload.onAwait = () => this.#await(upload);
    this.#head.resolve({ body: this.#operation, close: () => this.#close() });
  }

  #file({ name, source, filename, mimetype, encoding }: FilePart): void {
    if (this.#over) return;
    if (this.#mapped === undefined) throw badMultipart('a file comes before operations and map');
    const mapped = this.#mapped.get(name);
    if (mapped === undefined) throw badMultipart('a file is not in map');
    if (this.#files.has(name)) throw badMultipart('a file is given twice');

    const file = new IncomingFile(source, this.#policy(mapped), (error) => this.#fail(error));
    this.#files.set(name, file);
    this.#current = file;
    this.#awaited.delete(mapped.upload);
    if (this.#awaited.size > 0) file.hurry();
    const createReadStream = () => file.createReadStream();
    mapped.upload.resolve({ fieldName: name, filename, mimetype, encoding, createReadStream });
  }

  #policy({ shared }: MappedFile) {
    const { maxFileBytes, maxSpoolBytes = 4 * maxFileBytes, spoolDirectory = tmpdir() } = this.#options;
    return {
      shared,
      maxBytes: maxFileBytes,
      openSpool: () => Spool.open(spoolDirectory),
      reserve: (bytes: number) => {
        this.#spooled += bytes;
        if (this.#spooled > maxSpoolBytes)
          throw new AppError('REQUEST_TOO_LARGE', { part: 'part kept on disk', limit: maxSpoolBytes });
      },
    };
  }

  /** Files that came before the one that is wanted make way, or the operation would wait for ever. */
  #await(upload: AwaitedUpload): void {
    if (this.#over || upload.file !== undefined) return;
    this.#awaited.add(upload);
    for (const file of this.#files.values()) file.hurry();
  }

  /** A field is reported at its end only: a first one without end would be swallowed. */
  #limitHead(bytes: number): void {
    const limit = 2 * this.#options.maxFieldBytes + headSlack;
    if (this.#mapped === undefined && bytes > limit)
      this.#fail(new AppError('REQUEST_TOO_LARGE', { part: 'beginning', limit }));
  }

  #finish(): void {
    if (this.#mapped === undefined) return this.#fail(badMultipart('operations or map is missing'));
    for (const { upload } of this.#mapped.values()) upload.reject(badMultipart('a file in map is missing'));
    this.#feed.drain();
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    const failure = error instanceof Error ? error : new Error(String(error));
    for (const { upload } of this.#mapped?.values() ?? []) upload.reject(failure);
    this.#current?.fail(failure);
    this.#feed.drain();
    if (this.#mapped === undefined) void this.#close();
    this.#head.reject(failure);
  }

  async #close(): Promise<void> {
    const over = badMultipart('the operation ended before the file was read');
    this.#fail(over);
    this.#options.signal?.removeEventListener('abort', this.#aborted);
    await Promise.allSettled([...this.#files.values()].map((file) => file.close(over)));
  }

  #aborted = () => {
    const reason: unknown = this.#options.signal?.reason;
    this.#fail(isAppError(reason) ? reason : new AppError('CLIENT_DISCONNECTED'));
  };
}
