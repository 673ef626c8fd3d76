/** Writes a batch down, in the transaction that sends what it waits for. */
import type { EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Audited, recordAudit } from '../audit/record-audit.ts';
import { BatchEntity } from './batch.entity.ts';

export interface NewBatch extends Pick<BatchEntity, 'ownerId' | 'kind' | 'requestId'> {
  /** What is known of it from the beginning. */
  readonly total?: number;
  readonly ready?: number;
  readonly failed?: number;
  /** The images that it waits for; of an output with the rows that have to be settled. */
  readonly items?: readonly { readonly imageId: string; readonly variantIds: readonly string[] | null }[];
  /** Which images there are besides, to be listed by a job. */
  readonly selection?: BatchEntity['selection'];
  /** For the audit log: whose images it is about, and which, where it is one alone. */
  readonly about: Pick<Audited, 'ownerId' | 'imageId'>;
}

/** One that waits for nothing has ended with its beginning. */
export async function beginBatch(
  manager: EntityManager,
  viewer: Viewer,
  { items = [], selection = null, about, ...given }: NewBatch,
): Promise<BatchEntity> {
  const isListed = selection === null;
  const isOver = isListed && items.length === 0;
  const now = new Date();
  const batch = Object.assign(new BatchEntity(), {
    id: newUuid(),
    status: isOver ? 'READY' : 'RUNNING',
    total: null,
    ready: 0,
    failed: 0,
    deleted: 0,
    openItems: items.length,
    isListed,
    selection,
    cursor: null,
    createdAt: now,
    finishedAt: isOver ? now : null,
    ...given,
  } satisfies BatchEntity);
  await manager.insert(BatchEntity, batch);
  await sql(
    manager,
    `INSERT INTO batch_items (batch_id, image_id, variant_ids)
     SELECT $1, "imageId", "variantIds"
       FROM jsonb_to_recordset($2::jsonb) AS item ("imageId" uuid, "variantIds" uuid[])`,
    [batch.id, JSON.stringify(items)],
  );
  const detail = toGlobalId('batch', batch.id);
  await recordAudit(manager, viewer, [{ action: 'BATCH_STARTED', ...about, detail }]);
  return batch;
}
