/** Makes a webhook endpoint. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { checkReceiver, type ReceiverRules } from '../../platform/outbound/receiver.ts';
import { requireOwner } from '../access/policy.ts';
import { isPlainText, isSubject, plainTextRule } from '../access/subject.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Secrets } from './endpoint-secrets.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import type { WebhookEvent } from './webhook-events.ts';

export interface WebhookDependencies {
  readonly database: DataSource;
  readonly webhookSecrets: Secrets;
  readonly webhooks: ReceiverRules & { readonly perOwner: number };
}

export interface WantedEndpoint {
  readonly url: string;
  /** Null or absent: all. */
  readonly events?: readonly WebhookEvent[] | null | undefined;
  readonly description?: string | null | undefined;
  /** Admins alone may name somebody else. */
  readonly ownerId?: string | null | undefined;
}

/**
 * The secret is answered here and never again.
 * @throws AppError FORBIDDEN, INVALID_INPUT, RECEIVER_NOT_ALLOWED, RECEIVER_INSECURE, TOO_MANY_ENDPOINTS.
 */
export async function createEndpoint(
  { database, webhookSecrets, webhooks }: WebhookDependencies,
  viewer: Viewer,
  wanted: WantedEndpoint,
): Promise<{ endpoint: WebhookEndpointEntity; secret: string }> {
  const ownerId = requireOwner(viewer, 'MANAGE', wanted.ownerId);
  if (!isSubject(ownerId)) throw invalid('ownerId', plainTextRule(255));
  const facts = endpointFacts(wanted, webhooks);
  const id = newUuid();
  const { secret, kept } = webhookSecrets.make(id);
  const now = new Date();
  const endpoint = Object.assign(new WebhookEndpointEntity(), {
    id,
    ownerId,
    url: facts.url,
    description: facts.description ?? null,
    events: facts.events ?? null,
    secrets: [kept],
    failingSince: null,
    disabledAt: null,
    disabledReason: null,
    dueAt: null,
    heldBy: null,
    heldUntil: null,
    createdAt: now,
    updatedAt: now,
  } satisfies WebhookEndpointEntity);
  await database.transaction(async (manager) => {
    // One at a time of one owner, so that the count is still right when the row is added.
    await sql(manager, `SELECT pg_advisory_xact_lock(hashtextextended('webhooks of ' || $1, 0))`, [ownerId]);
    const [{ count } = { count: 0 }] = await sql<{ count: number }>(
      manager,
      'SELECT count(*)::int AS count FROM webhook_endpoints WHERE owner_id = $1',
      [ownerId],
    );
    if (count >= webhooks.perOwner) throw new AppError('TOO_MANY_ENDPOINTS', { limit: webhooks.perOwner });
    await manager.insert(WebhookEndpointEntity, endpoint);
    const detail = toGlobalId('webhookEndpoint', id);
    await recordAudit(manager, viewer, [{ action: 'WEBHOOK_ENDPOINT_CREATED', ownerId, detail }]);
  });
  return { endpoint, secret };
}

type EndpointFacts = Pick<WebhookEndpointEntity, 'url' | 'description' | 'events'>;

/** As many characters as every proxy and log takes. */
const maxUrlLength = 2_048;

function receiverUrl(text: string, rules: ReceiverRules): string {
  const tooLong = invalid('url', `give at most ${maxUrlLength} characters`);
  if (text.length > maxUrlLength) throw tooLong;
  const { href } = checkReceiver(text, rules);
  // What is no ASCII grows when it is encoded.
  if (href.length > maxUrlLength) throw tooLong;
  return href;
}

/** What is said about an endpoint, checked; what is absent stays so. @throws AppError as above. */
export function endpointFacts<Given extends Partial<WantedEndpoint>>(
  { url, events, description }: Given,
  rules: ReceiverRules,
): Pick<EndpointFacts, Extract<keyof EndpointFacts, keyof Given>> {
  if (events?.length === 0) throw invalid('events', 'name at least one, or leave it out for all of them');
  if (typeof description === 'string' && !isPlainText(description, 255))
    throw invalid('description', plainTextRule(255));
  return {
    ...(url !== undefined && { url: receiverUrl(url, rules) }),
    ...(events !== undefined && { events: events && [...new Set(events)] }),
    ...(description !== undefined && { description }),
  } as Pick<EndpointFacts, Extract<keyof EndpointFacts, keyof Given>>;
}

const invalid = (field: string, reason: string): AppError => new AppError('INVALID_INPUT', { field, reason });
