/**
 * What @tus/server keeps its uploads in: ours. One for each request, so that it knows who asks. Rows, quota and bytes
 * are the use cases' matter; here is only the translation.
 */
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Viewer } from '../../domain/access/viewer.ts';
import { abortUpload } from '../../domain/uploads/abort-upload.ts';
import { appendToUpload } from '../../domain/uploads/append-upload.ts';
import { beginResumable } from '../../domain/uploads/begin-resumable.ts';
import type { DirectUploadDependencies } from '../../domain/uploads/create-upload.ts';
import type { Settle } from '../../domain/uploads/idempotency.ts';
import { ownUpload, refuseOver } from '../../domain/uploads/own-upload.ts';
import type { Checksum } from '../../domain/uploads/unfailing-body.ts';
import type { UploadEntity } from '../../domain/uploads/upload.entity.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { saidOfFile } from './metadata.ts';

/** `checksum` is ours: the library knows nothing of it, and the use case does it. */
export const tusExtensions = ['creation', 'creation-with-upload', 'termination', 'expiration', 'checksum'];

export interface Asked {
  readonly viewer: Viewer;
  /** The header Upload-Metadata, of a request that begins an upload. */
  readonly metadata: string;
  /** Of the bytes that come with this request. */
  readonly checksum: Checksum | undefined;
  /** Of the idempotency key of a request that begins an upload. */
  readonly settle: Settle | undefined;
}

export class UploadDataStore extends DataStore {
  override extensions = tusExtensions;
  readonly #dependencies: DirectUploadDependencies;
  readonly #asked: Asked;

  constructor(dependencies: DirectUploadDependencies, asked: Asked) {
    super();
    this.#dependencies = dependencies;
    this.#asked = asked;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { viewer, metadata, settle } = this.#asked;
    const row = await beginResumable(this.#dependencies, {
      ...saidOfFile(metadata),
      viewer,
      uploadId: fromGlobalId('upload', upload.id),
      byteSize: upload.size ?? 0,
      settle,
    });
    upload.creation_date = this.#begun(row);
    return upload;
  }

  /** @throws AppError why there is nothing to go on with. */
  override async getUpload(id: string): Promise<Upload> {
    const row = await this.#find(id);
    refuseOver(row);
    return new Upload({
      id,
      size: row.byteSize ?? 0,
      offset: row.receivedBytes,
      creation_date: this.#begun(row),
    });
  }

  /** The library has compared the offset with what `getUpload` said, under the same lock. */
  override async write(body: Readable, id: string): Promise<number> {
    const upload = await this.#find(id);
    return appendToUpload(this.#dependencies, { upload, body, checksum: this.#asked.checksum });
  }

  override async remove(id: string): Promise<void> {
    const { viewer } = this.#asked;
    const uploadId = fromGlobalId('upload', id);
    await abortUpload(this.#dependencies, { viewer, uploadId, way: 'resumable' });
  }

  /** Milliseconds from the creation. */
  override getExpiration(): number {
    return this.#dependencies.uploads.expireSeconds * 1_000;
  }

  #find(id: string): Promise<UploadEntity> {
    const { viewer } = this.#asked;
    const uploadId = fromGlobalId('upload', id);
    return ownUpload(this.#dependencies.database, { viewer, uploadId, way: 'resumable' });
  }

  /** The library counts from here to the end; the end is what the row has promised, whatever is configured now. */
  #begun({ expiresAt, createdAt }: UploadEntity): string {
    return (expiresAt ? new Date(expiresAt.getTime() - this.getExpiration()) : createdAt).toISOString();
  }
}
