/** The job that fetches a file from a URL. Its retries are for sources that fail for a minute, not for a day. */
import { z } from 'zod';
import type { JobContract } from '../../platform/queue/job-contract.ts';

const payload = z.strictObject({
  uploadId: z.uuid(),
  /** Follows the upload from the request's log lines into the worker's. */
  requestId: z.string().max(100),
});

export type ImportPayload = z.infer<typeof payload>;

export const importJob: JobContract<ImportPayload> = {
  name: 'import',
  payload,
  retries: 5,
  heartbeatSeconds: 10,
  // Above the longest IMPORT_TIMEOUT_SECONDS, with time to store and check what came.
  expireSeconds: 3_600,
};
