/** What a database and a store hold, in one value that a test can compare before and after. */
import { sql } from '../platform/database/sql.ts';
import type { Harness } from './harness.ts';

export interface Facts {
  readonly images: number;
  readonly variants: number;
  readonly events: number;
  readonly jobs: number;
  /** Bytes and images that are charged to anybody or held for an upload. */
  readonly charged: string;
  readonly blobs: readonly string[];
  readonly temporaryFiles: readonly string[];
}

/** Upload rows are left out: a refused upload leaves one, with its reason. */
export async function factsOf(harness: Harness): Promise<Facts> {
  const [counts] = await sql<Omit<Facts, 'blobs' | 'temporaryFiles'>>(
    harness.database,
    `SELECT (SELECT count(*)::int FROM images) AS images,
            (SELECT count(*)::int FROM variants) AS variants,
            (SELECT count(*)::int FROM events) AS events,
            (SELECT count(*)::int FROM pgboss.job) AS jobs,
            (SELECT coalesce(sum(bytes + held_bytes), 0) || ' bytes, ' || coalesce(sum(images + held_images), 0) || ' images' FROM owner_usage) AS charged`,
  );
  if (!counts) throw new Error('no counts');
  return { ...counts, blobs: await harness.blobs(), temporaryFiles: await harness.temporaryFiles() };
}

export interface JobRow {
  readonly name: string;
  readonly state: string;
  readonly data: Record<string, unknown>;
  readonly group: string | null;
  readonly output: Record<string, unknown> | null;
  readonly retries: number;
}

/** Every job there is, the oldest first. */
export const jobsOf = ({ database }: Pick<Harness, 'database'>): Promise<JobRow[]> =>
  sql(
    database,
    `SELECT name, state, data, group_id AS "group", output, retry_count AS retries
       FROM pgboss.job ORDER BY created_on, name`,
  );

export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly imageId: string;
  readonly variantId: string | null;
}

/** The outbox in its order, of one image or of all. */
export const eventsOf = ({ database }: Pick<Harness, 'database'>, imageId?: string): Promise<EventRow[]> =>
  sql(
    database,
    `SELECT id, type, image_id AS "imageId", variant_id AS "variantId" FROM events
      WHERE $1::uuid IS NULL OR image_id = $1 ORDER BY position`,
    [imageId ?? null],
  );
