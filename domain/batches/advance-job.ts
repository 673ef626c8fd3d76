/** The job that has a batch take its next images. */
import { z } from 'zod';
import type { JobContract } from '../../platform/queue/job-contract.ts';

const payload = z.strictObject({ batchId: z.uuid() });

export const advanceJob: JobContract<z.infer<typeof payload>> = {
  name: 'advance-batch',
  payload,
  // With pauses of up to five minutes. What stops it is a database that is away, and that comes back.
  retries: 100,
  heartbeatSeconds: 30,
  expireSeconds: 600,
  hasOwnTrace: true,
};
