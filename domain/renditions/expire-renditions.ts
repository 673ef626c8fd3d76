/** Bounds what is kept of renditions: those that nobody asks for go, and beyond a size those that were asked for longest ago. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { BlobStore } from '../../storage/blob-store.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'delete'>;
}

export interface RenditionBounds {
  readonly retentionDays: number;
  /** Of all of them together. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

const batchSize = 500;

/**
 * The rows first: bytes that no row names are an orphan for the nightly sweep, a row without bytes would be an answer
 * that cannot be given. Says how many went.
 */
export async function expireRenditions(
  { database, store }: Dependencies,
  { retentionDays, maxBytes, signal }: RenditionBounds,
): Promise<number> {
  let expired = 0;
  for (;;) {
    signal?.throwIfAborted();
    const gone = await sql<{ key: string }>(
      database,
      // Newest first, the sum of all sizes up to a row is what would be kept with it.
      `WITH ranked AS (
         SELECT id, used_at, sum(byte_size) OVER (ORDER BY used_at DESC, id DESC) AS kept FROM renditions
       ), doomed AS (
         SELECT id FROM ranked WHERE used_at < now() - $1 * interval '1 day' OR kept > $2
          ORDER BY used_at, id LIMIT ${batchSize}
       )
       DELETE FROM renditions USING doomed WHERE renditions.id = doomed.id RETURNING storage_key AS key`,
      [retentionDays, maxBytes],
    );
    await store.delete(gone.map(({ key }) => key));
    expired += gone.length;
    if (gone.length < batchSize) return expired;
  }
}
