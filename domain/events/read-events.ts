/** Reads the outbox in order, each event together with the image and variant that it is about. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { findImages, findVariants } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { EventEntity } from './event.entity.ts';

/**
 * An event with the present state of its image. Of a deleted image only the deletion still has one, its last;
 * the others have nothing left to tell and are passed over by whoever reads them.
 */
export interface HydratedEvent extends EventEntity {
  readonly image: ImageEntity | undefined;
  readonly variant: VariantEntity | undefined;
}

export interface EventRange {
  /** A position; the events after it are read. */
  readonly after: number;
  readonly limit: number;
  readonly imageIds?: readonly string[] | undefined;
  readonly ownerId?: string | undefined;
}

/** Where the outbox ends now. */
export async function lastPosition(database: DataSource): Promise<number> {
  const [row] = await sql<{ position: number }>(
    database,
    'SELECT coalesce(max(position), 0)::float8 AS position FROM events',
  );
  return row?.position ?? 0;
}

/** The position of an event, or undefined when it is unknown or no longer kept. */
export async function positionOf(database: DataSource, eventId: string): Promise<number | undefined> {
  const [row] = await sql<{ position: number }>(
    database,
    'SELECT position::float8 AS position FROM events WHERE id = $1',
    [eventId],
  );
  return row?.position;
}

/** The same position, or undefined when its event is no longer kept. Before the first event there is nothing to keep. */
export async function keptPosition(database: DataSource, position: number): Promise<number | undefined> {
  if (position === 0) return position;
  const kept = await sql(database, 'SELECT 1 FROM events WHERE position = $1', [position]);
  return kept.length > 0 ? position : undefined;
}

/** For plain SQL. Ordered by `events.position`: the bare name would be this double, which no index is in the order of. */
export const eventColumns = `position::float8 AS position, id, type, image_id AS "imageId", owner_id AS "ownerId",
            variant_id AS "variantId", data, occurred_at AS "occurredAt", trace_parent AS "traceParent"`;

/** The events of the range in order. */
export async function readEvents(database: DataSource, range: EventRange): Promise<HydratedEvent[]> {
  const rows = await sql<EventEntity>(
    database,
    `SELECT ${eventColumns}
       FROM events
      WHERE position > $1
        AND ($3::uuid[] IS NULL OR image_id = ANY($3))
        AND ($4::text IS NULL OR owner_id = $4)
      ORDER BY events.position LIMIT $2`,
    [range.after, range.limit, range.imageIds ?? null, range.ownerId ?? null],
  );
  return hydrate(database, rows);
}

/** With the image and the variant that each is about; two statements, however many there are. */
export async function hydrate(database: DataSource, events: EventEntity[]): Promise<HydratedEvent[]> {
  if (events.length === 0) return [];
  const variantIds = events.flatMap(({ variantId }) => variantId ?? []);
  const [images, variants] = await Promise.all([
    findImages(database, [...new Set(events.map(({ imageId }) => imageId))]),
    variantIds.length > 0 ? findVariants(database, variantIds) : [],
  ]);
  const imageById = new Map(images.map((image) => [image.id, image]));
  const variantById = new Map(variants.map((variant) => [variant.id, variant]));
  return events.map((event) =>
    Object.assign(event, {
      image: imageById.get(event.imageId) ?? reviveImage(event.data),
      variant: event.variantId === null ? undefined : variantById.get(event.variantId),
    }),
  );
}

/** An image that was written as JSON when it was deleted. */
function reviveImage(data: object | null): ImageEntity | undefined {
  if (!data) return undefined;
  const image = data as ImageEntity;
  return Object.assign(image, {
    createdAt: new Date(image.createdAt),
    updatedAt: new Date(image.updatedAt),
  });
}
