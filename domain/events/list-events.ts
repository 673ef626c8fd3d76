/**
 * Pages through what happened, the newest first: to an image, or to all images of an owner. The same events as those
 * that are followed, told to the same viewers, for as long as the outbox keeps them.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { parseGlobalId, toGlobalId } from '../../platform/ids.ts';
import { maySee, requireOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { type PageRequest, windowOf } from '../images/list-images.ts';
import type { EventEntity } from './event.entity.ts';
import { isTold, type ToldEvent } from './follow-images.ts';
import { eventColumns, hydrate, positionOf } from './read-events.ts';

export interface EventPage {
  readonly events: ToldEvent[];
  cursorOf(event: ToldEvent): string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/**
 * A page for each of the images, in their order. Whoever may not follow an image, as one that is only shared with them,
 * sees none of its events. @throws AppError PAGE_TOO_LARGE, INVALID_CURSOR, INVALID_INPUT.
 */
export async function listEventsOfImages(
  database: DataSource,
  viewer: Viewer,
  { images, page }: { images: readonly ImageEntity[]; page: PageRequest },
): Promise<EventPage[]> {
  const seen = images.filter((image) => maySee(viewer, image)).map(({ id }) => id);
  const pageOf = await pagesOf({ database, viewer, page }, { column: 'image_id', keys: seen });
  return images.map(({ id }) => pageOf(id));
}

/**
 * Of every image that the viewer owns.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, PAGE_TOO_LARGE, INVALID_CURSOR, INVALID_INPUT.
 */
export async function listOwnEvents(
  database: DataSource,
  viewer: Viewer,
  page: PageRequest,
): Promise<EventPage> {
  const ownerId = requireOwner(viewer, 'READ');
  const pageOf = await pagesOf({ database, viewer, page }, { column: 'owner_id', keys: [ownerId] });
  return pageOf(ownerId);
}

/** Of what is deleted only the deletion has anything left to tell, and of a variant that is gone nothing has. */
const tellsSomething = `
  (events.type = 'IMAGE_DELETED' OR EXISTS (SELECT FROM images WHERE images.id = events.image_id))
  AND (variant_id IS NULL OR EXISTS (SELECT FROM variants WHERE variants.id = events.variant_id))`;

const lists = {
  image_id: { type: 'uuid', keyOf: ({ imageId }: EventEntity) => imageId },
  owner_id: { type: 'text', keyOf: ({ ownerId }: EventEntity) => ownerId },
} as const;

/** Each page is read backwards through an index of its list: the same work however much has happened before. */
async function pagesOf(
  { database, viewer, page }: { database: DataSource; viewer: Viewer; page: PageRequest },
  { column, keys }: { column: keyof typeof lists; keys: readonly string[] },
): Promise<(key: string) => EventPage> {
  const { type, keyOf } = lists[column];
  const { size, backwards, ...cursors } = windowOf(page);
  const [after, before] = [await placeOf(database, cursors.after), await placeOf(database, cursors.before)];
  const rows = await sql<EventEntity>(
    database,
    `SELECT page.* FROM unnest($1::${type}[]) AS list (key) CROSS JOIN LATERAL (
       SELECT ${eventColumns} FROM events
        WHERE ${column} = list.key AND ${tellsSomething}
          AND ($2::bigint IS NULL OR position < $2) AND ($3::bigint IS NULL OR position > $3)
        ORDER BY events.position ${backwards ? 'ASC' : 'DESC'} LIMIT ${size + 1}) page`,
    [[...new Set(keys)], after, before],
  );
  const eventsOf = Map.groupBy(await hydrate(database, rows), keyOf);
  return (key) => {
    const read = (eventsOf.get(key) ?? []).sort((one, other) => other.position - one.position);
    const events = backwards ? read.slice(-size) : read.slice(0, size);
    const more = read.length > size;
    return {
      events: events.filter((event): event is ToldEvent => isTold(viewer, event)),
      cursorOf: ({ id }) => toGlobalId('event', id),
      hasNextPage: backwards ? before !== null : more,
      hasPreviousPage: backwards ? more : after !== null,
    };
  };
}

/** An event's cursor is its id, which a subscription takes as well. */
async function placeOf(database: DataSource, cursor: string | undefined): Promise<number | null> {
  if (cursor === undefined) return null;
  const parsed = parseGlobalId(cursor);
  const position = parsed?.kind === 'event' ? await positionOf(database, parsed.uuid) : undefined;
  if (position === undefined) throw new AppError('INVALID_CURSOR', { cursor: cursor.slice(0, 64) });
  return position;
}
