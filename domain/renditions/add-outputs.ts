/** Puts outputs beside the variants of an image, and has them made, in the caller's transaction. */
import type { EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Output } from './outputs.ts';
import { renderLazy } from './render-job.ts';

export interface AddedOutputs {
  readonly image: Pick<ImageEntity, 'id' | 'ownerId'>;
  readonly outputs: readonly Output[];
  readonly requestId: string;
}

/** Of one image, over all requests: what is stored has to end somewhere, and nothing of it is charged. */
export const maxOutputsPerImage = 100;

/**
 * Repeatable: what is there or on its way stays so; what is lazy, or has failed, is made now. They are lazy variants
 * that have been asked for: no image waits for them, and one that cannot be made takes nothing else along. The caller
 * holds a lock on the image.
 * @throws AppError TOO_MANY_OUTPUTS.
 */
export async function addOutputs(
  { manager, queue }: { manager: EntityManager; queue: Pick<Queue, 'send'> },
  { image, outputs, requestId }: AddedOutputs,
): Promise<void> {
  if (outputs.length === 0) return;
  const rows = outputs.map((output, place) => ({ ...output, place, id: newUuid() }));
  const changed = await sql(
    manager,
    `INSERT INTO variants AS kept (id, image_id, name, format, position, required, lazy, requested_at,
                                   geometry, quality, auto_quality, background, effects, color_space, status)
     SELECT id, $1, name, format,
            place + (SELECT coalesce(max(position) + 1, 0) FROM variants WHERE image_id = $1),
            false, true, now(), geometry, quality, "autoQuality", background, effects, "colorSpace",
            'PENDING'
       FROM jsonb_to_recordset($2::jsonb)
         AS wanted (id uuid, name text, format text, place integer, geometry jsonb, quality integer,
                    "autoQuality" double precision, background text, effects jsonb, "colorSpace" text)
     ON CONFLICT (image_id, name, format) DO UPDATE
       SET status = 'PENDING', requested_at = now(), failure_code = NULL, failure_message = NULL
     WHERE kept.lazy AND (kept.status = 'FAILED' OR kept.requested_at IS NULL)
     RETURNING 1`,
    [image.id, JSON.stringify(rows)],
  );
  if (changed.length === 0) return;
  await refuseTooMany(manager, image.id);
  await queue.send(renderLazy, { imageId: image.id, requestId }, { manager, group: image.ownerId });
}

async function refuseTooMany(manager: EntityManager, imageId: string): Promise<void> {
  const [{ count } = { count: 0 }] = await sql<{ count: number }>(
    manager,
    'SELECT count(*)::int AS count FROM variants WHERE image_id = $1 AND effects IS NOT NULL',
    [imageId],
  );
  if (count > maxOutputsPerImage) throw new AppError('TOO_MANY_OUTPUTS', { limit: maxOutputsPerImage });
}
