/** What every process can tell of the state that all share, and of its own way to it: queues, webhooks, connections, disks. */
import type { DataSource } from 'typeorm';
import type { Config } from '../platform/config/load.ts';
import { measurePool } from '../platform/database/pool-metrics.ts';
import { measureDisks } from '../platform/metrics/disk-metrics.ts';
import { queueSchema } from '../platform/queue/queue.ts';
import { measureQueues } from '../platform/queue/queue-metrics.ts';
import { measureWebhookOutbox } from './events/event-metrics.ts';
import { measureWebhooks } from './webhooks/webhook-metrics.ts';

/** @returns the way to stop, before the database is closed. */
export function measureState(database: DataSource, config: Pick<Config, 'database' | 'storage'>): () => void {
  const { bucket, directory, scratchDirectory } = config.storage;
  const ends = [
    measurePool(database, config.database.poolSize),
    measureDisks({ ...(bucket === undefined && { blobs: directory }), scratch: scratchDirectory }),
    measureQueues(database, queueSchema),
    measureWebhooks(database),
    measureWebhookOutbox(database),
  ];
  return () => ends.forEach((end) => end());
}
