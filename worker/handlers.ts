/** The jobs of a worker: each is a few lines over a use case. */
import type { Cdn } from '../platform/cdn/cdn.ts';
import type { Config } from '../platform/config/load.ts';
import { appErrorFrom, AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/logging.ts';
import type { JobContract } from '../platform/queue/job-contract.ts';
import type { Queue } from '../platform/queue/queue.ts';
import { type SweptOrphans, sweepOrphans } from '../domain/blobs/sweep-orphans.ts';
import { expireSessions } from '../domain/access/sessions.ts';
import { expireAudit } from '../domain/audit/expire-audit.ts';
import { handleBatches } from './batch-handlers.ts';
import { expireBatches } from '../domain/batches/expire-batches.ts';
import { settleOutputs } from '../domain/batches/settle-items.ts';
import { expireEvents } from '../domain/events/expire-events.ts';
import { deleteBlobs, removeImageBlobs } from '../domain/images/delete-images.ts';
import { countPurge } from '../domain/purging/purge-metrics.ts';
import { purgeJob } from '../domain/purging/purge-job.ts';
import { runPurge } from '../domain/purging/run-purge.ts';
import { expireRenditions } from '../domain/renditions/expire-renditions.ts';
import { failVariants } from '../domain/renditions/fail-variants.ts';
import { renderFirst, renderLazy, type RenderPayload, renderRest } from '../domain/renditions/render-job.ts';
import type { RenderPart } from '../domain/renditions/render-part.ts';
import { type RenderDependencies, renderVariants } from '../domain/renditions/render-variants.ts';
import { forgetUploads } from '../domain/uploads/forget-uploads.ts';
import { expireIdempotencyKeys } from '../domain/uploads/idempotency.ts';
import { giveUpImport } from '../domain/uploads/import-attempt.ts';
import { importJob } from '../domain/uploads/import-job.ts';
import { type ImportDependencies, receiveImport } from '../domain/uploads/receive-import.ts';
import { sweepUploads } from '../domain/uploads/sweep-uploads.ts';
import { expireRateLimits } from '../domain/usage/expire-rate-limits.ts';
import { expireDeliveries } from '../domain/webhooks/expire-deliveries.ts';

export interface WorkerDependencies extends RenderDependencies, ImportDependencies {
  readonly queue: Queue;
  readonly cdn: Cdn | undefined;
  readonly config: Config;
  readonly logger: Logger;
}

export async function startHandlers(dependencies: WorkerDependencies): Promise<void> {
  const { queue, store, logger } = dependencies;
  await handleRendering(dependencies, renderFirst, 'first');
  await handleRendering(dependencies, renderRest, 'rest');
  await handleRendering(dependencies, renderLazy, 'lazy');

  await handleImports(dependencies);

  await queue.work(deleteBlobs, { concurrency: 2 }, (job) => removeImageBlobs(store, job));
  await queue.workDeadLetters(deleteBlobs, async ({ imageId }) => {
    logger.error({ imageId }, 'the blobs of a deleted image could not be removed');
  });

  await handlePurges(dependencies);
  await handleBatches(dependencies);
  await scheduleSweeps(dependencies);
}

async function scheduleSweeps({ queue, database, store, config, logger }: WorkerDependencies): Promise<void> {
  const { graceSeconds, expireSeconds, retentionDays } = config.uploads;
  await queue.every('sweep-uploads', { cron: '*/5 * * * *' }, async (signal) => {
    return sweepUploads({ database, store }, { graceSeconds, expireSeconds, signal });
  });
  await queue.every('forget-uploads', { cron: '37 * * * *' }, async () => ({
    forgotten: await forgetUploads(database, retentionDays),
  }));
  await queue.every('expire-renditions', { cron: '*/5 * * * *' }, async (signal) => {
    const { retentionDays, maxStoredMegabytes } = config.delivery;
    const bounds = { retentionDays, maxBytes: maxStoredMegabytes * 1_048_576, signal };
    return { expired: await expireRenditions({ database, store }, bounds) };
  });
  // Lists the whole store.
  await queue.every('sweep-orphans', { cron: '40 3 * * *', atStart: false }, async (signal) => {
    const { orphanGraceHours: graceHours } = config.storage;
    return tellSweep(logger, await sweepOrphans({ database, store }, { graceHours, signal }));
  });
  await queue.every('expire-idempotency-keys', { cron: '23 * * * *' }, () => expireIdempotencyKeys(database));
  await queue.every('expire-audit', { cron: '47 4 * * *' }, () =>
    expireAudit(database, config.audit.retentionDays),
  );
  await queue.every('expire-rate-limits', { cron: '*/10 * * * *' }, () => expireRateLimits(database));
  await queue.every('expire-sessions', { cron: '53 * * * *' }, () => expireSessions(database));
  await queue.every('expire-batches', { cron: '27 * * * *' }, () =>
    expireBatches(database, config.events.retentionDays),
  );
  await queue.every('expire-events', { cron: '17 * * * *' }, () =>
    expireEvents(database, config.events.retentionDays),
  );
  await queue.every('expire-webhook-deliveries', { cron: '57 * * * *' }, () =>
    expireDeliveries(database, config.webhooks.retentionDays),
  );
}

/** What stands in the line of the job; what somebody has to look after has a line of its own. */
function tellSweep(logger: Logger, { orphans, missing, ...swept }: SweptOrphans): object {
  const counts = { ...swept, orphans: orphans.length, missing: missing.length };
  if (swept.refused)
    logger.error(
      counts,
      'too many blobs look like orphans, and none was removed: see darkroom doctor --sweep',
    );
  else if (missing.length > 0)
    logger.error(counts, 'blobs that rows name are missing: see darkroom doctor --sweep');
  return counts;
}

async function handleRendering(
  dependencies: WorkerDependencies,
  contract: JobContract<RenderPayload>,
  part: RenderPart,
): Promise<void> {
  const { queue, config, logger } = dependencies;
  await queue.work(contract, slots(config, part), async ({ imageId, requestId }, { signal, logger }) => {
    await renderVariants(dependencies, { imageId, requestId, part, signal, logger });
    await settleOutputs(dependencies, imageId);
  });
  await queue.workDeadLetters(contract, async ({ imageId, requestId }, reason) => {
    const failure = failureOf(reason, requestId);
    logger.error({ imageId, requestId, code: failure.code }, 'variants could not be rendered');
    await failVariants(dependencies, { imageId, part, failure, requestId });
    await settleOutputs(dependencies, imageId);
  });
}

async function handlePurges({ queue, cdn, profiles, config, logger }: WorkerDependencies): Promise<void> {
  const { widthLadder } = config.delivery;
  // Providers count calls by the minute: few at once of one owner, who may have deleted a thousand images.
  await queue.work(purgeJob, { concurrency: 4, perGroup: 2 }, (job, { signal }) =>
    runPurge({ cdn, profiles, widthLadder }, job, signal),
  );
  await queue.workDeadLetters(purgeJob, async ({ images }, reason) => {
    countPurge('given_up');
    const imageIds = images.map(({ id }) => id);
    logger.error(
      { imageIds, reason },
      'the CDN could not be told to forget images: purge them there by hand',
    );
  });
}

/** An import waits for somebody else's server most of the time; few at once of one owner leave room for the others. */
const importSlots = { concurrency: 8, perGroup: 4 } as const;

async function handleImports(dependencies: WorkerDependencies): Promise<void> {
  const { queue, logger } = dependencies;
  await queue.work(importJob, importSlots, async ({ uploadId, requestId }, { signal, logger }) => {
    await receiveImport(dependencies, { uploadId, requestId, signal, logger });
  });
  await queue.workDeadLetters(importJob, async ({ uploadId, requestId }, reason) => {
    const failure = failureOf(reason, requestId);
    logger.warn({ uploadId, requestId, code: failure.code }, 'an import was given up');
    await giveUpImport(dependencies, uploadId, failure);
  });
}

/**
 * A first variant is rendered in a moment: most of its job is waiting for the disk and the database, so more of them
 * than render processes keep these busy.
 */
function slots({ rendering }: Config, part: RenderPart): { concurrency: number; perGroup: number } {
  const share = part === 'first' ? 2 : 1;
  return { concurrency: rendering.jobsPerWorker * share, perGroup: rendering.jobsPerOwner * share };
}

/** What the last attempt left as its reason; a worker that was killed left none. */
function failureOf(reason: unknown, requestId: string): AppError {
  const { code, detail } = (reason ?? {}) as { code?: unknown; detail?: unknown };
  const known =
    typeof code === 'string'
      ? appErrorFrom({ code, detail: (detail ?? {}) as Record<string, string> })
      : undefined;
  return known && known.code !== 'INTERNAL' ? known : new AppError('INTERNAL', { requestId });
}
