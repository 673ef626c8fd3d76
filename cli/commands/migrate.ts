/**
 * Brings the schema up to date and ends; the database is the given one or the one in DATA_DIR. Or waits until somebody
 * else has done it, so that servers and workers of a new version start after that.
 */
import { loadConfig } from '../../platform/config/load.ts';
import { migrate, untilMigrated } from '../../migrations/migrate.ts';
import { requireDatabaseUrl } from '../../platform/config/require-database-url.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { createLogger } from '../../platform/logging.ts';
import { withDatabaseUrl } from '../with-database-url.ts';

export async function migrateDatabase(options: { wait?: true }): Promise<void> {
  readEnvironmentFile();
  const config = loadConfig(process.env, []);
  const logger = createLogger({ level: config.process.logLevel, role: 'migrate' });
  if (options.wait) await untilMigrated(requireDatabaseUrl(config), logger);
  else await withDatabaseUrl(config, logger, (url) => migrate(url, logger));
}
