/** One multipart upload: numbered parts that become an object together, or are all thrown away. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { S3Bucket } from './s3-bucket.ts';
import { onS3 } from './s3-fault.ts';

interface Upload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

export class MultipartUpload {
  readonly #bucket: S3Bucket;
  readonly #upload: Upload;
  readonly #done: CompletedPart[] = [];
  #lastNumber = 0;

  private constructor(bucket: S3Bucket, upload: Upload) {
    this.#bucket = bucket;
    this.#upload = upload;
  }

  /** Takes no signal: an upload that was begun and whose id nobody learned could not be aborted. */
  static async begin(
    bucket: S3Bucket,
    key: string,
    { contentType, metadata }: { contentType: string; metadata: Record<string, string> },
  ): Promise<MultipartUpload> {
    const object = bucket.object(key);
    const begin = { ...object, ContentType: contentType, Metadata: metadata, ...bucket.partChecksums };
    const { UploadId } = await onS3(() => bucket.client.send(new CreateMultipartUploadCommand(begin)));
    return new MultipartUpload(bucket, { ...object, UploadId: UploadId ?? '' });
  }

  /** Sends the next part. */
  async send(data: Uint8Array, signal: AbortSignal): Promise<void> {
    const PartNumber = ++this.#lastNumber;
    const part = { ...this.#upload, PartNumber, Body: data, ContentLength: data.byteLength };
    const answer = await onS3(() =>
      this.#bucket.client.send(new UploadPartCommand(part), { abortSignal: signal }),
    );
    this.#done.push({
      PartNumber,
      ETag: answer.ETag,
      ...(answer.ChecksumCRC32 && { ChecksumCRC32: answer.ChecksumCRC32 }),
    });
  }

  /** Makes the parts one visible object, unless the key is taken; its error is raw, for `Commit` to judge. */
  async complete(): Promise<void> {
    const Parts = this.#done.toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
    const whole = { ...this.#upload, MultipartUpload: { Parts }, IfNoneMatch: '*' };
    await this.#bucket.client.send(new CompleteMultipartUploadCommand(whole));
  }

  /** Never fails, since it follows a failure that matters more: what a dead store keeps is for `removeLeftovers`. */
  async abort(): Promise<void> {
    await this.#bucket.client.send(new AbortMultipartUploadCommand(this.#upload)).catch(() => undefined);
  }
}
