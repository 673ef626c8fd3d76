/** Reads what an endpoint is to be sent now. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { type HeldEndpoint, isStillHeld, stillHeld } from './hold-endpoints.ts';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';

export type DueDelivery = Pick<
  WebhookDeliveryEntity,
  'id' | 'eventId' | 'type' | 'body' | 'attemptCount' | 'traceParent'
>;

/** What has waited longest first, without what is on its way; nothing where the endpoint may be sent no more. */
export const readDue = (
  database: DataSource,
  endpoint: HeldEndpoint,
  { limit, without }: { readonly limit: number; readonly without: readonly string[] },
): Promise<DueDelivery[]> =>
  sql(
    database,
    `SELECT id, event_id AS "eventId", type, body, attempt_count AS "attemptCount", trace_parent AS "traceParent"
       FROM webhook_deliveries
      WHERE endpoint_id = $3 AND due_at <= now() AND id <> ALL($4::uuid[])
        AND EXISTS (SELECT FROM webhook_endpoints WHERE ${isStillHeld} AND id = $3)
      ORDER BY due_at LIMIT $5`,
    [...stillHeld(endpoint), endpoint.id, without, limit],
  );
