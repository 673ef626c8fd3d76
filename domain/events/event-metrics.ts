/** How far behind the outbox its readers are, and what subscribers were told of it. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { cachedRead } from '../../platform/metrics/cached-read.ts';
import { counter, reading } from '../../platform/metrics/registry.ts';

const lag = reading(
  'outbox_lag_seconds',
  'Age of the oldest event that a reader of the outbox has not handed on: subscriptions (of this server) or webhooks (of all workers).',
  ['reader'],
);

/** A reader of the outbox. */
export type OutboxReader = 'subscriptions' | 'webhooks';

/** @param position SQL or a number: up to where it has read. @returns the way to stop. */
export function measureOutbox(
  database: DataSource,
  reader: OutboxReader,
  position: () => number | string,
): () => void {
  const age = cachedRead(`outbox of ${reader}`, async () => {
    const [behind] = await sql<{ seconds: number }>(
      database,
      `SELECT extract(epoch FROM now() - occurred_at)::float8 AS seconds FROM events
        WHERE position > (${position()}) ORDER BY position LIMIT 1`,
    );
    return Math.max(0, behind?.seconds ?? 0);
  });
  const end = lag.from(async (set) => {
    const seconds = await age.read();
    if (seconds !== undefined) set({ reader }, seconds);
  });
  return () => {
    age.close();
    end();
  };
}

/** Up to where all workers together have made deliveries of events. */
export const measureWebhookOutbox = (database: DataSource): (() => void) =>
  measureOutbox(database, 'webhooks', () => 'SELECT position FROM webhook_cursor');

const resumes = counter(
  'subscription_resumes_total',
  'Subscriptions that went on behind an event that their client had seen: resumed, or expired where what came after it is not kept any more.',
  ['outcome'],
);

export const countResume = (outcome: 'resumed' | 'expired'): void => resumes.inc({ outcome });
