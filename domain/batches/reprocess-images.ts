/** Has images brought to their profiles as they are now: one that is named, or all that a filter finds. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { requireOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageFilter } from '../images/image-filter.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { lockOwnImages } from '../images/lock-own-images.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profiles } from '../profiles/profile.ts';
import { reprocessJob } from '../reprocessing/reprocess-job.ts';
import { advanceJob } from './advance-job.ts';
import type { BatchEntity } from './batch.entity.ts';
import { beginBatch } from './begin-batch.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
}

export interface ReprocessSelection {
  readonly filter?: ImageFilter | null | undefined;
  /** Only images that came under this profile. */
  readonly profile?: string | null | undefined;
  /** Of every owner: admins only. */
  readonly allOwners?: boolean | null | undefined;
  readonly requestId: string;
}

const maxRunning = 20;

/** Before the images of batches. */
const namedPriority = 1;

/** @throws AppError UNAUTHENTICATED, FORBIDDEN, INVALID_INPUT, UNKNOWN_PROFILE, TOO_MANY_BATCHES. */
export async function reprocessImages(
  { database, queue, profiles }: Dependencies,
  viewer: Viewer,
  { filter, profile, allOwners, requestId }: ReprocessSelection,
): Promise<BatchEntity> {
  const subject = requireScope(viewer, 'MANAGE');
  const { ownerId: wanted, ...conditions } = filter ?? {};
  if (allOwners && wanted)
    throw new AppError('INVALID_INPUT', { field: 'allOwners', reason: 'name one owner, or take all' });
  if (allOwners) requireScope(viewer, 'ADMIN');
  const ownerId = allOwners ? undefined : requireOwner(viewer, 'MANAGE', wanted);
  const known = profile ? profileOf(profiles, { profile }).name : undefined;
  return database.transaction(async (manager) => {
    await refuseTooMany(manager, subject);
    const selection = { ownerId, profile: known, filter: conditions };
    const batch = await beginBatch(manager, viewer, {
      ownerId: subject,
      kind: 'REPROCESS',
      selection,
      requestId,
      about: { ownerId: ownerId ?? subject },
    });
    await queue.send(advanceJob, { batchId: batch.id }, { manager, group: subject });
    return batch;
  });
}

/** The lock makes the next one wait until this one can be counted. */
async function refuseTooMany(manager: EntityManager, ownerId: string): Promise<void> {
  await sql(manager, `SELECT pg_advisory_xact_lock(hashtextextended('batches of ' || $1, 0))`, [ownerId]);
  const [{ count } = { count: 0 }] = await sql<{ count: number }>(
    manager,
    `SELECT count(*)::int AS count FROM batches
      WHERE owner_id = $1 AND status = 'RUNNING' AND selection IS NOT NULL`,
    [ownerId],
  );
  if (count >= maxRunning) throw new AppError('TOO_MANY_BATCHES', { limit: maxRunning });
}

/**
 * A batch of one, ahead of those of many.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND also for what belongs to others.
 */
export async function reprocessOne(
  { database, queue }: Pick<Dependencies, 'database' | 'queue'>,
  viewer: Viewer,
  { imageId, requestId }: { readonly imageId: string; readonly requestId: string },
): Promise<{ readonly image: ImageEntity; readonly batch: BatchEntity }> {
  const subject = requireScope(viewer, 'MANAGE');
  return database.transaction(async (manager) => {
    const [image] = await lockOwnImages({ database, manager }, viewer, [imageId]);
    if (!image) throw new AppError('NOT_FOUND', { what: 'The image' });
    const batch = await beginBatch(manager, viewer, {
      ownerId: subject,
      kind: 'REPROCESS',
      total: 1,
      items: [{ imageId, variantIds: null }],
      requestId,
      about: { ownerId: image.ownerId, imageId },
    });
    await queue.send(
      reprocessJob,
      { imageId, batchId: batch.id, requestId },
      { manager, group: image.ownerId, priority: namedPriority },
    );
    return { image, batch };
  });
}
