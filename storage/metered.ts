/** Reads a body chunk by chunk and holds it to its declared size, the same way for every store. */
import { addAbortSignal, type Readable } from 'node:stream';
import { AppError } from '../platform/errors.ts';
import type { PutOptions } from './blob-store.ts';

/**
 * The chunks of a body. Ends with an error, and never quietly, when the body is shorter or longer than declared, or
 * when the signal is aborted; a stream is destroyed then.
 */
export async function* metered(
  body: Readable | Uint8Array,
  { byteSize, signal }: Pick<PutOptions, 'byteSize' | 'signal'>,
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted();
  let seen = 0;
  for await (const chunk of chunksOf(body, signal)) {
    if (!(chunk instanceof Uint8Array))
      throw new TypeError('A body is a stream of bytes, not of text or objects');
    seen += chunk.byteLength;
    if (byteSize !== undefined && seen > byteSize) throw sizeMismatch(byteSize);
    yield chunk;
  }
  if (byteSize !== undefined && seen !== byteSize) throw sizeMismatch(byteSize);
}

function chunksOf(
  body: Readable | Uint8Array,
  signal: AbortSignal | undefined,
): AsyncIterable<unknown> | Iterable<unknown> {
  if (body instanceof Uint8Array) return [body];
  return signal ? addAbortSignal(signal, body) : body;
}

const sizeMismatch = (declared: number) => new AppError('SIZE_MISMATCH', { declared });

/** Lets go of a body that was not read to its end, so that its source does not wait for ever. */
export function discard(body: Readable | Uint8Array): void {
  if (!(body instanceof Uint8Array)) body.destroy();
}
