/** Reads images and variants by their ids, many at a time, in no promised order. Decides nothing about access. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { imageColumns, variantColumns } from './image-columns.ts';
import type { ImageEntity } from './image.entity.ts';
import type { VariantEntity } from './variant.entity.ts';

export const findImages = (database: DataSource, ids: readonly string[]): Promise<ImageEntity[]> =>
  sql(database, `SELECT ${imageColumns(database)} FROM images WHERE id = ANY($1::uuid[])`, [ids]);

export async function findImage(database: DataSource, id: string): Promise<ImageEntity | undefined> {
  return (await findImages(database, [id]))[0];
}

export const findVariants = (database: DataSource, ids: readonly string[]): Promise<VariantEntity[]> =>
  sql(database, `SELECT ${variantColumns(database)} FROM variants WHERE id = ANY($1::uuid[])`, [ids]);

/** Every variant of the images, in the order of their profiles. */
export const findVariantsOfImages = (
  database: DataSource,
  imageIds: readonly string[],
): Promise<VariantEntity[]> =>
  sql(
    database,
    `SELECT ${variantColumns(database)} FROM variants WHERE image_id = ANY($1::uuid[]) ORDER BY image_id, position`,
    [imageIds],
  );
