/** What Apollo's cache has to know of the schema beyond `id`: lists that grow by pages, events, and parts without an id. */
import type { TypePolicies } from '@apollo/client';
import { connection } from './connections.ts';

const event = { keyFields: false } as const;
/** A part of what it belongs to: fields that two queries ask for are put together. */
const part = { merge: true } as const;

const newest = { merge: false } as const;

/** For `new InMemoryCache({ typePolicies, possibleTypes })`. */
export const typePolicies: TypePolicies = {
  Query: {
    fields: {
      auditLog: connection(['filter']),
      images: connection(['filter', 'orderBy']),
    },
  },
  Viewer: {
    fields: {
      apiKeys: connection(),
      events: connection(),
      sharedWithMe: connection(),
      uploads: connection(['status']),
      usage: part,
      webhookEndpoints: connection(),
    },
  },
  Image: {
    fields: {
      events: connection(),
      shares: connection(),
      failure: part,
      focalPoint: part,
      metadata: part,
      placeholder: part,
      profile: part,
    },
  },
  WebhookEndpoint: { fields: { deliveries: connection(['status']) } },
  // Only the newest is of interest: what it says of the image is kept with the image.
  Subscription: { fields: { imageEvents: newest, uploadEvents: newest, batchEvents: newest } },
  // Told once and never changed, so that there is nothing to keep under their ids.
  ImageEvent: event,
  UploadEvent: event,
  BatchEvent: event,
};

/** Which types stand behind an interface. */
export const possibleTypes: Record<string, string[]> = {
  BatchEvent: ['BatchCancelled', 'BatchProgress', 'BatchReady', 'BatchSnapshot'],
  ImageEvent: [
    'ImageDeleted',
    'ImageFailed',
    'ImageReady',
    'ImageSnapshot',
    'ImageUpdated',
    'ImageUploaded',
    'VariantFailed',
    'VariantReady',
  ],
  Node: ['ApiKey', 'Batch', 'Image', 'MediaUpload', 'Share', 'Variant', 'WebhookDelivery', 'WebhookEndpoint'],
  UploadEvent: ['UploadCompleted', 'UploadFailed', 'UploadProgress', 'UploadSnapshot'],
};
