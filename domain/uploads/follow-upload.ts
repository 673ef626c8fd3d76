/** The stream behind `uploadEvents`: how far an upload is, and how it ends. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { isOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Followed, followRow } from '../follow-row.ts';
import { findUpload } from './find-upload.ts';
import type { UploadEntity } from './upload.entity.ts';
import type { UploadWatch } from './upload-watch.ts';

export type FollowedUpload = Followed<UploadEntity, 'COMPLETED' | 'FAILED'>;

interface Dependencies {
  readonly database: DataSource;
  readonly uploadWatch: UploadWatch;
}

/** @throws AppError NOT_FOUND for what is not the viewer's. */
export async function followUpload(
  { database, uploadWatch }: Dependencies,
  { viewer, uploadId }: { viewer: Viewer; uploadId: string },
): Promise<AsyncGenerator<FollowedUpload, void, undefined>> {
  const upload = await findUpload(database, uploadId);
  if (!upload || !isOwner(viewer, upload)) throw new AppError('NOT_FOUND', { what: 'The upload' });
  return followRow({ watch: uploadWatch, row: upload, isSame, endOf });
}

function endOf({ status }: UploadEntity): 'COMPLETED' | 'FAILED' | undefined {
  if (status === 'COMPLETED') return 'COMPLETED';
  return ['FAILED', 'ABORTED', 'EXPIRED'].includes(status) ? 'FAILED' : undefined;
}

const isSame = (one: UploadEntity, other: UploadEntity): boolean =>
  one.status === other.status && one.receivedBytes === other.receivedBytes && one.byteSize === other.byteSize;
