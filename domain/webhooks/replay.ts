/** Sends by hand: a ping, one delivery once more, or everything since a time. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readEvents } from '../events/read-events.ts';
import { findDeliveries } from './list-webhooks.ts';
import { bodyOf } from './message.ts';
import { changeEndpoint, deliveryColumns, requireEnabled } from './own-endpoint.ts';
import { deliveriesOf, type NewDelivery, queueDeliveries, wakeSenders } from './queue-deliveries.ts';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import { isWanted, pingType, webhookTypes } from './webhook-events.ts';

/** Sends a message that tells of nothing. @throws AppError NOT_FOUND, ENDPOINT_DISABLED. */
export function pingEndpoint(
  database: DataSource,
  viewer: Viewer,
  id: string,
): Promise<WebhookDeliveryEntity> {
  return changeEndpoint(database, { viewer, id }, async (manager, endpoint) => {
    requireEnabled(endpoint);
    const eventId = newUuid();
    const { ownerId } = endpoint;
    const body = bodyOf(pingType, new Date(), { endpointId: toGlobalId('webhookEndpoint', id) });
    await queueDeliveries(manager, [{ endpointId: id, ownerId, eventId, type: pingType, body }]);
    await wakeSenders(manager);
    return deliveryOf(manager, database, { endpointId: id, eventId });
  });
}

/** Sends it once more, with the same id and body, whatever came of it. @throws AppError NOT_FOUND, ENDPOINT_DISABLED. */
export async function replayDelivery(
  database: DataSource,
  viewer: Viewer,
  id: string,
): Promise<WebhookDeliveryEntity> {
  requireScope(viewer, 'MANAGE');
  const [delivery] = await findDeliveries(database, [id]);
  if (!delivery || !isOwner(viewer, delivery))
    throw new AppError('NOT_FOUND', { what: 'The webhook delivery' });
  const { endpointId } = delivery;
  return changeEndpoint(database, { viewer, id: endpointId }, async (manager, endpoint) => {
    requireEnabled(endpoint);
    await queueDeliveries(manager, [delivery], 'replay');
    await audit(manager, { viewer, endpoint, what: toGlobalId('webhookDelivery', id) });
    await wakeSenders(manager);
    return deliveryOf(manager, database, delivery);
  });
}

export interface Replay {
  readonly endpointId: string;
  readonly since: Date;
  /** Leaves out what was accepted. */
  readonly undeliveredOnly?: boolean | undefined;
}

export interface Replayed {
  readonly endpoint: WebhookEndpointEntity;
  readonly count: number;
  /** Of the first event that is left, where these were too many for once. */
  readonly next: Date | null;
}

const pageSize = 500;
/** Events that are looked through at once: a second or two. */
const maxPages = 10;

/**
 * Sends every event since a time that the endpoint's filter lets through, also those that it was never sent, because it
 * was disabled or not there yet; and what was queued since that no event of the outbox tells of. @throws AppError NOT_FOUND, ENDPOINT_DISABLED.
 */
export function replayDeliveries(
  database: DataSource,
  viewer: Viewer,
  { endpointId: id, since, undeliveredOnly = false }: Replay,
): Promise<Replayed> {
  return changeEndpoint(database, { viewer, id }, async (manager, endpoint) => {
    requireEnabled(endpoint);
    const { ownerId } = endpoint;
    const onConflict = undeliveredOnly ? 'replayUndelivered' : 'replay';
    let after = await positionBefore(database, { ownerId, since });
    let count = 0;
    let next: Date | null = null;
    for (let page = 0; page <= maxPages; page += 1) {
      const limit = page < maxPages ? pageSize : 1;
      const events = await readEvents(database, { after, limit, ownerId });
      const last = events.at(-1);
      if (page === maxPages) next = last?.occurredAt ?? null;
      else {
        const since_ = events.filter(({ occurredAt }) => occurredAt >= since);
        count += await queueDeliveries(manager, deliveriesOf(since_, [endpoint]), onConflict);
      }
      if (!last || events.length < limit) break;
      after = last.position;
    }
    const others = await deliveriesOfNoImage(manager, endpoint, { since, before: next });
    count += await queueDeliveries(manager, others, onConflict);
    await audit(manager, {
      viewer,
      endpoint,
      what: `${toGlobalId('webhookEndpoint', id)} since ${since.toISOString()}`,
    });
    await wakeSenders(manager);
    return { endpoint, count, next };
  });
}

/** Where to begin to read; at the end of the outbox where nothing happened since. */
async function positionBefore(
  database: DataSource,
  { ownerId, since }: { readonly ownerId: string; readonly since: Date },
): Promise<number> {
  const [row] = await sql<{ position: number }>(
    database,
    `SELECT coalesce(
       (SELECT min(position) FROM events WHERE owner_id = $1 AND occurred_at >= $2) - 1,
       (SELECT max(position) FROM events), 0)::float8 AS position`,
    [ownerId, since],
  );
  return row?.position ?? 0;
}

/** Pings and what is told of webhooks themselves: they are in no outbox, and known by their deliveries alone. */
function deliveriesOfNoImage(
  manager: EntityManager,
  endpoint: WebhookEndpointEntity,
  { since, before }: { readonly since: Date; readonly before: Date | null },
): Promise<NewDelivery[]> {
  const types = [
    pingType,
    ...(isWanted(endpoint, 'ENDPOINT_DISABLED') ? [webhookTypes.ENDPOINT_DISABLED] : []),
  ];
  return sql(
    manager,
    `SELECT endpoint_id AS "endpointId", owner_id AS "ownerId", event_id AS "eventId", type, body
       FROM webhook_deliveries
      WHERE endpoint_id = $1 AND type = ANY($2) AND created_at >= $3
        AND ($4::timestamptz IS NULL OR created_at < $4)
      ORDER BY id`,
    [endpoint.id, types, since, before],
  );
}

const audit = (
  manager: EntityManager,
  { viewer, endpoint, what }: { viewer: Viewer; endpoint: WebhookEndpointEntity; what: string },
): Promise<void> =>
  recordAudit(manager, viewer, [{ action: 'WEBHOOKS_REPLAYED', ownerId: endpoint.ownerId, detail: what }]);

async function deliveryOf(
  manager: EntityManager,
  database: DataSource,
  { endpointId, eventId }: Pick<WebhookDeliveryEntity, 'endpointId' | 'eventId'>,
): Promise<WebhookDeliveryEntity> {
  const [delivery] = await sql<WebhookDeliveryEntity>(
    manager,
    `SELECT ${deliveryColumns(database)} FROM webhook_deliveries WHERE endpoint_id = $1 AND event_id = $2`,
    [endpointId, eventId],
  );
  return delivery as WebhookDeliveryEntity;
}
