/** Records and announces that variants cannot be made; the image fails with the first required one. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { AppError } from '../../platform/errors.ts';
import { appendEvents, type NewEvent } from '../events/append-events.ts';
import type { RenderPart } from './render-variants.ts';
import { finishImage } from './store-variant.ts';

export interface FailedVariants {
  readonly imageId: string;
  /** `all` when the original itself is at fault. */
  readonly part: RenderPart | 'all';
  readonly failure: AppError;
}

/** Repeatable: only variants that are still waiting fail, so each failure is announced once. */
export async function failVariants(
  database: DataSource,
  { imageId, part, failure }: FailedVariants,
): Promise<void> {
  await database.transaction(async (manager) => {
    const [image] = await sql<{ ownerId: string; status: string }>(
      manager,
      'SELECT owner_id AS "ownerId", status FROM images WHERE id = $1 FOR UPDATE',
      [imageId],
    );
    if (!image) return;
    const failed = await sql<{ id: string; required: boolean }>(
      manager,
      `UPDATE variants SET status = 'FAILED', failure_code = $2, failure_message = $3
        WHERE image_id = $1 AND status IN ('PENDING', 'PROCESSING') ${partCondition[part]} RETURNING id, required`,
      [imageId, failure.code, failure.message],
    );
    if (failed.length === 0) return;
    const about = { imageId, ownerId: image.ownerId };
    const events: NewEvent[] = failed.map(({ id }) => ({ ...about, type: 'VARIANT_FAILED', variantId: id }));
    if (image.status === 'PROCESSING') {
      if (failed.some(({ required }) => required)) {
        await sql(
          manager,
          `UPDATE images SET status = 'FAILED', failure_code = $2, failure_message = $3, updated_at = now() WHERE id = $1`,
          [imageId, failure.code, failure.message],
        );
        events.push({ ...about, type: 'IMAGE_FAILED' });
      } else if (await finishImage(manager, imageId)) events.push({ ...about, type: 'IMAGE_READY' });
    }
    await appendEvents(manager, events);
  });
}

const partCondition = { all: '', first: 'AND position = 0', rest: 'AND position > 0' } as const;
