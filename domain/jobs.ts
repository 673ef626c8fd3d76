/** Every job that a worker can be given. */
import type { JobContract } from '../platform/queue/job-contract.ts';
import { deleteBlobs } from './images/delete-images.ts';
import { purgeJob } from './purging/purge-job.ts';
import { renderFirst, renderLazy, renderRest } from './renditions/render-job.ts';
import { importJob } from './uploads/import-job.ts';

export const jobs: readonly JobContract<object>[] = [
  renderFirst,
  renderRest,
  renderLazy,
  importJob,
  deleteBlobs,
  purgeJob,
];
