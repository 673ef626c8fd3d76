/** The columns of images, variants, renditions and shares for plain SQL, under the names that the entities give them. */
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { ImageEntity } from './image.entity.ts';
import { RenditionEntity } from '../renditions/rendition.entity.ts';
import { ShareEntity } from '../sharing/share.entity.ts';
import { VariantEntity } from './variant.entity.ts';

export const imageColumns = (database: DataSource): string => columnsOf(database, ImageEntity);
export const variantColumns = (database: DataSource): string => columnsOf(database, VariantEntity);
export const renditionColumns = (database: DataSource): string => columnsOf(database, RenditionEntity);
export const shareColumns = (database: DataSource): string => columnsOf(database, ShareEntity);

const remembered = new WeakMap<DataSource, Map<EntityTarget<ObjectLiteral>, string>>();

/** `bigint` is read as a double, which is exact below 2^53 and arrives as a number. */
export function columnsOf(database: DataSource, entity: EntityTarget<ObjectLiteral>): string {
  const lists = remembered.get(database) ?? new Map<EntityTarget<ObjectLiteral>, string>();
  remembered.set(database, lists);
  const known = lists.get(entity);
  if (known) return known;
  const list = database
    .getMetadata(entity)
    .columns.map(({ databaseName, propertyName, type }) => {
      const cast = type === 'bigint' ? '::float8' : '';
      return `${databaseName}${cast} AS "${propertyName}"`;
    })
    .join(', ');
  lists.set(entity, list);
  return list;
}
