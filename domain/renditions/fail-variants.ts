/** Records and announces that variants cannot be made; the image fails with the first required one. */
import type { EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import { appendEvents, type NewEvent } from '../events/append-events.ts';
import { renderRest } from './render-job.ts';
import { partCondition, type RenderPart } from './render-part.ts';
import type { RenderDependencies } from './render-variants.ts';
import { finishImage } from './store-variant.ts';

export interface FailedVariants {
  readonly imageId: string;
  /** `all` when the original itself is at fault. */
  readonly part: RenderPart | 'all';
  readonly failure: AppError;
  readonly requestId: string;
}

/**
 * Repeatable: only variants that are still waiting fail, so each failure is announced once. A required one takes
 * the image and whatever is not made yet with it; after an optional first one the rest goes on.
 */
export async function failVariants(
  { database, queue }: Pick<RenderDependencies, 'database' | 'queue'>,
  { imageId, part, failure, requestId }: FailedVariants,
): Promise<void> {
  await database.transaction(async (manager) => {
    const [image] = await sql<{ ownerId: string }>(
      manager,
      'SELECT owner_id AS "ownerId" FROM images WHERE id = $1 FOR UPDATE',
      [imageId],
    );
    if (!image) return;
    const isFatal = await hasRequired(manager, imageId, part);
    const failed = await markFailed(manager, { imageId, part: isFatal ? 'all' : part, failure });
    if (failed.length === 0) return;
    const about = { imageId, ownerId: image.ownerId };
    const events: NewEvent[] = failed.map(({ id }) => ({ ...about, type: 'VARIANT_FAILED', variantId: id }));
    if (isFatal && (await failImage(manager, imageId, failure)))
      events.push({ ...about, type: 'IMAGE_FAILED' });
    else if (await finishImage(manager, imageId)) events.push({ ...about, type: 'IMAGE_READY' });
    if (!isFatal && part === 'first')
      await queue.send(renderRest, { imageId, requestId }, { manager, group: image.ownerId });
    await appendEvents(manager, events);
  });
}

const waiting = {
  all: `image_id = $1 AND status IN ('PENDING', 'PROCESSING')`,
  first: `image_id = $1 AND status IN ('PENDING', 'PROCESSING') AND ${partCondition.first}`,
  rest: `image_id = $1 AND status IN ('PENDING', 'PROCESSING') AND ${partCondition.rest}`,
  lazy: `image_id = $1 AND status IN ('PENDING', 'PROCESSING') AND ${partCondition.lazy}`,
} as const;

async function hasRequired(
  manager: EntityManager,
  imageId: string,
  part: keyof typeof waiting,
): Promise<boolean> {
  const found = await sql(manager, `SELECT 1 FROM variants WHERE ${waiting[part]} AND required LIMIT 1`, [
    imageId,
  ]);
  return found.length > 0;
}

function markFailed(
  manager: EntityManager,
  { imageId, part, failure }: Pick<FailedVariants, 'imageId' | 'part' | 'failure'>,
): Promise<{ id: string }[]> {
  return sql(
    manager,
    `UPDATE variants SET status = 'FAILED', failure_code = $2, failure_message = $3
      WHERE ${waiting[part]} RETURNING id`,
    [imageId, failure.code, failure.message],
  );
}

/** False when the image is READY already; then it stays so. */
async function failImage(manager: EntityManager, imageId: string, failure: AppError): Promise<boolean> {
  const failed = await sql(
    manager,
    `UPDATE images SET status = 'FAILED', failure_code = $2, failure_message = $3, updated_at = now()
      WHERE id = $1 AND status = 'PROCESSING' RETURNING 1`,
    [imageId, failure.code, failure.message],
  );
  return failed.length > 0;
}
