/**
 * Where a client sends its bytes: straight to the bucket, or to this server's own door to the disk. Both are requests
 * that carry their permission with them, so one client serves both.
 */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { LocalParts, PresignedPut, PresignedWrites, StoredPart } from '../../storage/client-writes.ts';
import { signPath } from '../signing/sign-path.ts';
import type { SigningKey } from '../signing/signature.ts';
import { byteSizeOfPart, partCountOf } from './part-plan.ts';
import type { UploadEntity } from './upload.entity.ts';
import { rememberParts, storedPartsOf } from './upload-parts.ts';

/** A request that anybody may send, exactly so, until it expires. */
export interface SignedRequest {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly expiresAt: Date;
}

export interface SignedPart {
  readonly partNumber: number;
  readonly request: SignedRequest;
}

export type { StoredPart };

export type PartReceipt = Pick<StoredPart, 'partNumber' | 'etag'>;

export interface UploadTargets {
  /** One request with the whole body. */
  signWhole(upload: UploadEntity, expiresIn: number): Promise<SignedRequest>;
  /** Begins a multipart upload; answers the store's id of it where the store has one. */
  begin(upload: UploadEntity): Promise<string | null>;
  signParts(upload: UploadEntity, numbers: readonly number[], expiresIn: number): Promise<SignedPart[]>;
  /** The parts that have arrived, by number. */
  storedParts(upload: UploadEntity): Promise<StoredPart[]>;
  /** Makes the parts the blob of the upload; repeatable. @throws AppError UPLOAD_INCOMPLETE. */
  complete(upload: UploadEntity, receipts: readonly PartReceipt[] | undefined): Promise<void>;
  /** Frees the parts; repeatable. */
  abort(upload: UploadEntity): Promise<void>;
}

export interface TargetOptions {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly signingKeys: readonly SigningKey[];
  /** Of this server, for the door to the disk. */
  readonly publicUrl: string;
}

export function uploadTargets(options: TargetOptions): UploadTargets {
  const writes = options.store.clientWrites;
  return writes.kind === 'presigned' ? bucketTargets(options, writes) : localTargets(options, writes);
}

function bucketTargets({ database }: TargetOptions, writes: PresignedWrites): UploadTargets {
  const storedParts = async (upload: UploadEntity): Promise<StoredPart[]> =>
    (await writes.storedParts(upload.storageKey, multipartIdOf(upload))) ??
    storedPartsOf(database, upload.id);
  return {
    async signWhole(upload, expiresIn) {
      const { storageKey, contentType, byteSize } = announced(upload);
      return requestOf(await writes.signWhole(storageKey, { byteSize, contentType, expiresIn }), expiresIn);
    },
    begin: (upload) => writes.begin(upload.storageKey, announced(upload).contentType),
    signParts: (upload, numbers, expiresIn) =>
      Promise.all(
        numbers.map(async (partNumber) => {
          const part = {
            multipartId: multipartIdOf(upload),
            partNumber,
            byteSize: byteSizeOfPart(announced(upload), partNumber),
            expiresIn,
          };
          return {
            partNumber,
            request: requestOf(await writes.signPart(upload.storageKey, part), expiresIn),
          };
        }),
      ),
    storedParts,
    async complete(upload, receipts) {
      if (receipts) await rememberParts(database, upload.id, receipts.map(withSize(upload)));
      const parts = receipts ?? (await storedParts(upload));
      requireAll(upload, parts);
      await writes.complete(upload.storageKey, multipartIdOf(upload), inOrder(parts));
    },
    abort: (upload) => writes.abort(upload.storageKey, multipartIdOf(upload)),
  };
}

function localTargets(options: TargetOptions, writes: LocalParts): UploadTargets {
  const { database } = options;
  return {
    async signWhole(upload, expiresIn) {
      const { byteSize, contentType } = announced(upload);
      const headers = {
        'content-length': String(byteSize),
        'content-type': contentType,
        'if-none-match': '*',
      };
      return localRequest(options, { upload, rest: '', headers, expiresIn });
    },
    begin: () => Promise.resolve(null),
    async signParts(upload, numbers, expiresIn) {
      return numbers.map((partNumber) => {
        const headers = { 'content-length': String(byteSizeOfPart(announced(upload), partNumber)) };
        return {
          partNumber,
          request: localRequest(options, { upload, rest: `/parts/${partNumber}`, headers, expiresIn }),
        };
      });
    },
    storedParts: (upload) => storedPartsOf(database, upload.id),
    async complete(upload, receipts) {
      const stored = await storedPartsOf(database, upload.id);
      requireAll(upload, stored);
      const etags = new Map(stored.map(({ partNumber, etag }) => [partNumber, etag]));
      if (receipts?.some(({ partNumber, etag }) => etags.get(partNumber) !== etag))
        throw new AppError('UPLOAD_INCOMPLETE');
      await writes.complete(upload.id, upload.storageKey);
    },
    abort: (upload) => writes.abort(upload.id),
  };
}

interface LocalRequest {
  readonly upload: UploadEntity;
  /** What follows the path of the upload. */
  readonly rest: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresIn: number;
}

/** The size and the type are in the address, under the signature, and the server compares them with the headers. */
function localRequest({ publicUrl, signingKeys }: TargetOptions, request: LocalRequest): SignedRequest {
  const { upload, rest, headers, expiresIn } = request;
  const now = new Date();
  const query = {
    size: headers['content-length'] ?? '',
    ...(headers['content-type'] !== undefined && { type: headers['content-type'] }),
  };
  const path = `/uploads/${toGlobalId('upload', upload.id)}${rest}`;
  const target = signPath({ method: 'PUT', path, query, expiresIn, now }, signingKeys);
  return requestOf({ url: publicUrl + target, headers }, expiresIn, now);
}

function requestOf({ url, headers }: PresignedPut, expiresIn: number, now = new Date()): SignedRequest {
  return {
    method: 'PUT',
    url,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    expiresAt: new Date(Math.floor(now.getTime() / 1_000 + expiresIn) * 1_000),
  };
}

/** Every part has its receipt; which of them a store believes is its own matter. */
function requireAll(upload: UploadEntity, parts: readonly PartReceipt[]): void {
  const numbers = new Set(parts.map(({ partNumber }) => partNumber));
  const count = partCountOf(announced(upload));
  for (let number = 1; number <= count; number += 1)
    if (!numbers.has(number)) throw new AppError('UPLOAD_INCOMPLETE');
  if (numbers.size > count) throw new AppError('UPLOAD_INCOMPLETE');
}

const inOrder = (parts: readonly PartReceipt[]): PartReceipt[] =>
  parts.toSorted((one, other) => one.partNumber - other.partNumber);

const withSize =
  (upload: UploadEntity) =>
  ({ partNumber, etag }: PartReceipt): StoredPart => ({
    partNumber,
    etag,
    byteSize: byteSizeOfPart(announced(upload), partNumber),
  });

/** What the client said when it began a direct or resumable upload; other uploads are not asked for. */
export function announced(upload: UploadEntity) {
  const { storageKey, byteSize, partBytes } = upload;
  // Over tus a client need not know what it sends.
  const contentType = upload.contentType ?? (upload.tusMetadata === null ? null : 'application/octet-stream');
  if (byteSize === null || contentType === null) throw new Error('not a direct or resumable upload');
  return { storageKey, byteSize, contentType, partBytes: partBytes ?? byteSize };
}

function multipartIdOf(upload: UploadEntity): string {
  if (upload.multipartId === null) throw new Error('not a multipart upload of a bucket');
  return upload.multipartId;
}
