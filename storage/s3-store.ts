/**
 * Blobs as objects of one S3 bucket. Conditional writes keep them from being overwritten, by any number of processes;
 * a store without them fails its check.
 */
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { AppError } from '../platform/errors.ts';
import type { BlobInfo, BlobStore, ByteRange, OpenOptions, PutOptions } from './blob-store.ts';
import { assertRange } from './byte-range.ts';
import { assertKey, assertPrefix, isKey } from './key.ts';
import { discard } from './metered.ts';
import { ResumingBody } from './resuming-body.ts';
import { S3Bucket, type S3Options } from './s3-bucket.ts';
import { probe } from './s3-check.ts';
import { S3PresignedWrites } from './s3-presigned.ts';
import { isMissing, onS3, statusOf, unavailable } from './s3-fault.ts';
import { removeUnfinished } from './s3-leftovers.ts';
import { putBody } from './s3-put.ts';
import { Scratch } from './scratch.ts';

/** The most that one request may delete. */
const deleteBatch = 1000;

export class S3Store implements BlobStore {
  readonly clientWrites: S3PresignedWrites;
  readonly #bucket: S3Bucket;
  readonly #scratch: Scratch;
  #proven = false;

  constructor(options: S3Options & { readonly scratchDirectory: string }) {
    this.#bucket = new S3Bucket(options);
    this.clientWrites = new S3PresignedWrites(this.#bucket);
    this.#scratch = new Scratch(options.scratchDirectory);
  }

  async put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    assertKey(key);
    try {
      const byteSize = await putBody(this.#bucket, key, { ...options, body });
      return { key, byteSize, lastModified: new Date() };
    } catch (error) {
      discard(body);
      throw options.signal?.aborted ? options.signal.reason : error;
    }
  }

  async open(key: string, { range, signal }: OpenOptions = {}): Promise<{ info: BlobInfo; body: Readable }> {
    if (range) assertRange(range);
    const answer = await this.#get(key, { range, signal });
    const byteSize = answer.ContentLength ?? 0;
    const start = range?.start ?? 0;
    const body = new ResumingBody({
      first: streamOf(answer),
      byteSize,
      reopen: async (arrived) => {
        const rest = { start: start + arrived, end: start + byteSize - 1 };
        return streamOf(await this.#get(key, { range: rest, signal, etag: answer.ETag }));
      },
    });
    const whole = range ? Number(answer.ContentRange?.split('/')[1]) : byteSize;
    const info = { key, byteSize: whole, lastModified: answer.LastModified ?? new Date(0) };
    return { info, body };
  }

  async head(key: string): Promise<BlobInfo | undefined> {
    const object = this.#bucket.object(key);
    try {
      const answer = await this.#bucket.client.send(new HeadObjectCommand(object));
      return { key, byteSize: answer.ContentLength ?? 0, lastModified: answer.LastModified ?? new Date(0) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unavailable(error);
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    const objects = keys.map((key) => ({ Key: this.#bucket.object(key).Key }));
    for (let start = 0; start < objects.length; start += deleteBatch) {
      await this.#deleteBatch(objects.slice(start, start + deleteBatch));
    }
  }

  list(prefix: string): AsyncIterable<BlobInfo> {
    assertPrefix(prefix);
    return this.#list(prefix);
  }

  async withLocalFile<T>(key: string, use: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T> {
    assertKey(key);
    const open = async () => (await this.open(key, { signal })).body;
    return this.#scratch.withCopy(open, use);
  }

  /** The first time with a probe that is written and deleted again, which costs; then by a list of one. */
  async check(): Promise<void> {
    await probe(this.#bucket, { write: !this.#proven });
    this.#proven = true;
  }

  async removeLeftovers(untouchedSince: Date, begunBefore: Date = untouchedSince): Promise<number> {
    return (await this.#scratch.sweep(untouchedSince)) + (await removeUnfinished(this.#bucket, begunBefore));
  }

  async #get(
    key: string,
    {
      range,
      signal,
      etag,
    }: { range: ByteRange | undefined; signal: AbortSignal | undefined; etag?: string | undefined },
  ): Promise<GetObjectCommandOutput> {
    const command = new GetObjectCommand({
      ...this.#bucket.object(key),
      ...(range && { Range: `bytes=${range.start}-${range.end}` }),
      ...(etag && { IfMatch: etag }),
    });
    try {
      signal?.throwIfAborted();
      return await this.#bucket.client.send(command, { ...(signal && { abortSignal: signal }) });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (isMissing(error)) throw new AppError('BLOB_MISSING', { key }, { cause: error });
      if (statusOf(error) === 416) throw new AppError('RANGE_NOT_SATISFIABLE', undefined, { cause: error });
      throw unavailable(error);
    }
  }

  async #deleteBatch(Objects: { Key: string }[]): Promise<void> {
    const command = new DeleteObjectsCommand({ Bucket: this.#bucket.name, Delete: { Objects, Quiet: true } });
    const { Errors = [] } = await onS3(() => this.#bucket.client.send(command));
    const [first] = Errors;
    if (first) throw unavailable(new Error(`${first.Key} cannot be deleted: ${first.Code} ${first.Message}`));
  }

  async *#list(prefix: string): AsyncGenerator<BlobInfo> {
    const { client, name: Bucket, prefix: before } = this.#bucket;
    let ContinuationToken: string | undefined;
    do {
      const command = new ListObjectsV2Command({ Bucket, Prefix: before + prefix, ContinuationToken });
      const page = await onS3(() => client.send(command));
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        const key = Key.slice(before.length);
        if (isKey(key)) yield { key, byteSize: Size, lastModified: LastModified };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }
}

/** In Node the SDK's body is always a stream. */
const streamOf = (answer: GetObjectCommandOutput): Readable => answer.Body as Readable;
