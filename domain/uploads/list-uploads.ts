/** Pages through an owner's uploads, the newest first, by keyset as images are: nothing is skipped or repeated while others begin. */
import type { DataSource } from 'typeorm';
import { requireOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { decodeCursor, encodeCursor } from '../images/image-cursor.ts';
import { pageSizeOf } from '../images/list-images.ts';
import { UploadEntity, type UploadStatus } from './upload.entity.ts';

export interface UploadPageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  /** Any of these. Default: all. */
  readonly status?: readonly UploadStatus[] | null | undefined;
}

export interface UploadPage {
  readonly uploads: UploadEntity[];
  cursorOf(upload: UploadEntity): string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** The viewer's own alone. @throws AppError UNAUTHENTICATED, FORBIDDEN, PAGE_TOO_LARGE, INVALID_CURSOR. */
export async function listUploads(
  database: DataSource,
  viewer: Viewer,
  { first, after, status }: UploadPageRequest,
): Promise<UploadPage> {
  const ownerId = requireOwner(viewer, 'READ');
  const size = pageSizeOf(first);
  const query = database.manager
    .createQueryBuilder(UploadEntity, 'upload')
    .where('upload.ownerId = :ownerId', { ownerId })
    .orderBy('upload.createdAt', 'DESC')
    .addOrderBy('upload.id', 'DESC')
    .limit(size + 1);
  if (status) query.andWhere('upload.status = ANY(:status)', { status });
  // Nearly all are completed: without them there is an index of the others, which Postgres does not see by itself.
  if (status && !status.includes('COMPLETED')) query.andWhere(`upload.status <> 'COMPLETED'`);
  if (after !== null && after !== undefined) {
    const { value, id } = decodeCursor(after, 'CREATED_AT');
    query.andWhere('(upload.createdAt, upload.id) < (CAST(:value AS timestamptz), CAST(:id AS uuid))', {
      value,
      id,
    });
  }
  const uploads = await query.getMany();
  return {
    uploads: uploads.slice(0, size),
    cursorOf: ({ createdAt, id }) => encodeCursor({ field: 'CREATED_AT', value: createdAt, id }),
    hasNextPage: uploads.length > size,
    hasPreviousPage: after !== null && after !== undefined,
  };
}
