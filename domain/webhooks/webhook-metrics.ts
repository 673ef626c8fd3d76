/** What came of webhooks, and how many wait. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { cachedRead } from '../../platform/metrics/cached-read.ts';
import { counter, histogram, reading } from '../../platform/metrics/registry.ts';

const attempts = histogram(
  'webhook_attempt_duration_seconds',
  'How long attempts to deliver webhooks took, by what came of them: delivered, redirect, client_error (4xx), server_error (5xx), other_status or no_answer.',
  { labelNames: ['outcome'], buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] },
);
const settled = counter(
  'webhook_deliveries_total',
  'Deliveries of webhooks that are over: delivered, or failed when the last attempt was.',
  ['outcome'],
);
const pending = reading(
  'webhook_deliveries_pending',
  'Deliveries of webhooks that wait for an attempt, the first or another. Every process says the same: take the largest.',
);

export interface AttemptMade {
  readonly durationMs: number;
  /** Of the answer; undefined where none came. */
  readonly status: number | undefined;
  /** Whether no further attempt is made. */
  readonly isSettled: boolean;
}

export function countAttempt({ durationMs, status, isSettled }: AttemptMade): void {
  const outcome = outcomeOf(status);
  attempts.observe({ outcome }, durationMs / 1_000);
  if (isSettled) settled.inc({ outcome: outcome === 'delivered' ? outcome : 'failed' });
}

const outcomes = new Map([
  [2, 'delivered'],
  [3, 'redirect'],
  [4, 'client_error'],
  [5, 'server_error'],
]);

const outcomeOf = (status: number | undefined): string =>
  status === undefined ? 'no_answer' : (outcomes.get(Math.floor(status / 100)) ?? 'other_status');

/** @returns the way to stop. */
export function measureWebhooks(database: DataSource): () => void {
  const waiting = cachedRead('webhooks', () =>
    sql<{ count: number }>(
      database,
      'SELECT count(*)::float8 AS count FROM webhook_deliveries WHERE due_at IS NOT NULL',
    ),
  );
  const end = pending.from(async (set) => {
    const [row] = (await waiting.read()) ?? [];
    if (row) set({}, row.count);
  });
  return () => {
    waiting.close();
    end();
  };
}
