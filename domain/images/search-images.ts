/**
 * Finds what matches a filter among an owner's images, however many these are. Postgres guesses how common something is
 * with an owner from how common it is with everybody, and where it is wrong it walks through a million images for one
 * page. So in a large library it is not left to guess: a page is looked for among the next images, as what is common is
 * found there; what is not found there is rare, and is read by the index of the filter itself and sorted.
 */
import type { DataSource } from 'typeorm';
import { sql, sqlPlannedAnew } from '../../platform/database/sql.ts';
import { storedImages } from '../usage/quota.ts';
import { imageColumns } from './image-columns.ts';
import type { Conditions } from './image-filter.ts';
import type { ImageEntity } from './image.entity.ts';

export interface Search extends Conditions {
  readonly ownerId: string;
  /** What of the order lies before or behind a cursor, as conditions. */
  readonly keyset: readonly string[];
  readonly order: { readonly column: string; readonly direction: 'ASC' | 'DESC' };
  readonly limit: number;
}

export interface Count {
  readonly value: number;
  /** False: there are more than the value. */
  readonly isExact: boolean;
}

/** As far as is counted: what people still read as a number. */
export const countLimit = 1_000;

/** So many images are read one by one in a few milliseconds, and walking through all of a library may not take longer. */
const nearby = 2_000;
const smallLibrary = 5 * nearby;
/** Of those nearby. What is as common is counted sooner by walking, what is rarer by its own index. */
const commonShare = 0.05;

export async function searchPage(database: DataSource, search: Search): Promise<ImageEntity[]> {
  const { isWhole, ownerId, limit } = search;
  const order = orderOf(search);
  const columns = imageColumns(database);
  const where = and([...search.conditions, ...search.keyset]);
  const whole = `SELECT ${columns} FROM images WHERE ${where} ${order} LIMIT ${limit}`;
  // Always the same few texts, with one good plan each.
  if (isWhole) return sql(database, whole, search.parameters);
  if (await isSmall(database, ownerId)) return sqlPlannedAnew(database, whole, search.parameters);
  const near = await sqlPlannedAnew<ImageEntity>(
    database,
    `SELECT ${columns} FROM (
       SELECT * FROM images WHERE ${and([search.ofOwner, ...search.keyset])} ${order} LIMIT ${nearby}
     ) AS images WHERE ${and(search.conditions)} ${order} LIMIT ${limit}`,
    search.parameters,
  );
  if (near.length === limit) return near;
  return sqlPlannedAnew(
    database,
    `WITH found AS MATERIALIZED (
       SELECT id, ${search.order.column} FROM images WHERE ${and([...search.byIndex, ...search.keyset])}
     )
     SELECT ${columns} FROM images WHERE id IN (SELECT id FROM (SELECT * FROM found ${order} LIMIT ${limit}) AS page) ${order}`,
    search.parameters,
  );
}

/** Of the whole list, wherever a page of it begins. Every image that matches has to be looked at, so that it ends at a bound. */
export async function countImages(
  database: DataSource,
  { ownerId, isWhole, conditions, byIndex, parameters, ofOwner }: Conditions & Pick<Search, 'ownerId'>,
): Promise<Count> {
  // All that an owner has was counted as it came.
  if (isWhole) return { value: await storedImages(database, ownerId), isExact: true };
  // In the order of an index: without one Postgres might hope to come across enough by reading the whole table.
  const order = 'ORDER BY created_at DESC, id DESC';
  const matching = (all: readonly string[]): string => `SELECT FROM images WHERE ${and(all)} ${order}`;
  if (await isSmall(database, ownerId)) return countUpToLimit(database, matching(conditions), parameters);
  // What is common with the newest is counted there: of one in twenty there are enough in twice twenty thousand.
  for (const window of [nearby, 2 * (countLimit / commonShare)]) {
    const near = await countUpToLimit(
      database,
      `SELECT FROM (SELECT * FROM images WHERE ${ofOwner} ${order} LIMIT ${window}) AS images WHERE ${and(conditions)}`,
      parameters,
    );
    if (!near.isExact) return near;
    if (near.value < commonShare * nearby) break;
  }
  return countUpToLimit(database, matching(byIndex), parameters);
}

/** @param matching a SELECT of rows; it is cut off. */
export async function countUpToLimit(
  database: DataSource,
  matching: string,
  parameters: unknown[],
): Promise<Count> {
  const [row] = await sqlPlannedAnew<{ count: number }>(
    database,
    `SELECT count(*)::int AS count FROM (${matching} LIMIT ${countLimit + 1}) AS counted`,
    parameters,
  );
  const count = row?.count ?? 0;
  return { value: Math.min(count, countLimit), isExact: count <= countLimit };
}

const isSmall = async (database: DataSource, ownerId: string): Promise<boolean> =>
  (await storedImages(database, ownerId)) <= smallLibrary;

const orderOf = ({ order: { column, direction } }: Search): string =>
  `ORDER BY ${column} ${direction}, id ${direction}`;

const and = (conditions: readonly string[]): string => conditions.join(' AND ') || 'true';
