/** Changes what is said about a webhook endpoint, ends it, or gives it another secret. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { endpointFacts, type WantedEndpoint, type WebhookDependencies } from './create-endpoint.ts';
import { rotated } from './endpoint-secrets.ts';
import { changeEndpoint } from './own-endpoint.ts';
import { makeDue, wakeSenders } from './queue-deliveries.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

export interface EndpointChanges extends Partial<Pick<WantedEndpoint, 'url' | 'events' | 'description'>> {
  /** False: nothing is sent, nor queued, until it is true again. */
  readonly enabled?: boolean | undefined;
}

/** What is absent stays. @throws AppError NOT_FOUND, INVALID_INPUT, RECEIVER_NOT_ALLOWED, RECEIVER_INSECURE. */
export function updateEndpoint(
  { database, webhooks }: WebhookDependencies,
  viewer: Viewer,
  { id, changes: { enabled, ...said } }: { readonly id: string; readonly changes: EndpointChanges },
): Promise<WebhookEndpointEntity> {
  return changeEndpoint(database, { viewer, id }, async (manager, endpoint) => {
    const facts = endpointFacts(said, webhooks);
    const changes = { ...facts, ...enabling(endpoint, enabled), updatedAt: new Date() };
    await manager.update(WebhookEndpointEntity, { id }, changes);
    if (enabled === true && endpoint.disabledAt !== null) await makeDue(manager, id);
    const changed = [...Object.keys(facts), ...(enabled === undefined ? [] : [`enabled: ${enabled}`])];
    const detail = `${toGlobalId('webhookEndpoint', id)} ${changed.join(', ')}`;
    await recordAudit(manager, viewer, [
      { action: 'WEBHOOK_ENDPOINT_UPDATED', ownerId: endpoint.ownerId, detail },
    ]);
    await wakeSenders(manager);
    return Object.assign(endpoint, changes);
  });
}

/** What was waiting when it was disabled is sent at once, with the attempts that it had. */
function enabling({ disabledAt }: WebhookEndpointEntity, enabled: boolean | undefined) {
  if (enabled === true) return { disabledAt: null, disabledReason: null, failingSince: null };
  // It keeps its first reason.
  if (enabled === false && disabledAt === null)
    return { disabledAt: new Date(), disabledReason: 'OWNER' as const };
  return {};
}

/** With its deliveries; what is on its way at this moment is not called back. @throws AppError NOT_FOUND. */
export function deleteEndpoint(database: DataSource, viewer: Viewer, id: string): Promise<void> {
  return changeEndpoint(database, { viewer, id }, async (manager, { ownerId }) => {
    await sql(manager, 'DELETE FROM webhook_endpoints WHERE id = $1', [id]);
    const detail = toGlobalId('webhookEndpoint', id);
    await recordAudit(manager, viewer, [{ action: 'WEBHOOK_ENDPOINT_DELETED', ownerId, detail }]);
  });
}

/** A day: long enough to bring the new secret to every receiver. */
const usualOverlapSeconds = 86_400;
const maxOverlapSeconds = 7 * 86_400;

/**
 * The new secret is answered here and never again; the old ones sign beside it until the overlap is over.
 * @throws AppError NOT_FOUND, INVALID_INPUT.
 */
export function rotateSecret(
  { database, webhookSecrets }: WebhookDependencies,
  viewer: Viewer,
  { id, overlapSeconds = usualOverlapSeconds }: { readonly id: string; readonly overlapSeconds?: number },
): Promise<{ endpoint: WebhookEndpointEntity; secret: string }> {
  return changeEndpoint(database, { viewer, id }, async (manager, endpoint) => {
    if (overlapSeconds < 0 || overlapSeconds > maxOverlapSeconds)
      throw new AppError('INVALID_INPUT', {
        field: 'overlap',
        reason: `give 0 to ${maxOverlapSeconds} seconds`,
      });
    const { secret, kept } = webhookSecrets.make(id);
    const changes = { secrets: rotated(endpoint.secrets, kept, overlapSeconds), updatedAt: new Date() };
    await manager.update(WebhookEndpointEntity, { id }, changes);
    const { ownerId } = endpoint;
    const detail = toGlobalId('webhookEndpoint', id);
    await recordAudit(manager, viewer, [{ action: 'WEBHOOK_SECRET_ROTATED', ownerId, detail }]);
    return { endpoint: Object.assign(endpoint, changes), secret };
  });
}
