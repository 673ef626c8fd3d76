/** What webhooks tell of, by the names that endpoints filter by and those that payloads carry. */
import type { EventType } from '../events/event.entity.ts';

/** Those of the outbox, and what is told of webhooks themselves. */
export const webhookTypes = {
  IMAGE_UPLOADED: 'image.uploaded',
  VARIANT_READY: 'variant.ready',
  VARIANT_FAILED: 'variant.failed',
  IMAGE_READY: 'image.ready',
  IMAGE_FAILED: 'image.failed',
  IMAGE_UPDATED: 'image.updated',
  IMAGE_DELETED: 'image.deleted',
  ENDPOINT_DISABLED: 'endpoint.disabled',
} as const satisfies Partial<Record<EventType | 'ENDPOINT_DISABLED', string>>;

export type WebhookEvent = keyof typeof webhookTypes;

/** Sent by hand, whatever the filter. */
export const pingType = 'ping';

export const isWebhookEvent = (name: string): name is WebhookEvent => Object.hasOwn(webhookTypes, name);

/** Whether an endpoint with this filter is told. */
export const isWanted = ({ events }: { readonly events: WebhookEvent[] | null }, event: WebhookEvent) =>
  events === null || events.includes(event);
