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
  /** Has lazy variants made. */
  readonly requestedVariants: DataLoader<VariantEntity, void>;
}

type Database = SchemaDependencies['database'];

export function createLoaders(
  { database, queue }: SchemaDependencies,
  { requestId, viewer }: { readonly requestId: string; readonly viewer: Viewer },
): Loaders {
  return {
    images: byId(database, findImages),
    variants: byId(database, findVariants),
    variantsOfImage: new DataLoader(async (ids) => {
      const variants = Map.groupBy(await findVariantsOfImages(database, ids), ({ imageId }) => imageId);
      return ids.map((id) => variants.get(id) ?? []);
    }),
    uploads: byId(database, findUploads),
    apiKeys: byId(database, findApiKeys),
    shares: byId(database, findShares),
    batches: byId(database, findBatches),
    sharesOfImage: loaderOfPages(
      (page) => new DataLoader((images) => listShares(database, viewer, { ...page, images }), uncached),
    ),
    eventsOfImage: loaderOfPages(
      (page) => new DataLoader((images) => listEventsOfImages(database, viewer, { images, page }), uncached),
    ),
    grantsOfImage: new DataLoader(async (ids) => {
      const { subject } = viewer;
      const found = subject === null ? [] : await findGrantsTo(database, subject, ids);
      const grants = Map.groupBy(found, ({ imageId }) => imageId);
      return ids.map((id) => grants.get(id) ?? []);
    }),
    requestedVariants: new DataLoader(async (variants) => {
      await requestVariants({ database, queue }, variants, requestId);
      return variants.map(() => undefined);
    }),
  };
}

/** An entity is read anew for each event of a subscription: its loader would remember all of them. */
const uncached = { cache: false } as const;

/** One loader for each page that an operation asks for: mostly it asks the same of every object. */
function loaderOfPages<Key, Page>(
  make: (page: PageRequest) => DataLoader<Key, Page>,
): (page: PageRequest) => DataLoader<Key, Page> {
  const made = new Map<string, DataLoader<Key, Page>>();
  return ({ first, after, last, before }) => {
    const name = JSON.stringify([first, after, last, before]);
    const loader = made.get(name) ?? make({ first, after, last, before });
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
