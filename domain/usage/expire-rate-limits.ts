/** Forgets budgets whose window has ended. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';

export async function expireRateLimits(database: DataSource): Promise<void> {
  await sql(database, 'DELETE FROM rate_limits WHERE expire < $1', [Date.now()]);
}
