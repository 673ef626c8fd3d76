/**
 * The one request that makes a blob visible, and what became of it when its answer is lost.
 *
 * A retry of a conditional write that did arrive is refused with 412, because of the very blob that it wrote. Size and
 * ETag cannot tell that from a stranger's equal bytes, so each write leaves a token of its own in the object's
 * metadata, and whoever finds its token there has won.
 */
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../platform/errors.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { isMissing, onS3, statusOf } from './s3-fault.ts';

const tokenName = 'darkroom-write';

/** AWS answers 409 while another write to the key is being decided; the next answer is the verdict. */
const conflictAttempts = 5;

export class Commit {
  readonly #bucket: S3Bucket;
  readonly #key: string;
  readonly #token = randomUUID();

  constructor(bucket: S3Bucket, key: string) {
    this.#bucket = bucket;
    this.#key = key;
  }

  /** Goes with the request that begins the write. */
  get metadata(): Record<string, string> {
    return { [tokenName]: this.#token };
  }

  /**
   * Resolves when the blob is visible and ours. No signal reaches this: a write that is cut off may still happen.
   * @throws AppError BLOB_EXISTS when it is somebody else's, STORAGE_UNAVAILABLE when nobody knows. In that case it may
   * appear later, and whoever claimed the key has to delete it.
   */
  async run(send: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await send();
        return;
      } catch (error) {
        if (await this.#isOurs(error)) return;
        if (statusOf(error) === 412) throw new AppError('BLOB_EXISTS', undefined, { cause: error });
        if (statusOf(error) !== 409 || attempt === conflictAttempts) await onS3(() => Promise.reject(error));
        await wait(attempt * 50);
      }
    }
  }

  /** @throws AppError BLOB_EXISTS. For stores that complete a multipart upload without looking. */
  async refuseTaken(): Promise<void> {
    if (await onS3(() => this.#tokenThere())) throw new AppError('BLOB_EXISTS');
  }

  async #isOurs(cause: unknown): Promise<boolean> {
    const there = await onS3(() => this.#tokenThere());
    if (there !== undefined && there !== this.#token) throw new AppError('BLOB_EXISTS', undefined, { cause });
    return there === this.#token;
  }

  /** The token of the blob under our key, 'none' when it has none, undefined when there is no blob. */
  async #tokenThere(): Promise<string | undefined> {
    try {
      const head = await this.#bucket.client.send(new HeadObjectCommand(this.#bucket.object(this.#key)));
      return head.Metadata?.[tokenName] ?? 'none';
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}
