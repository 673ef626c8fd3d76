/** The job that has the CDN forget images. Images may be gone by then, so it brings what it has to know of them. */
import { z } from 'zod';
import type { JobContract } from '../../platform/queue/job-contract.ts';

const payload = z.strictObject({
  images: z.array(
    z.strictObject({
      id: z.uuid(),
      /** What its variants and renditions are called in URLs, without endings; for caches that know URLs alone. */
      names: z.array(z.string().max(200)),
    }),
  ),
  /** Leaves the original. */
  variantsOnly: z.boolean(),
});

export type PurgePayload = z.infer<typeof payload>;

export const purgeJob: JobContract<PurgePayload> = {
  name: 'purge',
  payload,
  // With pauses of up to five minutes: almost two hours. An outage of a CDN, or a token that is being replaced.
  retries: 30,
  heartbeatSeconds: 30,
  expireSeconds: 600,
};
