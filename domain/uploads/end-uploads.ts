/** Ends uploads that came to nothing: their rows say why, and what they held of the quota is given back, once. */
import type { EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import { type Hold, releaseQuota } from '../usage/quota.ts';
import type { UploadStatus } from './upload.entity.ts';

/** An upload that the caller's transaction has locked. */
export interface LockedUpload extends Pick<Hold, 'heldBytes'> {
  readonly id: string;
  readonly ownerId: string;
  readonly heldOn: string | null;
}

export const lockedColumns = `id, owner_id AS "ownerId", held_bytes::float8 AS "heldBytes", held_on::text AS "heldOn"`;

export interface End {
  readonly status: Extract<UploadStatus, 'FAILED' | 'ABORTED' | 'EXPIRED'>;
  readonly failure?: AppError;
}

/** The uploads that `where` finds among those that can still become something, ended; nothing where they have ended already. */
export async function endOpenUploads(
  manager: EntityManager,
  { where, parameters }: { where: string; parameters: unknown[] },
  end: End,
): Promise<LockedUpload[]> {
  const open = await sql<LockedUpload>(
    manager,
    `SELECT ${lockedColumns} FROM uploads
      WHERE status IN ('PENDING', 'RECEIVING', 'VERIFYING') AND ${where} ORDER BY id FOR UPDATE`,
    parameters,
  );
  await endUploads(manager, open, end);
  return open;
}

export async function endUploads(
  manager: EntityManager,
  uploads: readonly LockedUpload[],
  { status, failure }: End,
): Promise<void> {
  if (uploads.length === 0) return;
  await sql(
    manager,
    `UPDATE uploads SET status = $2, failure_code = $3, failure_message = $4, updated_at = now()
      WHERE id = ANY($1::uuid[])`,
    [uploads.map(({ id }) => id), status, failure?.code ?? null, failure?.message ?? null],
  );
  await releaseHolds(manager, uploads);
}

/** Nothing where nothing is held any more: the row of an upload forgets its hold with the giving back. */
export async function releaseHolds(manager: EntityManager, uploads: readonly LockedUpload[]): Promise<void> {
  const holding = uploads.flatMap((upload) =>
    upload.heldOn === null ? [] : [{ ...upload, heldOn: upload.heldOn }],
  );
  await sql(manager, 'UPDATE uploads SET held_bytes = 0, held_on = NULL WHERE id = ANY($1::uuid[])', [
    holding.map(({ id }) => id),
  ]);
  // In one order, so that two who end uploads of the same owners cannot wait for each other.
  const byOwner = Map.groupBy(holding, ({ ownerId }) => ownerId);
  for (const [ownerId, holds] of [...byOwner].sort(([one], [other]) => (one < other ? -1 : 1)))
    await releaseQuota(manager, ownerId, holds);
}
