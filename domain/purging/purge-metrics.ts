/** What came of purges at the CDN. */
import { counter } from '../../platform/metrics/registry.ts';

const purges = counter(
  'cdn_purges_total',
  'Attempts to have the CDN forget what it holds of images: done, failed (tried again) or given_up, after which it has to be done by hand.',
  ['outcome'],
);

export const countPurge = (outcome: 'done' | 'failed' | 'given_up'): void => purges.inc({ outcome });
