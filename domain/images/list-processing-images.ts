/** The images of an owner that are still in work, a page at a time, however many there are. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { imageColumns } from './image-columns.ts';
import type { ImageEntity } from './image.entity.ts';

const pageSize = 100;

export async function* listProcessingImages(
  database: DataSource,
  ownerId: string,
): AsyncGenerator<ImageEntity> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await sql<ImageEntity>(
      database,
      `SELECT ${imageColumns(database)} FROM images
        WHERE owner_id = $1 AND status = 'PROCESSING' AND id > $2 ORDER BY id LIMIT ${pageSize}`,
      [ownerId, after],
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}
