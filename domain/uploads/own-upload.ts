/** Finds the direct upload that somebody wants to go on with, and says why it cannot go on. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findUpload } from './find-upload.ts';
import type { UploadEntity } from './upload.entity.ts';

const isDirect = ({ byteSize, expiresAt }: UploadEntity): boolean => byteSize !== null && expiresAt !== null;

/** Somebody else's upload does not exist. @throws AppError NOT_FOUND, UNAUTHENTICATED or FORBIDDEN. */
export async function ownUpload(
  database: DataSource,
  { viewer, uploadId }: { viewer: Viewer; uploadId: string },
): Promise<UploadEntity> {
  requireScope(viewer, 'UPLOAD');
  const upload = await findUpload(database, uploadId);
  // One that the server received by itself has nothing to be signed, completed or aborted.
  if (!upload || !isDirect(upload) || !isOwner(viewer, upload))
    throw new AppError('NOT_FOUND', { what: 'The upload' });
  return upload;
}

/** @throws AppError for an upload that is over without an image. */
export function refuseOver({ status, failureCode }: UploadEntity): void {
  if (status === 'ABORTED') throw new AppError('UPLOAD_ABORTED');
  if (status === 'EXPIRED') throw new AppError('UPLOAD_EXPIRED');
  if (status === 'FAILED') throw new AppError('UPLOAD_FAILED', { code: failureCode ?? 'INTERNAL' });
}
