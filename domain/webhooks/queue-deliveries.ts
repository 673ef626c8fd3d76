/** Puts events on their way to endpoints, in the transaction of the caller. */
import type { EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { announceCommit } from '../events/event-signal.ts';
import type { HydratedEvent } from '../events/read-events.ts';
import { bodyOf, dataOf } from './message.ts';
import { isWanted, isWebhookEvent, webhookTypes } from './webhook-events.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

export interface NewDelivery {
  readonly endpointId: string;
  readonly ownerId: string;
  readonly eventId: string;
  readonly type: string;
  readonly body: string;
  /** Of the event, as far as its trace is kept. */
  readonly traceParent?: string | null;
}

/** Now, as columns keep it: a time that was rounded up would not have come yet. */
export const nowInColumns = `date_trunc('milliseconds', now())`;

/** How an event that was queued for the endpoint before is met. */
const conflicts = {
  /** It stays as it is. */
  leave: 'DO NOTHING',
  /** It is sent once more, with the body that it had. */
  replay: `DO UPDATE SET status = 'PENDING', attempt_count = 0, due_at = excluded.due_at, settled_at = NULL`,
  /** The same, unless it was accepted. */
  replayUndelivered: `DO UPDATE SET status = 'PENDING', attempt_count = 0, due_at = excluded.due_at, settled_at = NULL
                      WHERE webhook_deliveries.status <> 'DELIVERED'`,
} as const;

/** Answers how many there are to send. The endpoints must be locked, so that none is deleted meanwhile. */
export async function queueDeliveries(
  manager: EntityManager,
  deliveries: readonly NewDelivery[],
  onConflict: keyof typeof conflicts = 'leave',
): Promise<number> {
  if (deliveries.length === 0) return 0;
  const [row] = await sql<{ count: number }>(
    manager,
    `WITH queued AS (
       INSERT INTO webhook_deliveries (id, endpoint_id, owner_id, event_id, type, body, status, due_at, trace_parent)
       SELECT id, "endpointId", "ownerId", "eventId", type, body, 'PENDING', ${nowInColumns}, "traceParent"
         FROM jsonb_to_recordset($1::jsonb)
           AS new (id uuid, "endpointId" uuid, "ownerId" text, "eventId" uuid, type text, body text,
                   "traceParent" text)
       ON CONFLICT (endpoint_id, event_id) ${conflicts[onConflict]}
       RETURNING endpoint_id
     ), woken AS (
       UPDATE webhook_endpoints SET due_at = least(due_at, ${nowInColumns})
        WHERE id IN (SELECT endpoint_id FROM queued)
     )
     SELECT count(*)::int AS count FROM queued`,
    [JSON.stringify(deliveries.map((delivery) => ({ id: newUuid(), ...delivery })))],
  );
  return row?.count ?? 0;
}

/** What each of the endpoints is told of the events: those of its owner, as far as its filter goes. */
export function deliveriesOf(
  events: readonly HydratedEvent[],
  endpoints: readonly Pick<WebhookEndpointEntity, 'id' | 'ownerId' | 'events'>[],
): NewDelivery[] {
  const ofOwner = Map.groupBy(endpoints, ({ ownerId }) => ownerId);
  return events.flatMap((event) => {
    const { id: eventId, ownerId, type, traceParent } = event;
    if (!isWebhookEvent(type)) return [];
    const told = (ofOwner.get(ownerId) ?? []).filter((endpoint) => isWanted(endpoint, type));
    if (told.length === 0) return [];
    const body = bodyOf(webhookTypes[type], event.occurredAt, dataOf(event));
    return told.map(({ id: endpointId }) => ({
      endpointId,
      ownerId,
      eventId,
      type: webhookTypes[type],
      body,
      traceParent,
    }));
  });
}

/**
 * What waits for its next attempt has it now. The endpoint must be locked. What is being written down at this moment is
 * left to its own pause: two who wait for each other's rows would both be refused.
 */
export async function makeDue(manager: EntityManager, endpointId: string): Promise<void> {
  await sql(
    manager,
    `WITH due AS (
       UPDATE webhook_deliveries SET due_at = ${nowInColumns}
        WHERE id IN (SELECT id FROM webhook_deliveries
                      WHERE endpoint_id = $1 AND due_at > ${nowInColumns} FOR UPDATE SKIP LOCKED)
       RETURNING endpoint_id
     )
     UPDATE webhook_endpoints SET due_at = least(due_at, ${nowInColumns}) WHERE id IN (SELECT endpoint_id FROM due)`,
    [endpointId],
  );
}

/** Has the workers look at once. They listen where events are announced, because most of what they send are those. */
export async function wakeSenders(manager: EntityManager): Promise<void> {
  const channel = announceCommit(manager);
  if (channel !== null) await sql(manager, `SELECT pg_notify($1, '')`, [channel]);
}
