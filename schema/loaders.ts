/** Turns the many small reads of one operation into a few: however long the list, a field costs one query. */
import DataLoader from 'dataloader';
import type { ApiKeyEntity } from '../domain/access/api-key.entity.ts';
import { findApiKeys } from '../domain/access/api-keys.ts';
import type { BatchEntity } from '../domain/batches/batch.entity.ts';
import { findBatches } from '../domain/batches/find-batches.ts';
import { type EventPage, listEventsOfImages } from '../domain/events/list-events.ts';
import { findImages, findVariants, findVariantsOfImages } from '../domain/images/find-images.ts';
import type { ImageEntity } from '../domain/images/image.entity.ts';
import type { PageRequest } from '../domain/images/list-images.ts';
import type { VariantEntity } from '../domain/images/variant.entity.ts';
import { requestVariants } from '../domain/renditions/request-variants.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import type { Grant } from '../domain/sharing/grant.ts';
import {
  findShares,
  listShares,
  type SharePage,
  type SharePageRequest,
} from '../domain/sharing/list-shares.ts';
import { findGrantsTo } from '../domain/sharing/open-share.ts';
import type { ShareEntity } from '../domain/sharing/share.entity.ts';
import { findUploads } from '../domain/uploads/find-upload.ts';
import type { UploadEntity } from '../domain/uploads/upload.entity.ts';
import {
  type DeliveryPageRequest,
  findDeliveries,
  findEndpoints,
  listDeliveries,
  type WebhookPage,
} from '../domain/webhooks/list-webhooks.ts';
import type { WebhookDeliveryEntity } from '../domain/webhooks/webhook-delivery.entity.ts';
import type { WebhookEndpointEntity } from '../domain/webhooks/webhook-endpoint.entity.ts';
import type { SchemaDependencies } from './context.ts';

type Loader<Entity> = DataLoader<string, Entity | undefined>;

export interface Loaders {
  readonly images: Loader<ImageEntity>;
  readonly variants: Loader<VariantEntity>;
  readonly variantsOfImage: DataLoader<string, VariantEntity[]>;
  readonly uploads: Loader<UploadEntity>;
  readonly apiKeys: Loader<ApiKeyEntity>;
  readonly shares: Loader<ShareEntity>;
  readonly batches: Loader<BatchEntity>;
  /** The same page of the shares of each image. */
  readonly sharesOfImage: (page: SharePageRequest) => DataLoader<ImageEntity, SharePage>;
  /** The same page of what happened to each image. */
  readonly eventsOfImage: (page: PageRequest) => DataLoader<ImageEntity, EventPage>;
  /** What of an image is shared with the viewer at present. */
  readonly grantsOfImage: DataLoader<string, Grant[]>;
  readonly webhookEndpoints: Loader<WebhookEndpointEntity>;
  readonly webhookDeliveries: Loader<WebhookDeliveryEntity>;
  /** The same page of the deliveries to each endpoint. */
  readonly deliveriesOfEndpoint: (
    page: DeliveryPageRequest,
  ) => DataLoader<string, WebhookPage<WebhookDeliveryEntity>>;
  /** Has lazy variants made. */
  readonly requestedVariants: DataLoader<VariantEntity, void>;
}

type Database = SchemaDependencies['database'];

interface LoaderOptions extends Pick<SchemaDependencies, 'database' | 'queue'> {
  readonly requestId: string;
  readonly viewer: Viewer;
}

const makers: { readonly [Name in keyof Loaders]: (options: LoaderOptions) => Loaders[Name] } = {
  images: ({ database }) => byId(database, findImages),
  variants: ({ database }) => byId(database, findVariants),
  variantsOfImage: ({ database }) =>
    new DataLoader(async (ids) => {
      const variants = Map.groupBy(await findVariantsOfImages(database, ids), ({ imageId }) => imageId);
      return ids.map((id) => variants.get(id) ?? []);
    }),
  uploads: ({ database }) => byId(database, findUploads),
  apiKeys: ({ database }) => byId(database, findApiKeys),
  shares: ({ database }) => byId(database, findShares),
  batches: ({ database }) => byId(database, findBatches),
  sharesOfImage: ({ database, viewer }) =>
    loaderOfPages(
      (page: SharePageRequest) =>
        new DataLoader((images) => listShares(database, viewer, { ...page, images }), uncached),
    ),
  eventsOfImage: ({ database, viewer }) =>
    loaderOfPages(
      (page: PageRequest) =>
        new DataLoader((images) => listEventsOfImages(database, viewer, { images, page }), uncached),
    ),
  webhookEndpoints: ({ database }) => byId(database, findEndpoints),
  webhookDeliveries: ({ database }) => byId(database, findDeliveries),
  deliveriesOfEndpoint: ({ database }) =>
    loaderOfPages(
      (page: DeliveryPageRequest) => new DataLoader((ids) => listDeliveries(database, ids, page)),
    ),
  grantsOfImage: ({ database, viewer: { subject } }) =>
    new DataLoader(async (ids) => {
      const found = subject === null ? [] : await findGrantsTo(database, subject, ids);
      const grants = Map.groupBy(found, ({ imageId }) => imageId);
      return ids.map((id) => grants.get(id) ?? []);
    }),
  requestedVariants: ({ database, queue, requestId }) =>
    new DataLoader(async (variants) => {
      await requestVariants({ database, queue }, variants, requestId);
      return variants.map(() => undefined);
    }),
};

/** Each is made when it is first used: of fourteen, an operation uses one or two. */
class LazyLoaders {
  readonly options: LoaderOptions;

  constructor(options: LoaderOptions) {
    this.options = options;
  }
}

for (const [name, make] of Object.entries(makers))
  Object.defineProperty(LazyLoaders.prototype, name, {
    get(this: LazyLoaders) {
      const value = make(this.options);
      Object.defineProperty(this, name, { value });
      return value;
    },
  });

export const createLoaders = (options: LoaderOptions): Loaders =>
  new LazyLoaders(options) as unknown as Loaders;

/** What one mutation of an operation changes, the next one’s answer must tell. */
const uncached = { cache: false } as const;

/** One loader for each page that an operation asks for: mostly it asks the same of every object. */
function loaderOfPages<Request extends object, Key, Page>(
  make: (page: Request) => DataLoader<Key, Page>,
): (page: Request) => DataLoader<Key, Page> {
  const made = new Map<string, DataLoader<Key, Page>>();
  return (page) => {
    const name = JSON.stringify(page);
    const loader = made.get(name) ?? make(page);
    made.set(name, loader);
    return loader;
  };
}

const byId = <Entity extends { id: string }>(
  database: Database,
  find: (database: Database, ids: readonly string[]) => Promise<Entity[]>,
): Loader<Entity> =>
  new DataLoader(async (ids) => {
    const found = new Map((await find(database, ids)).map((entity) => [entity.id, entity]));
    return ids.map((id) => found.get(id));
  });
