/** Puts the schema together. The resolvers are instances that this root makes, not what a container finds. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import {
  buildSchema as build,
  type ContainerType,
  getMetadataStorage,
  type NonEmptyArray,
  type PubSub,
} from 'type-graphql';
import { ViewerResolver } from './access/viewer-resolver.ts';
import { AuditResolver } from './audit/audit-resolver.ts';
import { ImageEventsResolver } from './events/image-events-resolver.ts';
import { BatchResolver } from './batches/batch-resolver.ts';
import { ReprocessResolver } from './batches/reprocess-resolver.ts';
import { EventsOfImage } from './events/image-event-connection.ts';
import { UploadEventsResolver } from './events/upload-events-resolver.ts';
import { ImageFields, PlaceholderFields, VariantFields } from './images/image-fields.ts';
import { ImageMutations } from './images/image-mutations.ts';
import { ImageResolver } from './images/image-resolver.ts';
import { PurgeImagesResolver } from './images/purge-images.ts';
import { RenderVariantsResolver } from './images/render-variants.ts';
import { ResponsiveFields } from './images/responsive-fields.ts';
import { SignImageUrlResolver } from './images/sign-image-url.ts';
import { NodeResolver } from './nodes/node-resolver.ts';
import { ProfileResolver } from './profiles/profile-resolver.ts';
import { ShareResolver, SharesOfImage } from './sharing/share-resolver.ts';
import { DirectUploadResolver } from './uploads/direct-upload-resolver.ts';
import { ImportResolver } from './uploads/import-resolver.ts';
import { UploadResolver } from './uploads/upload-resolver.ts';
import { WebhookDeliveryFields, WebhookResolver } from './webhooks/webhook-resolver.ts';

const resolvers = [
  AuditResolver,
  BatchResolver,
  DirectUploadResolver,
  EventsOfImage,
  ImageEventsResolver,
  ImageFields,
  ImageMutations,
  ImageResolver,
  ImportResolver,
  NodeResolver,
  PlaceholderFields,
  ProfileResolver,
  PurgeImagesResolver,
  RenderVariantsResolver,
  ReprocessResolver,
  ResponsiveFields,
  ShareResolver,
  SharesOfImage,
  SignImageUrlResolver,
  UploadEventsResolver,
  UploadResolver,
  VariantFields,
  ViewerResolver,
  WebhookDeliveryFields,
  WebhookResolver,
] as const;

/** The library insists on one. Events come from the outbox, which knows order and history; this only refuses. */
const noPubSub: PubSub = {
  publish: () => unused(),
  subscribe: () => unused(),
};

const unused = (): never => {
  throw new Error('events come from the outbox');
};

/**
 * Properties and getters are read by graphql-js itself. The library would wrap each of them in a resolver, for
 * middleware and plain objects that we do not have, which takes a fifth of the time of a page.
 */
function readPropertiesPlainly(): void {
  const metadata = getMetadataStorage();
  for (const type of metadata.objectTypes) type.simpleResolvers ??= true;
  metadata.fieldResolvers = metadata.fieldResolvers.filter(({ target, methodName }) => {
    const { prototype } = target as { prototype: object };
    return Object.getOwnPropertyDescriptor(prototype, methodName)?.get === undefined;
  });
}

export function buildSchema(): Promise<GraphQLSchema> {
  readPropertiesPlainly();
  const instances = new Map<unknown, object>(resolvers.map((Resolver) => [Resolver, new Resolver()]));
  return build({
    resolvers: [...resolvers] as unknown as NonEmptyArray<new () => object>,
    pubSub: noPubSub,
    container: { get: (resolver) => instances.get(resolver) } satisfies ContainerType,
    // Inputs are checked where they are used, once for every transport.
    validate: false,
    // Asks the whole schema for its description, at each start. Apollo validates it, and a test the one that is emitted.
    skipCheck: true,
  });
}
