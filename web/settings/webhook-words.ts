/** What webhooks tell of and how they fare, in words. */
import type { WebhookDeliveryStatus, WebhookDisabledReason, WebhookEvent } from '../generated/graphql.ts';

export const eventWords: Readonly<Record<WebhookEvent, string>> = {
  IMAGE_UPLOADED: 'Image uploaded',
  IMAGE_READY: 'Image ready',
  IMAGE_FAILED: 'Image failed',
  IMAGE_UPDATED: 'Image changed',
  IMAGE_DELETED: 'Image deleted',
  VARIANT_READY: 'Variant ready',
  VARIANT_FAILED: 'Variant failed',
  ENDPOINT_DISABLED: 'Webhook disabled',
};

export const disabledWords: Readonly<Record<WebhookDisabledReason, string>> = {
  OWNER: 'Off',
  GONE: 'Off: it answered that it is gone (410)',
  FAILING: 'Off: it has accepted nothing for days',
};

export const deliveryWords: Readonly<Record<WebhookDeliveryStatus, string>> = {
  PENDING: 'On its way',
  DELIVERED: 'Delivered',
  FAILED: 'Given up',
};
