/**
 * Requests that clients send straight to the bucket. Size, type and the condition that nothing is overwritten are
 * headers under the signature, so a client that changes one of them is refused by the store itself.
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { AppError } from '../platform/errors.ts';
import type { PresignedPut, PresignedWrites, StoredPart } from './client-writes.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { corsFault } from './s3-cors.ts';
import { isMissing, onS3, statusOf, unavailable } from './s3-fault.ts';

export class S3PresignedWrites implements PresignedWrites {
  readonly kind = 'presigned';
  readonly #bucket: S3Bucket;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
  }

  async signWhole(
    key: string,
    { byteSize, contentType, expiresIn }: { byteSize: number; contentType: string; expiresIn: number },
  ): Promise<PresignedPut> {
    const command = new PutObjectCommand({
      ...this.#bucket.object(key),
      ContentLength: byteSize,
      ContentType: contentType,
      IfNoneMatch: '*',
    });
    const headers = {
      'content-length': String(byteSize),
      'content-type': contentType,
      'if-none-match': '*',
    };
    const url = await onS3(() => getSignedUrl(this.#bucket.presigner, command, signing(headers, expiresIn)));
    return { url, headers };
  }

  async begin(key: string, contentType: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      ...this.#bucket.object(key),
      ContentType: contentType,
    });
    const { UploadId } = await onS3(() => this.#bucket.client.send(command));
    if (UploadId === undefined) throw unavailable(new Error('the store began an upload and gave it no id'));
    return UploadId;
  }

  async signPart(
    key: string,
    part: { multipartId: string; partNumber: number; byteSize: number; expiresIn: number },
  ): Promise<PresignedPut> {
    const command = new UploadPartCommand({
      ...this.#bucket.object(key),
      UploadId: part.multipartId,
      PartNumber: part.partNumber,
      ContentLength: part.byteSize,
    });
    const headers = { 'content-length': String(part.byteSize) };
    const signed = signing(headers, part.expiresIn);
    const url = await onS3(() => getSignedUrl(this.#bucket.presigner, command, signed));
    return { url, headers };
  }

  async storedParts(key: string, multipartId: string): Promise<StoredPart[] | undefined> {
    const stored: StoredPart[] = [];
    let PartNumberMarker: string | undefined;
    do {
      const page = await this.#partsPage(key, multipartId, PartNumberMarker);
      if (!page) return undefined;
      for (const { PartNumber = 0, ETag = '', Size = 0 } of page.Parts ?? [])
        stored.push({ partNumber: PartNumber, etag: ETag, byteSize: Size });
      PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (PartNumberMarker);
    return stored;
  }

  async complete(
    key: string,
    multipartId: string,
    parts: readonly Pick<StoredPart, 'partNumber' | 'etag'>[],
  ): Promise<void> {
    const command = new CompleteMultipartUploadCommand({
      ...this.#bucket.object(key),
      UploadId: multipartId,
      IfNoneMatch: '*',
      MultipartUpload: {
        Parts: parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag })),
      },
    });
    try {
      await this.#bucket.client.send(command);
    } catch (error) {
      // The answer to an earlier attempt was lost: the key is ours alone, so what is there is this upload.
      if (await this.#isThere(key)) return;
      if (isPartFault(error)) throw new AppError('UPLOAD_INCOMPLETE', undefined, { cause: error });
      if (isMissing(error)) throw new AppError('UPLOAD_EXPIRED', undefined, { cause: error });
      throw unavailable(error);
    }
  }

  /** By the client that adds no checksums, as this upload announced none when it was begun. */
  async writePart(
    key: string,
    { multipartId, partNumber, data }: { multipartId: string; partNumber: number; data: Uint8Array },
  ): Promise<StoredPart> {
    const command = new UploadPartCommand({
      ...this.#bucket.object(key),
      UploadId: multipartId,
      PartNumber: partNumber,
      Body: data,
      ContentLength: data.byteLength,
    });
    try {
      const { ETag = '' } = await this.#bucket.presigner.send(command);
      return { partNumber, etag: ETag, byteSize: data.byteLength };
    } catch (error) {
      if (isMissing(error)) throw new AppError('UPLOAD_EXPIRED', undefined, { cause: error });
      throw unavailable(error);
    }
  }

  async abort(key: string, multipartId: string): Promise<void> {
    const command = new AbortMultipartUploadCommand({ ...this.#bucket.object(key), UploadId: multipartId });
    await this.#bucket.client.send(command).catch((error: unknown) => {
      if (!isMissing(error)) throw unavailable(error);
    });
  }

  /** With a request that is never sent: its key is of no blob. */
  async browserFault(origin: string): Promise<string | undefined> {
    const put = await this.signWhole('cors-check', { byteSize: 1, contentType: 'image/jpeg', expiresIn: 60 });
    return onS3(() => corsFault(put, origin));
  }

  /** Undefined from a store that cannot list parts; an upload that is over has none. */
  async #partsPage(key: string, UploadId: string, PartNumberMarker: string | undefined) {
    const command = new ListPartsCommand({ ...this.#bucket.object(key), UploadId, PartNumberMarker });
    try {
      return await this.#bucket.client.send(command);
    } catch (error) {
      if (statusOf(error) === 501) return undefined;
      if (isMissing(error)) return { Parts: [], IsTruncated: false, NextPartNumberMarker: undefined };
      throw unavailable(error);
    }
  }

  async #isThere(key: string): Promise<boolean> {
    try {
      await this.#bucket.client.send(new HeadObjectCommand(this.#bucket.object(key)));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw unavailable(error);
    }
  }
}

/** Without being named the type would not be signed, and as parameters of the address the headers would bind nobody. */
function signing(headers: Readonly<Record<string, string>>, expiresIn: number) {
  const signed = new Set(['host', ...Object.keys(headers)]);
  return { expiresIn, signableHeaders: signed, unhoistableHeaders: signed };
}

const partFaults = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'MalformedXML']);

const isPartFault = (error: unknown): boolean =>
  partFaults.has(String((error as { name?: unknown } | undefined)?.name));
