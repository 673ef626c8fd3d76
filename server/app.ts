/** The composition root of a server: opens what requests need, mounts the routes, ends in reverse order. */
import type { Viewer } from '../domain/access/viewer.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import cors from '@fastify/cors';
import { apiKeyVerifier } from '../domain/access/api-keys.ts';
import { createAccessWatch } from '../domain/access/access-watch.ts';
import { createGuessLimit } from '../domain/access/guess-limit.ts';
import { jwtVerifier } from '../domain/access/jwt-verifier.ts';
import { sessionFinder } from '../domain/access/sessions.ts';
import { bootstrapApiKey } from '../domain/access/bootstrap-api-key.ts';
import { openDatabase } from '../domain/database.ts';
import { openEventSignal } from '../domain/events/event-signal.ts';
import { openEventTail } from '../domain/events/event-tail.ts';
import { measureState } from '../domain/measured-state.ts';
import { loadProfiles } from '../domain/profiles/load-profiles.ts';
import { createShareWatch } from '../domain/sharing/share-watch.ts';
import { createUploadLocks } from '../domain/uploads/upload-locks.ts';
import { createBatchWatch } from '../domain/batches/follow-batch.ts';
import { createUploadWatch } from '../domain/uploads/upload-watch.ts';
import { createRateLimits } from '../domain/usage/rate-limits.ts';
import { imageUrls } from '../domain/signing/image-urls.ts';
import { quotaClassesOf } from '../domain/usage/quota-classes.ts';
import { uploadTargets } from '../domain/uploads/upload-targets.ts';
import { endpointSecrets } from '../domain/webhooks/endpoint-secrets.ts';
import { createInspections } from '../domain/renditions/inspect-rendition.ts';
import { openIntermediates } from '../domain/renditions/intermediates.ts';
import { createRenditions } from '../domain/renditions/make-rendition.ts';
import { Places } from '../domain/renditions/places.ts';
import { createRenderPool } from '../media/pool/render-pool.ts';
import { requireMigrations } from '../migrations/migrate.ts';
import { serveAdmin } from '../platform/admin/admin-port.ts';
import { databaseChecks, eventCheck } from '../platform/admin/readiness.ts';
import { createCdn } from '../platform/cdn/create-cdn.ts';
import { createEdgeSigner } from '../platform/cdn/edge-signer.ts';
import type { Config } from '../platform/config/load.ts';
import { requireDatabaseUrls } from '../platform/config/require-database-url.ts';
import { requireSigningKeys } from '../platform/config/require-signing-keys.ts';
import { createNamedLocks } from '../platform/database/named-locks.ts';
import type { Logger } from '../platform/logging.ts';
import { startMetrics } from '../platform/metrics/start-metrics.ts';
import { createOutbound } from '../platform/outbound/outbound.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { isTracing } from '../platform/tracing/span.ts';
import { buildSchema } from '../schema/build-schema.ts';
import type { SchemaDependencies } from '../schema/context.ts';
import { createStore } from '../storage/create-store.ts';
import { createBlobMemory } from './delivery/blob-memory.ts';
import { createRecentAnswers } from './delivery/recent-answers.ts';
import { authenticator } from './authenticate.ts';
import { corsOptions } from './cors-options.ts';
import { createFastify } from './create-fastify.ts';
import { createDrain, stopDeadlines } from './drain.ts';
import { createAdmission } from './graphql/admission.ts';
import { startApollo } from './graphql/apollo.ts';
import { automaticQueries, registeredQueries } from './graphql/persisted-queries.ts';
import { loadRegisteredOperations } from './graphql/registered-operations.ts';
import { eventStreamRoutes } from './graphql/event-stream-routes.ts';
import { measureSockets } from './graphql/operation-metrics.ts';
import { graphqlRoutes } from './graphql/routes.ts';
import { SocketCensus } from './graphql/socket-census.ts';
import { serveWebSocket } from './graphql/web-socket.ts';
import { observeRequests } from './observe-requests.ts';
import { pageRoutes } from './pages/routes.ts';
import { nothingPolicy, sendProblem } from '../platform/http/problem.ts';
import { refuseUnknown } from '../platform/http/refuse-unknown.ts';
import { describeRoutes, type Paths } from './openapi/document.ts';
import { imageActionRoutes } from './routes/image-actions.ts';
import { imageRoutes } from './routes/images.ts';
import { sharedImageRoutes } from './routes/shared-images.ts';
import { directUploadRoutes } from './routes/direct-uploads.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { bySession } from './sessions/by-session.ts';
import { traceOperations } from './tracing/trace-operations.ts';
import { tusRoutes } from './tus/routes.ts';
import { browserConstraint } from './web/for-browsers.ts';
import { webRoutes } from './web/routes.ts';

export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startServer({ config, logger }: { config: Config; logger: Logger }): Promise<Server> {
  const databaseUrls = requireDatabaseUrls(config);
  const signingKeys = requireSigningKeys(config);
  const profiles = loadProfiles(config.profiles.path);
  const store = await createStore(config.storage);
  const cdn = await createCdn(config.cdn);
  const database = await openDatabase({
    ...databaseUrls,
    poolSize: config.database.poolSize,
    applicationName: 'darkroom server',
  });
  if (config.access.bootstrapApiKey !== undefined) await bootstrapApiKey(database, config.access);
  const queue = await openQueue({ ...databaseUrls, logger, role: 'sender' });
  const signal = await openEventSignal({
    database,
    url: databaseUrls.directUrl,
    eventsUrl: config.events.url,
    logger,
  });
  const tail = await openEventTail({ database, signal, logger });
  // Uploads are inspected, and nothing is rendered here: headers of strangers' files stay out of this process.
  const pool = createRenderPool({ ...poolSizes(config), processes: 0, logger });
  const { delivery } = config;
  // Renditions have children of their own, so that no upload waits behind them.
  const renditionPool = createRenderPool({
    ...poolSizes(config),
    processes: 0,
    expressProcesses: delivery.processes,
    logger,
  });
  const renditionLocks = createNamedLocks({ url: databaseUrls.directUrl, logger });
  const intermediates = await openIntermediates({
    store,
    pool: renditionPool,
    parentDirectory: config.storage.scratchDirectory,
    maxBytes: delivery.scratchMegabytes * 1_048_576,
  });
  const slowPlaces = new Places({ places: Math.max(1, delivery.processes - 1), queue: delivery.queue });
  const renditions = createRenditions({
    database,
    store,
    pool: renditionPool,
    locks: renditionLocks,
    intermediates,
    slowPlaces,
    limits: { ...delivery, atOnce: 2 * delivery.processes },
  });
  const inspections = createInspections({ store, pool: renditionPool, slowPlaces });
  const uploadWatch = createUploadWatch({ database, logger });
  const shareWatch = createShareWatch({ database, logger });
  const batchWatch = createBatchWatch({ database, logger });
  const uploadLocks = createUploadLocks({ database, logger });
  const urls = imageUrls({
    base: config.http.cdnUrl,
    publicUrl: config.http.publicUrl,
    signingKeys,
    defaultSeconds: config.access.urlSeconds,
    bucketSeconds: config.access.urlBucketSeconds,
    edge: await createEdgeSigner(config.cdn),
  });
  const guesses = createGuessLimit(config.access.wrongPerMinute);
  const rates = createRateLimits({
    database,
    logger,
    quotas: config.rates,
    keyPercent: config.rates.keyPercent,
  });
  const app: SchemaDependencies = {
    database,
    store,
    pool,
    queue,
    cdn,
    profiles,
    quotas: config.quotas,
    idempotency: config.idempotency,
    tail,
    urls,
    delivery,
    inspections,
    uploads: config.uploads,
    targets: uploadTargets({ database, store, signingKeys, publicUrl: config.http.publicUrl }),
    outbound: createOutbound(config.outbound),
    uploadWatch,
    guesses,
    rates,
    shareWatch,
    batchWatch,
    webhooks: config.webhooks,
    webhookSecrets: endpointSecrets(config.webhooks.secretKeys),
  };
  const { publicUrl } = config.http;
  const authenticate = authenticator({
    guesses,
    verifyApiKey: apiKeyVerifier(database),
    verifyToken: jwtVerifier(config.tokens, quotaClassesOf(database, config.quotas)),
    bySession: bySession({ find: sessionFinder(database), publicUrl }),
  });
  const accessWatch = createAccessWatch({ database, logger });

  const schema = await buildSchema();
  if (isTracing()) traceOperations(schema);
  const { registeredOperations } = config.graphql;
  const persisted = registeredOperations
    ? registeredQueries(loadRegisteredOperations(registeredOperations, schema))
    : automaticQueries();
  const apollo = await startApollo(schema, config.graphql, persisted);
  const admission = createAdmission(config.graphql, persisted);
  const memory = createBlobMemory(delivery.memoryMegabytes * 1_048_576);
  const answers = createRecentAnswers(memory);
  tail.watch(({ imageId, type }) => {
    answers.forget(imageId);
    if (type === 'IMAGE_DELETED') intermediates.forget(imageId);
  });
  const census = new SocketCensus(config.sockets);
  const limits = config.graphql;
  const subscriptions = { schema, app, authenticate, admission, rates, census, accessWatch, limits };
  const stopping = new AbortController();
  const fastify = createFastify(config, { logger, answers });
  observeRequests(fastify, config, logger);
  const drain = createDrain(fastify);
  // The first hook of every scope says who it is; nobody reads it before.
  fastify.decorateRequest('viewer', null as unknown as Viewer);
  fastify.addConstraintStrategy(browserConstraint);
  refuseUnknown(fastify);
  fastify.setErrorHandler(sendProblem);
  let adminPaths: Paths = {};
  await describeRoutes(fastify, { publicUrl, adminPaths: () => adminPaths });
  await fastify.register(async (scope) =>
    pageRoutes(scope, { database, authenticate, guesses, rates, access: config.access, publicUrl }),
  );
  await fastify.register(async (scope) => webRoutes(scope, { config }));
  await fastify.register(async (scope) => {
    // Whatever an answer of the API is taken for, nothing in it is run.
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', nothingPolicy).header('x-content-type-options', 'nosniff');
    });
    // Of the API alone: images are for every page, and `Vary: Origin` would split their cache.
    const crossOrigin = corsOptions(config);
    await scope.register(cors, crossOrigin);
    const { uploads, access } = config;
    const { scratchDirectory } = config.storage;
    await scope.register(async (inner) =>
      graphqlRoutes(inner, { apollo, app, authenticate, admission, rates, uploads, scratchDirectory }),
    );
    await scope.register(async (inner) =>
      eventStreamRoutes(inner, { ...subscriptions, stopping: stopping.signal }),
    );
    await scope.register(async (inner) =>
      uploadRoutes(inner, { app, authenticate, rates, uploads, publicUrl }),
    );
    await scope.register(async (inner) =>
      tusRoutes(inner, {
        app,
        authenticate,
        rates,
        uploads,
        publicUrl,
        locks: uploadLocks,
        cors: crossOrigin,
      }),
    );
    await scope.register(async (inner) => imageActionRoutes(inner, { app, authenticate, rates, uploads }));
    await scope.register(async (inner) =>
      directUploadRoutes(inner, { ...app, signingKeys, access, uploads }),
    );
  });
  await fastify.register(async (scope) => {
    const { access } = config;
    const routes = {
      ...app,
      authenticate,
      rates,
      signingKeys,
      access,
      delivery,
      renditions,
      memory,
      answers,
    };
    imageRoutes(scope, routes);
    sharedImageRoutes(scope, routes);
  });
  const closeSockets = serveWebSocket({
    ...subscriptions,
    server: fastify.server,
    path: '/graphql',
    trustedProxies: config.http.trustedProxies,
    logger,
  });
  const metrics = startMetrics({ role: 'server', ...config.metrics, logger });
  const endMeasuring = [measureState(database, config), measureSockets(census)];
  const admin = await serveAdmin({
    host: config.http.adminHost,
    debug: config.http.adminDebug,
    port: config.http.adminPort,
    logger,
    checks: {
      ...databaseChecks(database),
      storage: () => store.check(),
      migrations: () => requireMigrations(database),
      ...eventCheck(signal),
    },
  });
  adminPaths = admin.paths();
  await fastify.listen({ host: config.http.host, port: config.http.port });

  return {
    url: config.http.publicUrl,
    async stop() {
      admin.markStopping();
      const deadlines = stopDeadlines(config.process);
      await sleep(deadlines.noticeMs);
      await drain.stopAccepting();
      // Only now: who is told to connect again must not find this server.
      stopping.abort();
      await closeSockets();
      await drain.finish(deadlines);
      await metrics.close();
      for (const end of endMeasuring) end();
      inspections.close();
      await renditions.close();
      await intermediates.close();
      await renditionLocks.close();
      await apollo.stop();
      await rates.close();
      census.end();
      await accessWatch.close();
      await shareWatch.close();
      await uploadWatch.close();
      await batchWatch.close();
      uploadLocks.close();
      await tail.close();
      signal.close();
      await queue.close(1_000);
      await Promise.all([pool.close(), renditionPool.close()]);
      await database.destroy();
      await admin.close();
    },
  };
}

const poolSizes = ({ rendering }: Config) => ({
  timeoutSeconds: rendering.timeoutSeconds,
  memoryMegabytes: rendering.memoryMegabytes,
  recycleAfter: rendering.recycleAfter,
});
