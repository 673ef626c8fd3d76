/** The table of parts: the truth for a directory, and the memory of what clients said where a bucket cannot tell. */
import type { DataSource } from 'typeorm';
import { type Database, sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { StoredPart } from '../../storage/client-writes.ts';

/** The parts that have arrived, by number. */
export function storedPartsOf(database: DataSource, uploadId: string): Promise<StoredPart[]> {
  return sql(
    database,
    `SELECT part_number AS "partNumber", etag, byte_size::float8 AS "byteSize" FROM upload_parts
      WHERE upload_id = $1 AND etag IS NOT NULL ORDER BY part_number`,
    [uploadId],
  );
}

/**
 * Runs `write`, which tells how far it is, and then counts the part as stored. A part that is sent again is missing until it has arrived again, and
 * of two that send it at once the later one counts.
 * @throws AppError UPLOAD_SEALED when the upload takes no more parts, or when another sender began this one later.
 */
export async function recordPart(
  database: DataSource,
  { uploadId, partNumber, byteSize }: { uploadId: string; partNumber: number; byteSize: number },
  write: (tell: (received: number) => Promise<unknown>) => Promise<{ etag: string }>,
): Promise<string> {
  const writer = newUuid();
  const begun = await sql(
    database,
    `INSERT INTO upload_parts (upload_id, part_number, writer)
     SELECT id, $2, $3 FROM uploads WHERE id = $1 AND status IN ('PENDING', 'RECEIVING')
     ON CONFLICT (upload_id, part_number)
       DO UPDATE SET writer = excluded.writer, etag = NULL, byte_size = NULL, stored_at = NULL
     RETURNING 1`,
    [uploadId, partNumber, writer],
  );
  if (begun.length === 0) throw new AppError('UPLOAD_SEALED');
  const { etag } = await write(async (received) => {
    await sql(
      database,
      'UPDATE upload_parts SET byte_size = $4 WHERE upload_id = $1 AND part_number = $2 AND writer = $3',
      [uploadId, partNumber, writer, received],
    );
    await sumParts(database, uploadId);
  });
  const stored = await sql(
    database,
    `UPDATE upload_parts SET etag = $4, byte_size = $5, writer = NULL, stored_at = now()
      WHERE upload_id = $1 AND part_number = $2 AND writer = $3 RETURNING 1`,
    [uploadId, partNumber, writer, etag, byteSize],
  );
  if (stored.length === 0) throw new AppError('UPLOAD_SEALED');
  await sumParts(database, uploadId);
  return etag;
}

/** What has come of the whole upload: of parts that are on their way, too. */
const sumParts = (database: DataSource, uploadId: string) =>
  sql(
    database,
    `UPDATE uploads SET status = 'RECEIVING', updated_at = now(), received_bytes =
            (SELECT coalesce(sum(byte_size), 0) FROM upload_parts WHERE upload_id = $1)
      WHERE id = $1 AND status IN ('PENDING', 'RECEIVING')`,
    [uploadId],
  );

/** Keeps what has been sent to a bucket, for the bucket that cannot be asked. */
export async function rememberParts(
  database: Database,
  uploadId: string,
  parts: readonly StoredPart[],
): Promise<void> {
  await sql(
    database,
    `INSERT INTO upload_parts (upload_id, part_number, etag, byte_size, stored_at)
     SELECT $1, "partNumber", etag, "byteSize", now()
       FROM jsonb_to_recordset($2) AS part ("partNumber" integer, etag text, "byteSize" bigint)
     ON CONFLICT (upload_id, part_number) DO UPDATE SET etag = excluded.etag, byte_size = excluded.byte_size`,
    [uploadId, JSON.stringify(parts)],
  );
}
