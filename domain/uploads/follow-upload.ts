/**
 * The stream behind `uploadEvents`: the present state, how far it gets, how it ends, and no more. A slow reader is
 * told the newest state and never keeps more than one row.
 */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { isOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { endable } from '../events/endable.ts';
import { findUpload } from './find-upload.ts';
import type { UploadEntity } from './upload.entity.ts';
import type { UploadWatch } from './upload-watch.ts';

export interface FollowedUpload {
  readonly type: 'SNAPSHOT' | 'PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly upload: UploadEntity;
}

interface Dependencies {
  readonly database: DataSource;
  readonly uploadWatch: UploadWatch;
}

/** Ending the stream frees everything. @throws AppError NOT_FOUND for what is not the viewer's. */
export async function followUpload(
  { database, uploadWatch }: Dependencies,
  { viewer, uploadId }: { viewer: Viewer; uploadId: string },
): Promise<AsyncGenerator<FollowedUpload, void, undefined>> {
  const upload = await findUpload(database, uploadId);
  if (!upload || !isOwner(viewer, upload)) throw new AppError('NOT_FOUND', { what: 'The upload' });
  const changes = new UploadChanges(uploadWatch, upload);
  return endable(stream(upload, changes), () => changes.close());
}

async function* stream(
  first: UploadEntity,
  changes: UploadChanges,
): AsyncGenerator<FollowedUpload, void, undefined> {
  try {
    yield { type: 'SNAPSHOT', upload: first };
    for (let upload: UploadEntity | undefined = first; upload; upload = await changes.next()) {
      const end = endOf(upload);
      if (end || upload !== first) yield { type: end ?? 'PROGRESS', upload };
      if (end) return;
    }
  } finally {
    changes.close();
  }
}

function endOf({ status }: UploadEntity): 'COMPLETED' | 'FAILED' | undefined {
  if (status === 'COMPLETED') return 'COMPLETED';
  return ['FAILED', 'ABORTED', 'EXPIRED'].includes(status) ? 'FAILED' : undefined;
}

/** The newest row that differs from the one that was told last. */
class UploadChanges {
  #told: UploadEntity;
  #newest: UploadEntity;
  #closed = false;
  #wake: (() => void) | undefined;
  readonly #unwatch: () => void;

  constructor(watch: UploadWatch, told: UploadEntity) {
    this.#told = told;
    this.#newest = told;
    this.#unwatch = watch.watch(told.id, (upload) => {
      this.#newest = upload;
      this.#wake?.();
    });
  }

  /** Undefined at the end. */
  async next(): Promise<UploadEntity | undefined> {
    while (!this.#closed && isSame(this.#newest, this.#told))
      await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#closed) return undefined;
    this.#told = this.#newest;
    return this.#told;
  }

  close(): void {
    this.#closed = true;
    this.#unwatch();
    this.#wake?.();
  }
}

const isSame = (one: UploadEntity, other: UploadEntity): boolean =>
  one.status === other.status && one.receivedBytes === other.receivedBytes && one.byteSize === other.byteSize;
