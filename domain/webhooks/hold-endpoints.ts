/**
 * Which worker sends to which endpoint: one at a time, so that a count in memory is enough to keep the number in flight.
 * What is held is free again by itself when its worker dies.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { nowInColumns } from './queue-deliveries.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

/** How long a dead worker keeps an endpoint waiting. Renewed often enough that one that is slow is not taken for dead. */
const holdSeconds = 20;
export const renewEveryMs = 5_000;
const heldFor = `now() + ${holdSeconds} * interval '1 second'`;

export type HeldEndpoint = Pick<WebhookEndpointEntity, 'id' | 'ownerId' | 'url' | 'secrets' | 'updatedAt'> & {
  readonly holder: string;
  readonly isFailing: boolean;
};

/** Takes those that have waited longest for their turn. */
export async function holdEndpoints(database: DataSource, limit: number): Promise<HeldEndpoint[]> {
  // Of this turn, not of the process: a turn that was taken for dead does not return what a later one holds.
  const holder = newUuid();
  const rows = await sql<Omit<HeldEndpoint, 'holder'>>(
    database,
    `UPDATE webhook_endpoints SET held_by = $1, held_until = ${heldFor}
      WHERE id IN (
        SELECT id FROM webhook_endpoints
         WHERE due_at <= now() AND disabled_at IS NULL AND (held_until IS NULL OR held_until < now())
         ORDER BY due_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING id, owner_id AS "ownerId", url, secrets, updated_at AS "updatedAt",
                failing_since IS NOT NULL AS "isFailing"`,
    [holder, limit],
  );
  return rows.map((row) => ({ ...row, holder }));
}

/** SQL: whether what was held is so still, and is as it was. */
export const isStillHeld = `held_by = $1 AND updated_at = $2 AND disabled_at IS NULL`;
export const stillHeld = ({ holder, updatedAt }: HeldEndpoint): unknown[] => [holder, updatedAt];

export async function renewHold(database: DataSource, { id, holder }: HeldEndpoint): Promise<void> {
  await sql(database, `UPDATE webhook_endpoints SET held_until = ${heldFor} WHERE id = $1 AND held_by = $2`, [
    id,
    holder,
  ]);
}

/** Gives it back. What is due still goes to the end of the line, behind the endpoints that wait for a turn. */
export function releaseEndpoint(database: DataSource, { id, holder }: HeldEndpoint): Promise<void> {
  return database.transaction(async (manager) => {
    // Locked in a statement of its own: what was queued while it waited for the lock is seen by the next one alone.
    await sql(manager, 'SELECT FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE', [id]);
    await sql(
      manager,
      `UPDATE webhook_endpoints
          SET held_by = NULL, held_until = NULL,
              due_at = (SELECT greatest(min(due_at), ${nowInColumns}) FROM webhook_deliveries
                         WHERE endpoint_id = $1 AND due_at IS NOT NULL HAVING min(due_at) IS NOT NULL)
        WHERE id = $1 AND held_by = $2`,
      [id, holder],
    );
  });
}
