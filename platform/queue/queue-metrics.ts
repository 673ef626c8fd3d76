/** What waits in the queues, which every process can see, and what this one has worked on. */
import type { DataSource } from 'typeorm';
import { sql } from '../database/sql.ts';
import { cachedRead } from '../metrics/cached-read.ts';
import { counter, histogram, reading } from '../metrics/registry.ts';

const jobs = reading(
  'queue_jobs',
  'Jobs in each queue: waiting (due and not begun), deferred (due later) or active. Every process says the same: take the largest, not the sum.',
  ['queue', 'state'],
);
const oldest = reading(
  'queue_oldest_age_seconds',
  'How long the job that has waited longest in each queue has been due. Every process says the same: take the largest.',
  ['queue'],
);

/** Of a job that this worker has had. */
export type JobOutcome = 'completed' | 'failed' | 'given_up';

const duration = histogram(
  'job_duration_seconds',
  'How long this worker had each job: completed, failed (tried again, until its attempts are used up) or given_up (trying again would not help).',
  {
    labelNames: ['queue', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900],
  },
);
const deadLetters = counter(
  'jobs_dead_total',
  'Jobs that failed for good and were handled as such, by the queue that they came from.',
  ['queue'],
);

/** Measures one attempt at a job, from now on; the answer is called when it has ended. */
export function jobTimer(queue: string): (outcome: JobOutcome) => void {
  const startedAt = performance.now();
  return (outcome) => duration.observe({ queue, outcome }, (performance.now() - startedAt) / 1_000);
}

export const countDeadLetter = (queue: string): void => deadLetters.inc({ queue });

interface QueueState {
  readonly queue: string;
  readonly waiting: number;
  readonly deferred: number;
  readonly active: number;
  readonly oldestSeconds: number | null;
}

/** @param schema that has pg-boss's tables. @returns the way to stop. */
export function measureQueues(database: DataSource, schema: string): () => void {
  // The states that the index of pg-boss is of; finished jobs, of which there may be many, are not looked at.
  const state = cachedRead('queue', () =>
    sql<QueueState>(
      database,
      `SELECT queue.name AS queue,
              count(job.state) FILTER (WHERE job.state < 'active' AND job.start_after <= now())::float8 AS waiting,
              count(job.state) FILTER (WHERE job.state < 'active' AND job.start_after > now())::float8 AS deferred,
              count(job.state) FILTER (WHERE job.state = 'active')::float8 AS active,
              extract(epoch FROM now() - min(job.start_after)
                FILTER (WHERE job.state < 'active' AND job.start_after <= now()))::float8 AS "oldestSeconds"
         FROM ${schema}.queue
         LEFT JOIN ${schema}.job ON job.name = queue.name AND job.state IN ('created', 'retry', 'active')
        GROUP BY queue.name`,
    ),
  );
  const ends = [
    jobs.from(async (set) => {
      for (const { queue, waiting, deferred, active } of (await state.read()) ?? []) {
        set({ queue, state: 'waiting' }, waiting);
        set({ queue, state: 'deferred' }, deferred);
        set({ queue, state: 'active' }, active);
      }
    }),
    oldest.from(async (set) => {
      for (const { queue, oldestSeconds } of (await state.read()) ?? []) set({ queue }, oldestSeconds ?? 0);
    }),
  ];
  return () => {
    state.close();
    for (const end of ends) end();
  };
}
