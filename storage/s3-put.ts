/**
 * Writes a body to a bucket through parts in memory: what fits into one part is one conditional request, anything
 * larger a multipart upload whose completion is conditional. So every request can be repeated, and nothing is visible
 * before the whole body has arrived in its declared size.
 */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { PutOptions } from './blob-store.ts';
import { metered } from './metered.ts';
import { type Part, partsOf } from './parts.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { Commit } from './s3-commit.ts';
import { MultipartUpload } from './s3-multipart.ts';

/** Most images are one request of this size; a large upload holds about five in memory. */
const partBytes = 8 * 1024 * 1024;
const partsInFlight = 3;
/** S3 takes no more for one object, so a huge one is cut into larger parts: beyond 80 GB its size must be declared. */
const maxParts = 10_000;

/** Resolves with the number of bytes that are stored. */
export async function putBody(
  bucket: S3Bucket,
  key: string,
  { body, byteSize, signal, contentType }: PutOptions & { readonly body: Readable | Uint8Array },
): Promise<number> {
  const size = Math.max(partBytes, Math.ceil((byteSize ?? 0) / maxParts));
  const halt = new AbortController();
  const either = signal ? AbortSignal.any([signal, halt.signal]) : halt.signal;
  const parts = partsOf(metered(body, { byteSize, signal: either }), size);
  const { value: first } = await parts.next();
  if (!first || first.last)
    return putWhole(bucket, key, { data: first?.data ?? Buffer.alloc(0), contentType });
  const write = { first, rest: parts, halt, signal: either, contentType };
  return putInParts(bucket, key, write);
}

async function putWhole(
  bucket: S3Bucket,
  key: string,
  { data, contentType }: { data: Uint8Array; contentType: string },
): Promise<number> {
  const commit = new Commit(bucket, key);
  const command = () =>
    new PutObjectCommand({
      ...bucket.object(key),
      Body: data,
      ContentLength: data.byteLength,
      ContentType: contentType,
      Metadata: commit.metadata,
      IfNoneMatch: '*',
    });
  await commit.run(() => bucket.client.send(command()));
  return data.byteLength;
}

interface PartedBody {
  readonly first: Part;
  readonly rest: AsyncIterable<Part>;
  /** Ends the reading of the source, and all parts under way, as soon as one part has failed. */
  readonly halt: AbortController;
  readonly signal: AbortSignal;
  readonly contentType: string;
}

async function putInParts(bucket: S3Bucket, key: string, body: PartedBody): Promise<number> {
  const { halt, signal, contentType } = body;
  const commit = new Commit(bucket, key);
  const upload = await MultipartUpload.begin(bucket, key, { contentType, metadata: commit.metadata });
  try {
    const bytes = await sendParts(upload, body);
    await commit.refuseTaken();
    signal.throwIfAborted();
    await commit.run(() => upload.complete());
    return bytes;
  } catch (error) {
    await upload.abort();
    throw halt.signal.aborted ? halt.signal.reason : error;
  }
}

async function sendParts(
  upload: MultipartUpload,
  { first, rest, halt, signal }: PartedBody,
): Promise<number> {
  const underWay = new Set<Promise<void>>();
  const begin = (part: Part) => {
    const sending = upload
      .send(part.data, signal)
      .catch((error: unknown) => halt.abort(error))
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  let bytes = first.data.byteLength;
  begin(first);
  try {
    for await (const part of rest) {
      bytes += part.data.byteLength;
      begin(part);
      if (underWay.size >= partsInFlight) await Promise.race(underWay);
    }
  } finally {
    // A part that arrives after the upload was aborted would stay for ever.
    await Promise.all(underWay);
  }
  signal.throwIfAborted();
  return bytes;
}
