/** A receiver of webhooks on the loopback that verifies by the reference library, and a worker that sends to it alone. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { appendEvents, type NewEvent } from '../domain/events/append-events.ts';
import { readEvents } from '../domain/events/read-events.ts';
import { createEndpoint, type WantedEndpoint } from '../domain/webhooks/create-endpoint.ts';
import type { SenderSettings } from '../domain/webhooks/send-to-endpoint.ts';
import { sendWebhooks, type WebhookSender } from '../domain/webhooks/send-webhooks.ts';
import type { WebhookDeliveryEntity } from '../domain/webhooks/webhook-delivery.entity.ts';
import type { WebhookEndpointEntity } from '../domain/webhooks/webhook-endpoint.entity.ts';
import { deliveryColumns } from '../domain/webhooks/own-endpoint.ts';
import { wakeSenders } from '../domain/webhooks/queue-deliveries.ts';
import { sql } from '../platform/database/sql.ts';
import { newUuid } from '../platform/ids.ts';
import { alice, type Harness, silent } from './harness.ts';
import { serve } from './loopback.ts';
import { until } from './until.ts';

export interface ReceivedWebhook {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface TestReceiver {
  readonly url: string;
  /** Everything that arrived, in order, whatever was answered. */
  readonly received: ReceivedWebhook[];
  /** Requests that were not answered yet, now and at most. */
  readonly inFlight: { now: number; most: number };
  close(): Promise<void>;
}

type Respond = (
  response: ServerResponse,
  webhook: ReceivedWebhook,
  request: IncomingMessage,
) => void | Promise<void>;

/** Answers 204 unless it is told otherwise. */
export async function openTestReceiver(
  respond: Respond = (response) => void response.writeHead(204).end(),
): Promise<TestReceiver> {
  const received: ReceivedWebhook[] = [];
  const inFlight = { now: 0, most: 0 };
  const loopback = await serve((request, response) => {
    inFlight.now += 1;
    inFlight.most = Math.max(inFlight.most, inFlight.now);
    response.once('close', () => (inFlight.now -= 1));
    void text(request).then((body) => {
      const headers = request.headers as Record<string, string>;
      const webhook = { id: headers['webhook-id'] ?? '', headers, body };
      received.push(webhook);
      return respond(response, webhook, request);
    });
  });
  const url = `http://127.0.0.1:${loopback.port}/hooks`;
  return { url, received, inFlight, close: () => loopback.close() };
}

/** What the library makes of it. @throws where it takes it for forged. */
export const verified = (secret: string, { headers, body }: ReceivedWebhook): unknown =>
  new Webhook(secret).verify(body, headers);

/** A worker that sends webhooks and does nothing else. */
export const startSender = (
  { database, signal, webhooks, webhookSecrets }: Harness,
  settings: Partial<SenderSettings> = {},
): Promise<WebhookSender> =>
  sendWebhooks({
    database,
    signal,
    logger: silent,
    secrets: webhookSecrets,
    settings: { ...webhooks, ...settings },
  });

export const endpointFor = (
  harness: Harness,
  { url }: { readonly url: string },
  wanted: Partial<WantedEndpoint> = {},
): Promise<{ endpoint: WebhookEndpointEntity; secret: string }> =>
  createEndpoint(harness, alice, { url, ...wanted });

/** Announces events of nothing, of alice unless they say otherwise; their images are gone. */
export async function announce(
  { database }: Pick<Harness, 'database'>,
  count: number,
  event: Partial<NewEvent> = {},
): Promise<void> {
  const events = Array.from({ length: count }, () => ({
    type: 'IMAGE_UPDATED' as const,
    imageId: newUuid(),
    ownerId: 'alice',
    ...event,
  }));
  await database.transaction((manager) => appendEvents(manager, events));
}

/** Returns when everything that was announced so far has become deliveries, or was not wanted by anybody. */
export const untilFannedOut = ({ database }: Pick<Harness, 'database'>): Promise<unknown> =>
  until('all events are fanned out', async () => {
    const [cursor] = await sql<{ position: number }>(
      database,
      'SELECT position::float8 AS position FROM webhook_cursor',
    );
    return cursor && (await readEvents(database, { after: cursor.position, limit: 1 })).length === 0;
  });

/** All there are to an endpoint, the oldest first. */
export const deliveriesTo = (
  { database }: Pick<Harness, 'database'>,
  { id }: { readonly id: string },
): Promise<WebhookDeliveryEntity[]> =>
  sql(
    database,
    `SELECT ${deliveryColumns(database)} FROM webhook_deliveries WHERE endpoint_id = $1 ORDER BY id`,
    [id],
  );

/** As when the pauses before the next attempts were over, and what dead workers hold were free. */
export async function passTime({ database }: Pick<Harness, 'database'>): Promise<void> {
  await sql(database, 'UPDATE webhook_deliveries SET due_at = now() WHERE due_at IS NOT NULL');
  await sql(database, 'UPDATE webhook_endpoints SET held_until = now() WHERE held_until IS NOT NULL');
  await sql(database, 'UPDATE webhook_endpoints SET due_at = now() WHERE due_at IS NOT NULL');
  await database.transaction(wakeSenders);
}
