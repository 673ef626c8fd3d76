/** The composition root of a worker: opens what jobs need, starts the handlers, ends in reverse order. */
import { openDatabase } from '../domain/database.ts';
import { openEventSignal } from '../domain/events/event-signal.ts';
import { measureState } from '../domain/measured-state.ts';
import { loadProfiles } from '../domain/profiles/load-profiles.ts';
import { endpointSecrets } from '../domain/webhooks/endpoint-secrets.ts';
import { sendWebhooks } from '../domain/webhooks/send-webhooks.ts';
import { requireMigrations } from '../migrations/migrate.ts';
import { serveAdmin } from '../platform/admin/admin-port.ts';
import { databaseChecks, eventCheck } from '../platform/admin/readiness.ts';
import { createCdn } from '../platform/cdn/create-cdn.ts';
import { createRenderPool } from '../media/pool/render-pool.ts';
import type { Config } from '../platform/config/load.ts';
import type { Logger } from '../platform/logging.ts';
import { requireDatabaseUrls } from '../platform/config/require-database-url.ts';
import { startMetrics } from '../platform/metrics/start-metrics.ts';
import { createOutbound } from '../platform/outbound/outbound.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { createStore } from '../storage/create-store.ts';
import { startHandlers } from './handlers.ts';

export interface Worker {
  stop(): Promise<void>;
}

/** What of SHUTDOWN_SECONDS is kept to hand back what was not finished, and to close everything. */
const cleaningSeconds = 3;

export async function startWorker({ config, logger }: { config: Config; logger: Logger }): Promise<Worker> {
  const databaseUrls = requireDatabaseUrls(config);
  const { processes, timeoutSeconds, memoryMegabytes, recycleAfter } = config.rendering;
  const profiles = loadProfiles(config.profiles.path);
  const store = await createStore(config.storage);
  const cdn = await createCdn(config.cdn);
  const database = await openDatabase({
    ...databaseUrls,
    poolSize: config.database.poolSize,
    applicationName: 'darkroom worker',
  });
  // Before the first job: what its commit announces is heard nowhere until then.
  const signal = await openEventSignal({
    database,
    url: databaseUrls.directUrl,
    eventsUrl: config.events.url,
    logger,
  });
  const pool = createRenderPool({ processes, timeoutSeconds, memoryMegabytes, recycleAfter, logger });
  const queue = await openQueue({ ...databaseUrls, logger, role: 'worker' });
  const outbound = createOutbound(config.outbound);
  const metrics = startMetrics({ role: 'worker', ...config.metrics, logger });
  const endMeasuring = measureState(database, config);
  // Before the first job, which a port that is taken would cut off.
  const admin = await serveAdmin({
    host: config.http.adminHost,
    debug: config.http.adminDebug,
    port: config.http.workerAdminPort,
    logger,
    checks: {
      ...databaseChecks(database),
      storage: () => store.check(),
      migrations: () => requireMigrations(database),
      ...eventCheck(signal),
    },
  });
  const { quotas } = config;
  await startHandlers({ database, store, pool, queue, profiles, quotas, outbound, cdn, config, logger });
  const webhooks = await sendWebhooks({
    database,
    signal,
    logger,
    secrets: endpointSecrets(config.webhooks.secretKeys),
    settings: config.webhooks,
  });
  return {
    async stop() {
      admin.markStopping();
      // Finish what runs, or hand it back, before the tools that it uses go away.
      await Promise.all([
        webhooks.close(),
        queue.close(Math.max(config.process.shutdownSeconds - cleaningSeconds, 0) * 1_000),
      ]);
      await metrics.close();
      endMeasuring();
      await pool.close();
      signal.close();
      await database.destroy();
      await admin.close();
    },
  };
}
