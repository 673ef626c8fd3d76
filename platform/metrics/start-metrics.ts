/** What a composition root begins, so that its process is measured and told of. */
import type { Logger } from '../logging.ts';
import { measureProcess } from './process-metrics.ts';
import { openStatsd } from './statsd.ts';

export interface MetricsOptions {
  readonly role: 'server' | 'worker';
  readonly statsdUrl: string | undefined;
  readonly statsdSeconds: number;
  readonly logger: Logger;
}

export interface Metrics {
  /** While what is measured is still there. */
  close(): Promise<void>;
}

export function startMetrics({ role, statsdUrl, statsdSeconds, logger }: MetricsOptions): Metrics {
  measureProcess(role);
  const statsd =
    statsdUrl === undefined
      ? undefined
      : openStatsd({ url: statsdUrl, everyMs: statsdSeconds * 1_000, tags: { role }, logger });
  return { close: async () => statsd?.close() };
}
