/** The jobs of reprocessing: one for each image, in a queue that no upload waits in, and one that clears up behind it. */
import { z } from 'zod';
import type { JobContract } from '../../platform/queue/job-contract.ts';

const reprocess = z.strictObject({
  imageId: z.uuid(),
  batchId: z.uuid(),
  requestId: z.string().max(100),
});

export const reprocessJob: JobContract<z.infer<typeof reprocess>> = {
  name: 'reprocess',
  payload: reprocess,
  retries: 3,
  heartbeatSeconds: 10,
  expireSeconds: 3_600,
  hasOwnTrace: true,
};

const superseded = z.strictObject({ imageId: z.uuid(), keys: z.array(z.string().max(1_024)) });

/** Removes blobs that variants had before they were replaced or left the profile. */
export const removeSuperseded: JobContract<z.infer<typeof superseded>> = {
  name: 'remove-superseded',
  payload: superseded,
  retries: 10,
  heartbeatSeconds: 30,
  expireSeconds: 600,
};
