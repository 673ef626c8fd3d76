/**
 * How clients bring bytes to a store without the API in between. A bucket lets them write by itself, to addresses that
 * are signed for one request; a directory has no such door, so the server keeps one for it and writes the parts here.
 * Either way the blob is visible only whole, and nothing is overwritten.
 */
import type { Readable } from 'node:stream';

export type ClientWrites = PresignedWrites | LocalParts;

/** A request that anybody may send until it expires, exactly so: method, address and these headers are signed. */
export interface PresignedPut {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface StoredPart {
  /** From 1. */
  readonly partNumber: number;
  /** With its quotes, as the answer to the PUT gave it. */
  readonly etag: string;
  readonly byteSize: number;
}

export interface PresignedWrites {
  readonly kind: 'presigned';
  /** One request with the whole body; a second one is refused with 412. */
  signWhole(key: string, body: SignedBody & { readonly contentType: string }): Promise<PresignedPut>;
  /** Begins a multipart upload and answers the store's id of it. */
  begin(key: string, contentType: string): Promise<string>;
  signPart(
    key: string,
    part: SignedBody & { readonly multipartId: string; readonly partNumber: number },
  ): Promise<PresignedPut>;
  /** The parts that have arrived, by number; undefined where the store cannot tell. */
  storedParts(key: string, multipartId: string): Promise<StoredPart[] | undefined>;
  /**
   * Makes the parts one blob; repeatable.
   * @throws AppError UPLOAD_INCOMPLETE when the store does not have these parts.
   */
  complete(
    key: string,
    multipartId: string,
    parts: readonly Pick<StoredPart, 'partNumber' | 'etag'>[],
  ): Promise<void>;
  /** Sends a part from here; repeatable. @throws AppError UPLOAD_EXPIRED when the store has forgotten the upload. */
  writePart(
    key: string,
    part: { readonly multipartId: string; readonly partNumber: number; readonly data: Uint8Array },
  ): Promise<StoredPart>;
  /** Frees the parts; repeatable. */
  abort(key: string, multipartId: string): Promise<void>;
  /** Why pages of this origin cannot send such requests, in a few words; undefined where they can. */
  browserFault(origin: string): Promise<string | undefined>;
}

interface SignedBody {
  readonly byteSize: number;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface LocalParts {
  readonly kind: 'local';
  /** Writes one part durably at its place; repeatable. @throws AppError SIZE_MISMATCH, UPLOAD_SEALED. */
  writePart(uploadId: string, part: PartToWrite): Promise<{ etag: string }>;
  /**
   * Writes what comes, for as long as it comes, at its place; yields now and then, and at the end, how far the upload is
   * durable. The caller sees to it that nobody else writes, and that the body does not fail.
   * @throws AppError UPLOAD_SEALED, or UPLOAD_EXPIRED when what was before the offset is not there any more.
   */
  append(
    uploadId: string,
    arriving: { readonly offset: number; readonly body: AsyncIterable<Uint8Array> },
  ): AsyncGenerator<number>;
  /**
   * Takes no more parts, and makes what was written the blob under the key; repeatable. The caller knows that every
   * part is there.
   */
  complete(uploadId: string, key: string): Promise<void>;
  /** Frees the parts; repeatable. */
  abort(uploadId: string): Promise<void>;
}

export interface PartToWrite {
  /** Where in the whole it begins, in bytes. */
  readonly offset: number;
  readonly byteSize: number;
  readonly body: Readable;
}
