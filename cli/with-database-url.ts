/**
 * The database that a command works on: DATABASE_URL (past its pooler), else the embedded Postgres that `start` runs in DATA_DIR,
 * else that Postgres started for as long as the command takes.
 */
import type { Config } from '../platform/config/load.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres/start.ts';
import type { Logger } from '../platform/logging.ts';
import { openDataDir } from './supervisor/data-dir.ts';
import { explainDatabaseFault } from './supervisor/explain-database-fault.ts';

export async function withDatabaseUrl<T>(
  config: Config,
  logger: Logger,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const url = await databaseUrlIfThere(config);
  return url === undefined ? withOwnPostgres(config, logger, use) : use(url).catch(explainDatabaseFault);
}

/** Of a database that runs already; undefined where none was named, and the embedded Postgres does not run. */
export async function databaseUrlIfThere(config: Config): Promise<string | undefined> {
  const { url, directUrl } = config.database;
  return directUrl ?? url ?? (await findEmbeddedPostgres(embeddedPostgresDir(config)));
}

async function withOwnPostgres<T>(
  config: Config,
  logger: Logger,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const dataDir = openDataDir(config.process.dataDir);
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: embeddedPostgresDir(config), logger });
    try {
      return await use(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    dataDir.release();
  }
}

export const embeddedPostgresDir = ({ process: { dataDir } }: Config): string => `${dataDir}/postgres`;
