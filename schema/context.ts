/** What every resolver is given: who asks, the use cases' dependencies, and loaders that live for one operation. */
import type { EventTail } from '../domain/events/event-tail.ts';
import type { GuessLimit } from '../domain/access/guess-limit.ts';
import type { BatchWatch } from '../domain/batches/follow-batch.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import type { InspectionDependencies } from '../domain/renditions/inspect-rendition.ts';
import type { PurgeSender } from '../domain/purging/send-purges.ts';
import type { RenditionUrlDependencies } from '../domain/signing/rendition-url.ts';
import type { ShareWatch } from '../domain/sharing/share-watch.ts';
import type { DirectUploadDependencies } from '../domain/uploads/create-upload.ts';
import type { UploadWatch } from '../domain/uploads/upload-watch.ts';
import type { WebhookDependencies } from '../domain/webhooks/create-endpoint.ts';
import type { Outbound } from '../platform/outbound/outbound.ts';
import type { Logger } from '../platform/logging.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** Shared by all operations of a process. */
export interface SchemaDependencies
  extends
    DirectUploadDependencies,
    RenditionUrlDependencies,
    InspectionDependencies,
    PurgeSender,
    WebhookDependencies {
  readonly tail: EventTail;
  readonly outbound: Outbound;
  readonly uploadWatch: UploadWatch;
  readonly guesses: GuessLimit;
  readonly shareWatch: ShareWatch;
  readonly batchWatch: BatchWatch;
}

export interface Context {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly logger: Logger;
  readonly app: SchemaDependencies;
  readonly loaders: Loaders;
  /** Of a subscription: has an event told at once. False where it cannot, and the stream of events has to have it. */
  readonly takeNow?: ((event: object) => boolean) | undefined;
  /** Of an event stream that a browser opens again: what it saw last. */
  readonly lastEventId?: string | undefined;
}

export type Request = Pick<Context, 'viewer' | 'requestId' | 'logger' | 'lastEventId' | 'takeNow'>;

export const createContext = (app: SchemaDependencies, request: Request): Context => ({
  ...request,
  app,
  loaders: loadersOf(app, request),
});

/** For another event of the same subscription: what was loaded for the last one is stale. */
export const renewed = (context: Context): Context => ({
  ...context,
  loaders: loadersOf(context.app, context),
});

const loadersOf = ({ database, queue }: SchemaDependencies, { requestId, viewer }: Request): Loaders =>
  createLoaders({ database, queue, requestId, viewer });
