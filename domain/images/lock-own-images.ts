/** The images that a request is going to change, locked: all that it names, or none. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { isOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { imageColumns } from './image-columns.ts';
import type { ImageEntity } from './image.entity.ts';

/**
 * Locked in one order, so that two requests for the same images cannot wait for each other.
 * @param ids without repetitions.
 * @throws AppError NOT_FOUND when one is missing or somebody else's.
 */
export async function lockOwnImages(
  { database, manager }: { database: DataSource; manager: EntityManager },
  viewer: Viewer,
  ids: readonly string[],
): Promise<ImageEntity[]> {
  const images = await sql<ImageEntity>(
    manager,
    `SELECT ${imageColumns(database)} FROM images WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  if (images.length < ids.length || images.some((image) => !isOwner(viewer, image)))
    throw new AppError('NOT_FOUND', { what: ids.length === 1 ? 'The image' : 'One of the images' });
  return images;
}
