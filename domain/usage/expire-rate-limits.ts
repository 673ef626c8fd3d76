/** Forgets buckets that are full: they are as new ones. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';

export async function expireRateLimits(database: DataSource): Promise<void> {
  await sql(database, 'DELETE FROM rate_limits WHERE full_at < now()');
}
