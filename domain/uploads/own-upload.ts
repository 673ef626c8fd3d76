/** Finds the direct or resumable upload that somebody wants to go on with, and says why it cannot go on. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findUpload } from './find-upload.ts';
import type { UploadEntity } from './upload.entity.ts';

/** How the bytes come: to signed targets, or over tus. Who came one way does not go on by the other. */
export type UploadWay = 'direct' | 'resumable';

const ways: Readonly<Record<UploadWay, (upload: UploadEntity) => boolean>> = {
  direct: ({ byteSize, expiresAt, tusMetadata }) =>
    byteSize !== null && expiresAt !== null && tusMetadata === null,
  resumable: ({ tusMetadata }) => tusMetadata !== null,
};

export interface UploadOfViewer {
  readonly viewer: Viewer;
  readonly uploadId: string;
  /** Default: direct. */
  readonly way?: UploadWay | undefined;
}

/** Somebody else's upload does not exist. @throws AppError NOT_FOUND, UNAUTHENTICATED or FORBIDDEN. */
export async function ownUpload(
  database: DataSource,
  { viewer, uploadId, way = 'direct' }: UploadOfViewer,
): Promise<UploadEntity> {
  requireScope(viewer, 'UPLOAD');
  const upload = await findUpload(database, uploadId);
  // One that the server received by itself has nothing to be signed, completed or aborted.
  if (!upload || !ways[way](upload) || !isOwner(viewer, upload))
    throw new AppError('NOT_FOUND', { what: 'The upload' });
  return upload;
}

/** @throws AppError for an upload that is over without an image. */
export function refuseOver({ status, failureCode }: UploadEntity): void {
  if (status === 'ABORTED') throw new AppError('UPLOAD_ABORTED');
  if (status === 'EXPIRED') throw new AppError('UPLOAD_EXPIRED');
  if (status === 'FAILED') throw new AppError('UPLOAD_FAILED', { code: failureCode ?? 'INTERNAL' });
}
