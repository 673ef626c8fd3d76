/** The stream behind `batchEvents`: how far a batch is, and how it ends. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { isOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Followed, followRow } from '../follow-row.ts';
import { createRowWatch, type RowWatch } from '../row-watch.ts';
import type { BatchEntity } from './batch.entity.ts';
import { findBatches } from './find-batches.ts';

export type FollowedBatch = Followed<BatchEntity, 'READY' | 'CANCELLED'>;

export type BatchWatch = RowWatch<BatchEntity>;

/** Soon enough for a progress bar. */
const everyMs = 500;

export const createBatchWatch = ({
  database,
  logger,
}: {
  database: DataSource;
  logger: Logger;
}): BatchWatch =>
  createRowWatch({ everyMs, what: 'batches', find: (ids) => findBatches(database, ids), logger });

interface Dependencies {
  readonly database: DataSource;
  readonly batchWatch: BatchWatch;
}

/** @throws AppError NOT_FOUND for what is not the viewer's. */
export async function followBatch(
  { database, batchWatch }: Dependencies,
  { viewer, batchId }: { viewer: Viewer; batchId: string },
): Promise<AsyncGenerator<FollowedBatch, void, undefined>> {
  const [batch] = await findBatches(database, [batchId]);
  if (!batch || !isOwner(viewer, batch)) throw new AppError('NOT_FOUND', { what: 'The batch' });
  return followRow({ watch: batchWatch, row: batch, isSame, endOf });
}

const endOf = ({ status }: BatchEntity): 'READY' | 'CANCELLED' | undefined =>
  status === 'RUNNING' ? undefined : status;

const isSame = (one: BatchEntity, other: BatchEntity): boolean =>
  one.status === other.status &&
  one.total === other.total &&
  one.ready === other.ready &&
  one.failed === other.failed &&
  one.deleted === other.deleted;
