/**
 * One pass over an upload: the first bytes are there to be looked at before anything is stored, then every byte
 * is counted against the limit and hashed on its way. Nothing is held but the chunk in hand.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppError } from '../../platform/errors.ts';

export interface CountedBody {
  /** The whole body. */
  readonly stream: Readable;
  /** Bytes that have passed so far. */
  receivedBytes(): number;
}

export interface MeteredBody extends CountedBody {
  /** The first bytes, up to the number asked for. */
  readonly head: Uint8Array;
  /** The whole body; fails with FILE_TOO_LARGE at the first byte over the limit. */
  readonly stream: Readable;
  /** A second limit, known later; beyond it the stream fails with this refusal. */
  restrict(limit: number, refusal: AppError): void;
  /** What has passed, when the stream has ended. */
  measured(): { byteSize: number; sha256: string };
}

export interface Meter {
  /** Bytes to look at beforehand. */
  readonly peek: number;
  readonly limit: number;
  /** Named in the refusal. */
  readonly profile: string;
}

/** Reads the head; the rest flows when `stream` is read. */
export async function meterBody(body: Readable, { peek, limit, profile }: Meter): Promise<MeteredBody> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first: Buffer[] = [];
  let peeked = 0;
  while (peeked < peek) {
    const { done, value } = await chunks.next();
    if (done) break;
    first.push(value);
    peeked += value.length;
  }

  const hash = createHash('sha256');
  let byteSize = 0;
  let restriction: { limit: number; refusal: AppError } | undefined;
  const pass = (chunk: Buffer): Buffer => {
    byteSize += chunk.length;
    if (byteSize > limit) throw new AppError('FILE_TOO_LARGE', { limit, profile });
    if (restriction && byteSize > restriction.limit) throw restriction.refusal;
    hash.update(chunk);
    return chunk;
  };

  async function* flow(): AsyncGenerator<Buffer> {
    try {
      for (const chunk of first) yield pass(chunk);
      for (;;) {
        const { done, value } = await chunks.next();
        if (done) return;
        yield pass(value);
      }
    } finally {
      // Ending early, by a limit or a failed store, also ends whoever still sends.
      await chunks.return?.();
    }
  }

  return {
    head: Buffer.concat(first).subarray(0, peek),
    stream: Readable.from(flow(), { objectMode: false }),
    restrict(limit, refusal) {
      restriction = { limit, refusal };
    },
    receivedBytes: () => byteSize,
    measured: () => ({ byteSize, sha256: hash.copy().digest('hex') }),
  };
}

/** For what nothing else is asked of on its way. */
export function countBody(body: Readable): CountedBody {
  let byteSize = 0;
  async function* flow(): AsyncGenerator<Buffer> {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      byteSize += chunk.length;
      yield chunk;
    }
  }
  return { stream: Readable.from(flow(), { objectMode: false }), receivedBytes: () => byteSize };
}

/** The SHA-256 of a body that is not kept. @throws AppError FILE_TOO_LARGE. */
export async function digestBody(body: Readable, limits: Omit<Meter, 'peek'>): Promise<string> {
  const metered = await meterBody(body, { ...limits, peek: 0 });
  for await (const _ of metered.stream);
  return metered.measured().sha256;
}
