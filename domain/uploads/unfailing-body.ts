/** The bytes that one request brings, for whoever has to keep what came although the rest will not come. */
import { createHash, type Hash } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';

export const checksumAlgorithms = ['sha1', 'sha256'] as const;

/** Of what one request brings. */
export interface Checksum {
  readonly algorithm: (typeof checksumAlgorithms)[number];
  readonly digest: Buffer;
}

/** Ends where the given body fails, and remembers why. */
export class UnfailingBody {
  failure: Error | undefined;
  readonly #chunks: AsyncGenerator<Uint8Array>;
  readonly #checksum: Checksum | undefined;
  readonly #hash: Hash | undefined;
  #first: Uint8Array[] = [];

  constructor(body: AsyncIterable<Uint8Array>, checksum: Checksum | undefined) {
    this.#checksum = checksum;
    this.#hash = checksum && createHash(checksum.algorithm);
    this.#chunks = this.#read(body);
  }

  /** The first bytes, fewer where the body ends before; they come again with the others. */
  async head(bytes: number): Promise<Uint8Array> {
    let length = 0;
    while (length < bytes) {
      const { done, value } = await this.#chunks.next();
      if (done) break;
      this.#first.push(value);
      length += value.byteLength;
    }
    return Buffer.concat(this.#first).subarray(0, bytes);
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    yield* this.#first;
    this.#first = [];
    yield* this.#chunks;
  }

  /** Once it has been read. @throws AppError UPLOAD_CHECKSUM_MISMATCH. */
  verify(): void {
    if (this.#checksum && !this.#hash?.digest().equals(this.#checksum.digest))
      throw new AppError('UPLOAD_CHECKSUM_MISMATCH');
  }

  async *#read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        this.#hash?.update(chunk);
        yield chunk;
      }
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }
}
