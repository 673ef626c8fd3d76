/** Pages through webhook endpoints and their deliveries, the newest first, and reads them by their ids. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { type IdKind, parseGlobalId, toGlobalId } from '../../platform/ids.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { pageSizeOf } from '../images/list-images.ts';
import { deliveryColumns, endpointColumns } from './own-endpoint.ts';
import type { DeliveryStatus, WebhookDeliveryEntity } from './webhook-delivery.entity.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

export interface WebhookPageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface DeliveryPageRequest extends WebhookPageRequest {
  readonly status?: readonly DeliveryStatus[] | null | undefined;
}

export interface WebhookPage<Item> {
  readonly items: Item[];
  cursorOf(item: Item): string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** The viewer's. @throws AppError UNAUTHENTICATED, FORBIDDEN, PAGE_TOO_LARGE, INVALID_CURSOR. */
export async function listEndpoints(
  database: DataSource,
  viewer: Viewer,
  { first, after }: WebhookPageRequest,
): Promise<WebhookPage<WebhookEndpointEntity>> {
  const subject = requireScope(viewer, 'MANAGE');
  const size = pageSizeOf(first);
  const before = placeOf('webhookEndpoint', after);
  const rows = await sql<WebhookEndpointEntity>(
    database,
    `SELECT ${endpointColumns(database)} FROM webhook_endpoints
      WHERE owner_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT ${size + 1}`,
    [subject, before],
  );
  return pageOf('webhookEndpoint', { rows, size, before });
}

/** A page for each endpoint, in their order. @throws AppError PAGE_TOO_LARGE, INVALID_CURSOR. */
export async function listDeliveries(
  database: DataSource,
  endpointIds: readonly string[],
  { first, after, status }: DeliveryPageRequest,
): Promise<WebhookPage<WebhookDeliveryEntity>[]> {
  const size = pageSizeOf(first);
  const before = placeOf('webhookDelivery', after);
  const found = await sql<WebhookDeliveryEntity>(
    database,
    `SELECT page.* FROM unnest($1::uuid[]) AS shown (id) CROSS JOIN LATERAL (
       SELECT ${deliveryColumns(database)} FROM webhook_deliveries
        WHERE endpoint_id = shown.id AND ($2::uuid IS NULL OR webhook_deliveries.id < $2)
          AND ($3::text[] IS NULL OR status = ANY($3))
        ORDER BY webhook_deliveries.id DESC LIMIT ${size + 1}) page`,
    [endpointIds, before, status ?? null],
  );
  const rowsOf = Map.groupBy(found, ({ endpointId }) => endpointId);
  return endpointIds.map((id) => {
    // The order inside of a page is not promised by the join.
    const rows = (rowsOf.get(id) ?? []).sort((one, other) => (one.id < other.id ? 1 : -1));
    return pageOf('webhookDelivery', { rows, size, before });
  });
}

/** Reads endpoints by their ids, in no promised order. Decides nothing about access. */
export const findEndpoints = (
  database: DataSource,
  ids: readonly string[],
): Promise<WebhookEndpointEntity[]> =>
  sql(database, `SELECT ${endpointColumns(database)} FROM webhook_endpoints WHERE id = ANY($1::uuid[])`, [
    ids,
  ]);

/** Reads deliveries by their ids, in no promised order. Decides nothing about access. */
export const findDeliveries = (
  database: DataSource,
  ids: readonly string[],
): Promise<WebhookDeliveryEntity[]> =>
  sql(database, `SELECT ${deliveryColumns(database)} FROM webhook_deliveries WHERE id = ANY($1::uuid[])`, [
    ids,
  ]);

function pageOf<Item extends { id: string }>(
  kind: IdKind,
  { rows, size, before }: { rows: Item[]; size: number; before: string | null },
): WebhookPage<Item> {
  return {
    items: rows.slice(0, size),
    cursorOf: ({ id }) => toGlobalId(kind, id),
    hasNextPage: rows.length > size,
    hasPreviousPage: before !== null,
  };
}

/** A cursor is an id. */
function placeOf(kind: IdKind, cursor: string | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const parsed = parseGlobalId(cursor);
  if (parsed?.kind !== kind) throw new AppError('INVALID_CURSOR', { cursor: cursor.slice(0, 64) });
  return parsed.uuid;
}
