/** Endpoints and deliveries as their owner, or an admin, may change them. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { columnsOf } from '../images/image-columns.ts';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

export const endpointColumns = (database: DataSource): string => columnsOf(database, WebhookEndpointEntity);
export const deliveryColumns = (database: DataSource): string => columnsOf(database, WebhookDeliveryEntity);

/**
 * Changes one endpoint, which is locked until the transaction ends: workers neither take nor delete nor disable it
 * meanwhile. @throws AppError UNAUTHENTICATED, FORBIDDEN; NOT_FOUND also for what belongs to others.
 */
export async function changeEndpoint<Result>(
  database: DataSource,
  { viewer, id }: { readonly viewer: Viewer; readonly id: string },
  change: (manager: EntityManager, endpoint: WebhookEndpointEntity) => Promise<Result>,
): Promise<Result> {
  requireScope(viewer, 'MANAGE');
  return database.transaction(async (manager) => {
    const [endpoint] = await sql<WebhookEndpointEntity>(
      manager,
      `SELECT ${endpointColumns(database)} FROM webhook_endpoints WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!endpoint || !isOwner(viewer, endpoint))
      throw new AppError('NOT_FOUND', { what: 'The webhook endpoint' });
    return change(manager, endpoint);
  });
}

/** @throws AppError ENDPOINT_DISABLED: nothing would be sent. */
export function requireEnabled({ disabledAt }: Pick<WebhookEndpointEntity, 'disabledAt'>): void {
  if (disabledAt !== null) throw new AppError('ENDPOINT_DISABLED');
}
