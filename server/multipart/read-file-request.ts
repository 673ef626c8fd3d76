/**
 * Reads a request that is one file, from clients that are not trusted: a form with one part, or the bytes alone. The
 * same parser, pace and draining as for GraphQL requests; nothing is held but what is between two chunks.
 */
import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { AppError } from '../../platform/errors.ts';
import { badMultipart } from './bad-multipart.ts';
import { createFormParser, type FilePart } from './form-parser.ts';
import { type PaceLimits, systemTicker, type Ticker } from './pace.ts';
import { RequestFeed } from './request-feed.ts';

export interface FileRequestOptions extends PaceLimits {
  /** Of the whole request, boundaries included: a larger one fails with REQUEST_TOO_LARGE. */
  readonly maxBytes: number;
  readonly ticker?: Ticker | undefined;
}

export interface FileRequest {
  /** As the form calls it; every word of it is the client's claim. */
  readonly filename: string | undefined;
  /** Ends only when the whole request has arrived as it should; whatever is wrong with it fails the stream. */
  readonly body: Readable;
}

/** The only part that a form may have. */
const partName = 'file';

/** A part without a name is refused as a file. */
const isFile = (name: string | undefined): boolean => name === undefined || name === partName;

/** What stands around the file: its boundary and headers, or a field that should not be there. */
const maxFieldBytes = 64 * 1024;

const isForm = ({ headers }: IncomingMessage): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

/**
 * Resolves when the file begins.
 * @throws AppError BAD_MULTIPART, TOO_MANY_FILES, REQUEST_TOO_LARGE, REQUEST_TIMEOUT or CLIENT_DISCONNECTED; after it
 * has resolved, the body fails with them. A body that is destroyed makes the rest of the request be thrown away.
 */
export function readFileRequest(request: IncomingMessage, options: FileRequestOptions): Promise<FileRequest> {
  if (isForm(request)) return readForm(request, options);
  return Promise.resolve({ filename: undefined, body: readBody(request, options) });
}

/** Throws away what still comes, within the same limits, so that a client that is still sending reads its answer. */
export function discardRequest(request: IncomingMessage, options: FileRequestOptions): void {
  feedOf(request, new PassThrough(), options, () => {}).drain();
}

/** The bytes of the request as they are, whatever it says of their type. */
export function readBody(request: IncomingMessage, options: FileRequestOptions): Readable {
  const body = openBody();
  const feed = feedOf(request, body, options, (error) => body.destroy(error));
  body.once('close', () => feed.drain());
  return body;
}

function readForm(request: IncomingMessage, options: FileRequestOptions): Promise<FileRequest> {
  const head = Promise.withResolvers<FileRequest>();
  let file: { readonly source: Readable; readonly body: PassThrough } | undefined;

  const fail = (error: unknown): void => {
    const failure = error instanceof Error ? error : new Error(String(error));
    feed.drain();
    head.reject(failure);
    file?.body.destroy(failure);
  };
  const parser = createFormParser(
    request.headers,
    { maxFiles: 1, maxFieldBytes, isFile },
    {
      field: (name) => {
        throw badMultipart(
          `the part ${name.slice(0, 64)} is not expected: put the file into a part named ${partName}, and all else into the query`,
        );
      },
      file: ({ source, filename }: FilePart) => {
        const body = openBody();
        file = { source, body };
        // What follows the file may be wrong as well: it ends with the form.
        source.pipe(body, { end: false });
        body.once('close', () => feed.drain());
        head.resolve({ filename: filename || undefined, body });
      },
      finish: () => {
        if (!file) return fail(badMultipart(`it has no part named ${partName}`));
        const { source, body } = file;
        if (source.readableEnded) body.end();
        else source.once('end', () => body.end());
      },
      fail,
    },
  );
  const feed = feedOf(request, parser, options, fail);
  return head.promise;
}

/** A body that nobody reads any more may fail without taking the process down. */
const openBody = (): PassThrough => new PassThrough().on('error', () => {});

function feedOf(
  request: IncomingMessage,
  parser: Writable,
  options: FileRequestOptions,
  failed: (error: AppError) => void,
): RequestFeed {
  const limit = options.maxBytes;
  return new RequestFeed(request, parser, {
    limits: options,
    ticker: options.ticker ?? systemTicker,
    maxDrainedBytes: limit,
    fed: (bytes) => {
      if (bytes > limit) failed(new AppError('REQUEST_TOO_LARGE', { part: 'body', limit }));
    },
    failed,
  });
}
