/** Every job that a worker can be given. */
import type { JobContract } from '../platform/queue/job-contract.ts';
import { advanceJob } from './batches/advance-job.ts';
import { deleteBlobs } from './images/delete-images.ts';
import { purgeJob } from './purging/purge-job.ts';
import { renderFirst, renderLazy, renderRest } from './renditions/render-job.ts';
import { removeSuperseded, reprocessJob } from './reprocessing/reprocess-job.ts';
import { importJob } from './uploads/import-job.ts';

export const jobs: readonly JobContract<object>[] = [
  renderFirst,
  renderRest,
  renderLazy,
  importJob,
  deleteBlobs,
  purgeJob,
  reprocessJob,
  removeSuperseded,
  advanceJob,
];
