/** Sets busboy up so that no client can make it throw, crash or swallow more than it should. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { AppError } from '../../platform/errors.ts';
import { badMultipart } from './bad-multipart.ts';

export interface FormLimits {
  readonly maxFiles: number;
  readonly maxFieldBytes: number;
  /** Which parts are files, whatever they look like; all others are fields. */
  readonly isFile: (name: string | undefined) => boolean;
}

export interface FilePart {
  readonly name: string;
  readonly source: Readable;
  readonly filename: string;
  readonly mimetype: string;
  readonly encoding: string;
}

/** What is thrown in here comes back through `fail`. */
export interface FormListener {
  field(name: string, value: string): void;
  file(part: FilePart): void;
  finish(): void;
  fail(error: unknown): void;
}

/** Of one part. Longer ones are cut by the parser, so a name this long was cut; honest ones are below 1 KiB. */
const headerBytes = 32 * 1024;
const nameLength = 16 * 1024;

/** @throws AppError BAD_MULTIPART when the content type names no form or no usable boundary. */
export function createFormParser(
  headers: IncomingHttpHeaders,
  limits: FormLimits,
  listener: FormListener,
): Writable {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw badMultipart('the content type is not multipart/form-data with a boundary');
  const parser = construct(type, limits);

  // Events come from inside write() and from later ticks; thrown there, an error would reach nobody.
  const guarded =
    <A extends unknown[]>(call: (...args: A) => void) =>
    (...args: A) => {
      try {
        call(...args);
      } catch (error) {
        listener.fail(error);
      }
    };
  const refuse = (error: AppError) => () => listener.fail(error);

  return parser
    .on(
      'field',
      guarded((name, value, _, truncated) => {
        if (truncated)
          throw new AppError('REQUEST_TOO_LARGE', { part: `field ${name}`, limit: limits.maxFieldBytes });
        listener.field(name, value);
      }),
    )
    .on(
      'file',
      guarded((...part: FileEvent) => listener.file(filePart(part))),
    )
    .on('filesLimit', refuse(new AppError('TOO_MANY_FILES', { limit: limits.maxFiles })))
    .on('partsLimit', refuse(badMultipart('it has more parts than files and fields')))
    .on(
      'finish',
      guarded(() => listener.finish()),
    )
    .on('error', (cause: unknown) =>
      listener.fail(badMultipart('the body is malformed or ends before its last boundary', cause)),
    );
}

/** What busboy emits for a file; its own types hide that clients may leave out both names. */
type FileEvent = [
  name: string | undefined,
  source: BusboyFileStream,
  filename: string | undefined,
  encoding: string,
  mimetype: string,
];

function filePart([name, source, filename = '', encoding, mimetype]: FileEvent): FilePart {
  // The parser emits errors by hand, when nobody may be reading: unheard, one would end the process.
  source.on('error', () => {});
  if (name === undefined) throw badMultipart('a part has no name');
  if (name.length + filename.length > nameLength) throw badMultipart('a name is too long');
  return { name, source, filename: unescaped(filename), encoding, mimetype };
}

/** Browsers write these three so (HTML, multipart/form-data), and a percent sign as it is. */
const unescaped = (filename: string): string =>
  filename.replace(/%(22|0D|0A)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function construct(type: string, { maxFiles, maxFieldBytes, isFile }: FormLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      isPartAFile: (name) => isFile(name),
      limits: {
        fieldSize: maxFieldBytes,
        files: maxFiles,
        parts: maxFiles + 3,
        headerPairs: 32,
        headerSize: headerBytes,
      },
    });
  } catch (cause) {
    throw badMultipart('the boundary is missing or too long', cause);
  }
}
