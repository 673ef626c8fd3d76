/** Writes down now and then how far an upload is: the sweeper leaves alone what still moves. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { MeteredBody } from './metered-body.ts';

/** Often enough for somebody who watches, and rare enough to cost nothing. */
const everyMs = 1_000;

/** Begins; the answer stops it. A report that fails is not worth failing the upload for. */
export function reportReceived(
  database: DataSource,
  upload: { id: string; storageKey: string },
  body: MeteredBody,
): () => void {
  let reported = 0;
  const timer = setInterval(() => {
    const received = body.receivedBytes();
    if (received === reported) return;
    reported = received;
    sql(
      database,
      `UPDATE uploads SET received_bytes = $2, updated_at = now() WHERE id = $1 AND storage_key = $3 AND status = 'RECEIVING'`,
      [upload.id, received, upload.storageKey],
    ).catch(() => undefined);
  }, everyMs);
  return () => clearInterval(timer);
}
