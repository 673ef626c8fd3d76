/** Deletes the rows of uploads that came to nothing, or whose image is gone, once nobody asks for them any more. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';

/** Bounds one statement; the next run goes on. */
const batchSize = 10_000;

/** A row that was not swept keeps its key claimed: it stays until its bytes are gone. Says how many rows went. */
export async function forgetUploads(database: DataSource, retentionDays: number): Promise<number> {
  const forgotten = await sql(
    database,
    `DELETE FROM uploads WHERE id IN (
       SELECT id FROM uploads
        WHERE updated_at < now() - $1 * interval '1 day'
          AND (status = 'COMPLETED' OR (status IN ('FAILED', 'ABORTED', 'EXPIRED') AND swept_at IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM images WHERE upload_id = uploads.id)
        LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)
     RETURNING 1`,
    [retentionDays],
  );
  return forgotten.length;
}
