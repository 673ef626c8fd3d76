/** Has lazy variants made that somebody asks for: once, however many ask, with all formats of the name. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { renderLazy } from './render-job.ts';

export interface RequestedVariant {
  readonly imageId: string;
  /** All formats of it, which share one decode; whoever comes next may take another. */
  readonly name: string;
}

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
}

/** Whether nobody has asked for it yet, and nothing is being done about it. */
export const isUnrequested = ({ lazy, requestedAt, status }: VariantEntity): boolean =>
  lazy && requestedAt === null && status === 'PENDING';

/** Repeatable: what has been asked for already stays as it is. The caller has checked who may see the images. */
export async function requestVariants(
  { database, queue }: Dependencies,
  requested: readonly RequestedVariant[],
  requestId: string,
): Promise<void> {
  const names = [requested.map(({ imageId }) => imageId), requested.map(({ name }) => name)];
  await database.transaction(async (manager) => {
    // The images first and in one order, like everybody who changes several variants.
    const images = await sql<{ id: string; ownerId: string }>(
      manager,
      'SELECT id, owner_id AS "ownerId" FROM images WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
      [names[0]],
    );
    const changed = await sql<{ imageId: string }>(
      manager,
      `UPDATE variants SET requested_at = now()
         FROM unnest($1::uuid[], $2::text[]) AS requested (image, named)
        WHERE image_id = image AND name = named AND lazy AND requested_at IS NULL AND status = 'PENDING'
        RETURNING image_id AS "imageId"`,
      names,
    );
    const wanted = new Set(changed.map(({ imageId }) => imageId));
    for (const { id, ownerId } of images)
      if (wanted.has(id))
        await queue.send(renderLazy, { imageId: id, requestId }, { manager, group: ownerId });
  });
}
