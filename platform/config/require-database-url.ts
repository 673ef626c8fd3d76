/** Server and worker on their own are given a database; only the all-in-one start brings its own. */
import { AppError } from '../errors.ts';
import type { Config } from './load.ts';

/** @throws AppError START_FAILED when DATABASE_URL is not set. */
export function requireDatabaseUrl(config: Config): string {
  if (config.database.url !== undefined) return config.database.url;
  throw new AppError('START_FAILED', {
    reason: 'DATABASE_URL is not set: name a Postgres 13 or newer, or use `npm start`, which brings its own.',
  });
}
