/**
 * From the outbox to deliveries: each event becomes one delivery for each endpoint that wants it, exactly once. The
 * position up to which that is done moves in the same transaction, one worker at a time; positions become visible in the
 * order of commits, so that nothing is passed over.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { readEvents } from '../events/read-events.ts';
import { deliveriesOf, queueDeliveries } from './queue-deliveries.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

const batchSize = 500;

/** Whether there may be more. False also while another worker is at it, which will look again itself. */
export function fanOut(database: DataSource): Promise<boolean> {
  return database.transaction(async (manager) => {
    const [cursor] = await sql<{ position: number }>(
      manager,
      'SELECT position::float8 AS position FROM webhook_cursor FOR UPDATE SKIP LOCKED',
    );
    if (!cursor) return false;
    const events = await readEvents(database, { after: cursor.position, limit: batchSize });
    const last = events.at(-1);
    if (!last) return false;
    // After the events: whoever made an endpoint before something happened is told of it. In the order of ids, as by
    // everybody who locks several, so that nobody waits in a circle.
    const endpoints = await sql<Pick<WebhookEndpointEntity, 'id' | 'ownerId' | 'events'>>(
      manager,
      `SELECT id, owner_id AS "ownerId", events FROM webhook_endpoints
        WHERE owner_id = ANY($1) AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
      [[...new Set(events.map(({ ownerId }) => ownerId))]],
    );
    await queueDeliveries(manager, deliveriesOf(events, endpoints));
    await sql(manager, 'UPDATE webhook_cursor SET position = $1', [last.position]);
    return events.length === batchSize;
  });
}
