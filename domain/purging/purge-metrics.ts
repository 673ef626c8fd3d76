/** What came of purges at the CDN. */
import { counter } from '../../platform/metrics/registry.ts';

const purges = counter(
  'cdn_purges_total',
  'Attempts to have the CDN forget what it holds of images: done, failed (tried again) or given_up, after which it has to be done by hand.',
  ['outcome'],
);

// An alert watches for the first that is given up, and Prometheus sees only what grew.
for (const outcome of ['done', 'failed', 'given_up']) purges.inc({ outcome }, 0);

export const countPurge = (outcome: 'done' | 'failed' | 'given_up'): void => purges.inc({ outcome });
