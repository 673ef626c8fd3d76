/** The variables of metrics: a slice of `definitions.ts`, which docs/metrics.md explains. */
import { z } from 'zod';
import { integer, type } from './variable.ts';

const statsdUrl = type(
  'a URL such as udp://statsd:8125',
  z.url({ protocol: /^udp$/ }).refine((given) => new URL(given).hostname !== ''),
);

export const metricsVariables = {
  statsdUrl: statsdUrl('STATSD_URL', {
    meaning:
      'A StatsD server that servers and workers send their metrics to, with tags as Datadog writes them. They are at /metrics of the admin ports in any case.',
  }),
  statsdSeconds: integer(1, 3_600)('STATSD_SECONDS', {
    default: '10',
    meaning: 'How often metrics are sent to STATSD_URL.',
  }),
} as const;
