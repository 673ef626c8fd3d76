/** Ends a reprocessing: what has begun is finished, and nothing else begins. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { BatchEntity } from './batch.entity.ts';
import { batchColumns } from './find-batches.ts';

/**
 * Repeatable: a reprocessing that has ended stays as it ended.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND when it is not the viewer's, BATCH_NOT_CANCELLABLE for outputs.
 */
export async function cancelBatch(database: DataSource, viewer: Viewer, id: string): Promise<BatchEntity> {
  requireScope(viewer, 'MANAGE');
  return database.transaction(async (manager) => {
    const [batch] = await sql<BatchEntity>(
      manager,
      `SELECT ${batchColumns(database)} FROM batches WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!batch || !isOwner(viewer, batch)) throw new AppError('NOT_FOUND', { what: 'The batch' });
    if (batch.kind === 'RENDER') throw new AppError('BATCH_NOT_CANCELLABLE');
    if (batch.status !== 'RUNNING') return batch;
    // Their jobs find that nobody waits for them any more.
    await sql(manager, 'DELETE FROM batch_items WHERE batch_id = $1', [id]);
    const [cancelled] = await sql<BatchEntity>(
      manager,
      `UPDATE batches SET status = 'CANCELLED', open_items = 0, finished_at = now()
        WHERE id = $1 RETURNING ${batchColumns(database)}`,
      [id],
    );
    await recordAudit(manager, viewer, [
      { action: 'BATCH_CANCELLED', ownerId: batch.ownerId, detail: toGlobalId('batch', id) },
    ]);
    return cancelled as BatchEntity;
  });
}

/** Whether a job of the batch has anything to do for the image. */
export async function isAwaited(
  database: DataSource,
  { batchId, imageId }: { readonly batchId: string; readonly imageId: string },
): Promise<boolean> {
  const found = await sql(database, 'SELECT 1 FROM batch_items WHERE batch_id = $1 AND image_id = $2', [
    batchId,
    imageId,
  ]);
  return found.length > 0;
}
