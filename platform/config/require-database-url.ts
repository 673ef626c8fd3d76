/** Server and worker on their own are given a database; only the all-in-one start brings its own. */
import { AppError } from '../errors.ts';
import type { Config } from './load.ts';

export interface DatabaseUrls {
  /** For statements and transactions. */
  readonly url: string;
  /** For what belongs to a connection and not to a transaction: listening, and locks that are held. */
  readonly directUrl: string;
  /** Whether the first leads through a pooler, which gives each transaction whatever connection is free. */
  readonly isPooled: boolean;
}

/** @throws AppError START_FAILED when DATABASE_URL is not set. */
export function requireDatabaseUrls({ database: { url, directUrl } }: Config): DatabaseUrls {
  if (url !== undefined) return { url, directUrl: directUrl ?? url, isPooled: directUrl !== undefined };
  throw new AppError('START_FAILED', {
    reason: 'DATABASE_URL is not set: name a Postgres 13 or newer, or use `npm start`, which brings its own.',
  });
}
