/** Puts a job into a queue behind the back of the product, with any payload, as somebody with SQL could. */
import type { DataSource } from 'typeorm';
import { sql } from '../platform/database/sql.ts';

/** The job has the settings of its queue; workers are woken. */
export async function insertJob(database: DataSource, queue: string, data: unknown): Promise<string> {
  const [job] = await sql<{ id: string }>(
    database,
    `WITH added AS (
       INSERT INTO pgboss.job (name, data, policy, retry_limit, retry_delay, retry_backoff, dead_letter, expire_seconds)
       SELECT name, $2::jsonb, policy, retry_limit, retry_delay, retry_backoff, dead_letter, expire_seconds
         FROM pgboss.queue WHERE name = $1
       RETURNING id
     )
     SELECT id, pg_notify('pgboss_' || left(encode(sha224('pgboss'), 'hex'), 24), $1) FROM added`,
    [queue, JSON.stringify(data)],
  );
  if (!job) throw new Error(`There is no queue ${queue}`);
  return job.id;
}
