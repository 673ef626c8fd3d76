/** Turns the many small reads of one operation into a few: however long the list, a field costs one query. */
import DataLoader from 'dataloader';
import { findImages, findVariantsOfImages } from '../domain/images/find-images.ts';
import type { ImageEntity } from '../domain/images/image.entity.ts';
import type { VariantEntity } from '../domain/images/variant.entity.ts';
import type { SchemaDependencies } from './context.ts';

export interface Loaders {
  readonly images: DataLoader<string, ImageEntity | undefined>;
  readonly variantsOfImage: DataLoader<string, VariantEntity[]>;
}

export function createLoaders(database: SchemaDependencies['database']): Loaders {
  return {
    images: new DataLoader(async (ids) => {
      const images = new Map((await findImages(database, ids)).map((image) => [image.id, image]));
      return ids.map((id) => images.get(id));
    }),
    variantsOfImage: new DataLoader(async (ids) => {
      const variants = Map.groupBy(await findVariantsOfImages(database, ids), ({ imageId }) => imageId);
      return ids.map((id) => variants.get(id) ?? []);
    }),
  };
}
