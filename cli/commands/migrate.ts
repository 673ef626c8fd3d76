/** Brings the schema up to date and ends; the database is the given one or the one in DATA_DIR. */
import { loadConfig } from '../../platform/config/load.ts';
import { migrate } from '../../migrations/migrate.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { createLogger } from '../../platform/logging.ts';
import { withDatabaseUrl } from '../with-database-url.ts';

export async function migrateDatabase(): Promise<void> {
  readEnvironmentFile();
  const config = loadConfig(process.env, []);
  const logger = createLogger({ level: config.process.logLevel, role: 'migrate' });
  await withDatabaseUrl(config, logger, (url) => migrate(url, logger));
}
