/** Keeps the placeholder of an image, and tells whoever shows the image already. */
import type { DataSource } from 'typeorm';
import type { Placeholder } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { appendEvents } from '../events/append-events.ts';
import type { ImageEntity } from '../images/image.entity.ts';

export async function storePlaceholder(
  database: DataSource,
  image: Pick<ImageEntity, 'id' | 'ownerId'>,
  placeholder: Placeholder,
): Promise<void> {
  await database.transaction(async (manager) => {
    const changed = await sql(
      manager,
      'UPDATE images SET placeholder = $2, updated_at = now() WHERE id = $1 AND placeholder IS NULL RETURNING 1',
      [image.id, JSON.stringify(placeholder)],
    );
    if (changed.length > 0)
      await appendEvents(manager, [{ type: 'IMAGE_UPDATED', imageId: image.id, ownerId: image.ownerId }]);
  });
}
