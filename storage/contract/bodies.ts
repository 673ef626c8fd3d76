/** Bodies for the suite: bytes whose place can be told, streams that are large, slow or failing. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

export const megabyte = 1024 * 1024;

/** Bytes that differ along the way, so that a piece in the wrong place is noticed. */
export function pattern(bytes: number): Buffer {
  const result = Buffer.alloc(bytes);
  for (let index = 0; index < bytes; index++) result[index] = (index * 31 + (index >> 8)) & 0xff;
  return result;
}

export function* chunked(bytes: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** A stream of this many megabytes, each of another content. */
export function megabytes(count: number): Readable {
  const pieces = function* () {
    for (let index = 0; index < count; index++) yield Buffer.alloc(megabyte, index + 1);
  };
  return Readable.from(pieces());
}

export function failingAfter(bytes: number, fault: Error): Readable {
  const pieces = function* () {
    for (let sent = 0; sent < bytes; sent += 50_000) yield Buffer.alloc(Math.min(50_000, bytes - sent), 1);
    throw fault;
  };
  return Readable.from(pieces());
}

/** To compare by: Jest's own comparison of large buffers takes seconds. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Ends with the SHA-256 of all that came through, without keeping it. */
export async function digestOf(source: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
