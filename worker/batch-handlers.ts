/** The jobs of batches, in queues of their own: nothing that an upload needs waits behind them. */
import { advanceJob } from '../domain/batches/advance-job.ts';
import { advanceBatch } from '../domain/batches/advance-batch.ts';
import { isAwaited } from '../domain/batches/cancel-batch.ts';
import { settleReprocessed } from '../domain/batches/settle-items.ts';
import { removeSuperseded, reprocessJob } from '../domain/reprocessing/reprocess-job.ts';
import { reprocessImage } from '../domain/reprocessing/reprocess-image.ts';
import { removeSupersededBlobs } from '../domain/reprocessing/remove-superseded-blobs.ts';
import type { WorkerDependencies } from './handlers.ts';

export async function handleBatches(dependencies: WorkerDependencies): Promise<void> {
  const { queue, config, logger } = dependencies;
  const { jobsPerWorker, jobsPerOwner } = config.rendering;
  const slots = { concurrency: jobsPerWorker, perGroup: jobsPerOwner };
  await queue.work(reprocessJob, slots, async ({ imageId, batchId }, { signal, logger }) => {
    if (!(await isAwaited(dependencies.database, { batchId, imageId }))) return;
    const outcome = await reprocessImage(dependencies, { imageId, signal, logger });
    await settleReprocessed(dependencies, { batchId, imageId, outcome });
  });
  await queue.workDeadLetters(reprocessJob, async ({ imageId, batchId, requestId }, reason) => {
    logger.error({ imageId, batchId, requestId, reason }, 'an image could not be reprocessed');
    await settleReprocessed(dependencies, { batchId, imageId, outcome: 'failed' });
  });
  await queue.work(advanceJob, { concurrency: 1 }, ({ batchId }) => advanceBatch(dependencies, batchId));
  await queue.workDeadLetters(advanceJob, async ({ batchId }, reason) => {
    logger.error({ batchId, reason }, 'a batch cannot go on: cancel it and begin another');
  });
  await queue.work(removeSuperseded, { concurrency: 1 }, (job) => removeSupersededBlobs(dependencies, job));
  await queue.workDeadLetters(removeSuperseded, async ({ imageId }) => {
    logger.warn({ imageId }, 'replaced variants could not be removed: they are left to the sweep of orphans');
  });
}
