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
  const { url: given, directUrl } = config.database;
  const url = directUrl ?? given ?? (await findEmbeddedPostgres(embeddedPostgresDir(config)));
  return url === undefined ? withOwnPostgres(config, logger, use) : use(url).catch(explainDatabaseFault);
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
