/** Pages through the shares of an image, and through the images that are shared with somebody, the newest share first. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { parseGlobalId, toGlobalId } from '../../platform/ids.ts';
import { maySeeShares, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { countUpToLimit } from '../images/search-images.ts';
import { imageColumns, shareColumns } from '../images/image-columns.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { type ImagePage, pageSizeOf } from '../images/list-images.ts';
import { isActive } from './active.ts';
import type { ShareEntity } from './share.entity.ts';

export interface SharePageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface SharePage {
  readonly shares: ShareEntity[];
  cursorOf(share: ShareEntity): string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/**
 * A page for each of the images, in their order, also of what has ended. Whoever does not own an image sees none of its
 * shares. @throws AppError PAGE_TOO_LARGE, INVALID_CURSOR.
 */
export async function listShares(
  database: DataSource,
  viewer: Viewer,
  { images, first, after }: SharePageRequest & { images: readonly Pick<ImageEntity, 'id' | 'ownerId'>[] },
): Promise<SharePage[]> {
  const size = pageSizeOf(first);
  const before = placeOf(after);
  const owned = images.filter((image) => maySeeShares(viewer, image)).map(({ id }) => id);
  const found = await sql<ShareEntity>(
    database,
    `SELECT page.* FROM unnest($1::uuid[]) AS shown (id) CROSS JOIN LATERAL (
       SELECT ${shareColumns(database)} FROM shares
        WHERE image_id = shown.id AND ($2::uuid IS NULL OR shares.id < $2) ORDER BY shares.id DESC LIMIT ${size + 1}) page`,
    [owned, before],
  );
  const rowsOf = Map.groupBy(found, ({ imageId }) => imageId);
  return images.map(({ id }) => {
    // The order inside of a page is not promised by the join.
    const rows = (rowsOf.get(id) ?? []).sort((one, other) => (one.id < other.id ? 1 : -1));
    return {
      shares: rows.slice(0, size),
      cursorOf: (share) => toGlobalId('share', share.id),
      hasNextPage: rows.length > size,
      hasPreviousPage: before !== null,
    };
  });
}

/**
 * Each image once, in the place of the newest of its shares that are in force.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, PAGE_TOO_LARGE, INVALID_CURSOR.
 */
export async function listSharedWith(
  database: DataSource,
  viewer: Viewer,
  { first, after }: SharePageRequest,
): Promise<ImagePage> {
  const subject = requireScope(viewer, 'READ');
  const size = pageSizeOf(first);
  const before = placeOf(after);
  const rows = await sql<ImageEntity & { shareId: string }>(
    database,
    `SELECT images.*, newest.id AS "shareId" FROM shares newest
       JOIN LATERAL (SELECT ${imageColumns(database)} FROM images WHERE images.id = newest.image_id) images ON true
      WHERE newest.recipient_id = $1 AND ($2::uuid IS NULL OR newest.id < $2) AND ${isActive('newest')}
        AND NOT EXISTS (SELECT FROM shares newer
                         WHERE newer.recipient_id = $1 AND newer.image_id = newest.image_id AND newer.id > newest.id
                           AND ${isActive('newer')})
      ORDER BY newest.id DESC LIMIT ${size + 1}`,
    [subject, before],
  );
  const places = new Map(rows.map(({ id, shareId }) => [id, toGlobalId('share', shareId)]));
  return {
    images: rows.slice(0, size),
    cursorOf: ({ id }) => places.get(id) ?? '',
    hasNextPage: rows.length > size,
    hasPreviousPage: before !== null,
    count: () =>
      countUpToLimit(
        database,
        `SELECT DISTINCT image_id FROM shares WHERE recipient_id = $1 AND ${isActive('shares')} ORDER BY image_id`,
        [subject],
      ),
  };
}

/** A share's cursor is its id. */
function placeOf(cursor: string | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const parsed = parseGlobalId(cursor);
  if (parsed?.kind !== 'share') throw new AppError('INVALID_CURSOR', { cursor: cursor.slice(0, 64) });
  return parsed.uuid;
}

/** Reads shares by their ids, in no promised order. Decides nothing about access. */
export const findShares = (database: DataSource, ids: readonly string[]): Promise<ShareEntity[]> =>
  sql(database, `SELECT ${shareColumns(database)} FROM shares WHERE id = ANY($1::uuid[])`, [ids]);
