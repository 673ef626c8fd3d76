/**
 * What attempts say about their endpoint: a success clears its name, a 410 disables it at once, and so do days in which
 * everything failed. Whoever else of the owner listens is told.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { HeldEndpoint } from './hold-endpoints.ts';
import { bodyOf } from './message.ts';
import { queueDeliveries, wakeSenders } from './queue-deliveries.ts';
import type { DisabledReason, WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import { isWanted, webhookTypes } from './webhook-events.ts';

export interface HealthOptions {
  readonly database: DataSource;
  readonly logger: Logger;
  readonly disableAfterDays: number;
}

const gone = 410;

export function endpointHealth(
  { database, logger, disableAfterDays }: HealthOptions,
  endpoint: HeldEndpoint,
) {
  let { isFailing } = endpoint;

  async function disable(reason: DisabledReason): Promise<boolean> {
    if (await disableEndpoint(database, endpoint, reason)) {
      const { id: endpointId, ownerId } = endpoint;
      logger.warn({ endpointId, ownerId, reason }, 'a webhook endpoint was disabled');
    }
    return false;
  }

  async function noteSuccess(): Promise<boolean> {
    if (!isFailing) return true;
    isFailing = false;
    await sql(database, 'UPDATE webhook_endpoints SET failing_since = NULL WHERE id = $1', [endpoint.id]);
    return true;
  }

  async function noteFailure(): Promise<boolean> {
    isFailing = true;
    const [row] = await sql<{ isHopeless: boolean }>(
      database,
      `UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, now()) WHERE id = $1
       RETURNING failing_since < now() - $2 * interval '1 day' AS "isHopeless"`,
      [endpoint.id, disableAfterDays],
    );
    return row?.isHopeless ? disable('FAILING') : true;
  }

  return {
    /** Whether it is enabled still. @param status of the answer; undefined when there was none. */
    async note({ accepted, status }: { accepted: boolean; status: number | undefined }): Promise<boolean> {
      if (accepted) return noteSuccess();
      if (status === gone) return disable('GONE');
      return noteFailure();
    },
  };
}

/** Nobody is there who did it: the log of who did what names the product. */
const darkroom = { subject: 'darkroom', scopes: [], keyId: null } as const;

/** False when it was disabled or deleted already. */
function disableEndpoint(
  database: DataSource,
  { id, ownerId }: HeldEndpoint,
  reason: DisabledReason,
): Promise<boolean> {
  return database.transaction(async (manager) => {
    const owned = await sql<WebhookEndpointEntity>(
      manager,
      `SELECT id, owner_id AS "ownerId", url, events, disabled_at AS "disabledAt" FROM webhook_endpoints
        WHERE owner_id = $1 ORDER BY id FOR NO KEY UPDATE`,
      [ownerId],
    );
    const active = owned.filter(({ disabledAt }) => disabledAt === null);
    const endpoint = active.find((each) => each.id === id);
    if (!endpoint) return false;
    await sql(
      manager,
      'UPDATE webhook_endpoints SET disabled_at = now(), disabled_reason = $2 WHERE id = $1',
      [id, reason],
    );
    const detail = `${toGlobalId('webhookEndpoint', id)} ${reason}`;
    await recordAudit(manager, darkroom, [{ action: 'WEBHOOK_ENDPOINT_DISABLED', ownerId, detail }]);
    await tellOthers(manager, { endpoint, reason, others: active.filter((each) => each !== endpoint) });
    return true;
  });
}

interface Disabled {
  readonly endpoint: WebhookEndpointEntity;
  readonly reason: DisabledReason;
  readonly others: readonly WebhookEndpointEntity[];
}

async function tellOthers(manager: EntityManager, { endpoint, reason, others }: Disabled): Promise<void> {
  const eventId = newUuid();
  const type = webhookTypes.ENDPOINT_DISABLED;
  const data = { endpointId: toGlobalId('webhookEndpoint', endpoint.id), url: endpoint.url, reason };
  const body = bodyOf(type, new Date(), data);
  const told = others.filter((other) => isWanted(other, 'ENDPOINT_DISABLED'));
  await queueDeliveries(
    manager,
    told.map(({ id: endpointId, ownerId }) => ({ endpointId, ownerId, eventId, type, body })),
  );
  await wakeSenders(manager);
}
