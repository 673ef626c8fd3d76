/**
 * Brings the schema up to date, or says whether it is; the database is the given one or the one in DATA_DIR. Or waits until
 * somebody else has done it, so that servers and workers of a new version start after that.
 */
import { openDatabase } from '../../domain/database.ts';
import { migrate, migrationStatus, type MigrationStatus, untilMigrated } from '../../migrations/migrate.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { requireDatabaseUrls } from '../../platform/config/require-database-url.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { createLogger } from '../../platform/logging.ts';
import { exitCodes } from '../exit-codes.ts';
import { withDatabaseUrl } from '../with-database-url.ts';

export async function migrateDatabase(options: { wait?: true }): Promise<void> {
  readEnvironmentFile();
  const config = loadConfig(process.env, []);
  const logger = createLogger({ level: config.process.logLevel, role: 'migrate' });
  if (options.wait) await untilMigrated(requireDatabaseUrls(config).directUrl, logger);
  else await withDatabaseUrl(config, logger, (url) => migrate(url, logger));
}

/** Fails, by its exit code, where something is missing. */
export async function showMigrations({ json }: { json?: true }): Promise<void> {
  readEnvironmentFile();
  const logger = createLogger({ level: 'silent', role: 'migrate' });
  const { applied, missing } = await withDatabaseUrl(loadConfig(process.env, []), logger, read);
  if (json) console.log(JSON.stringify({ applied, missing }));
  else if (missing.length === 0) console.log(`All ${applied.length} migrations of this version are applied.`);
  else console.log(`${missing.length} migrations are missing: run darkroom migrate.\n${missing.join('\n')}`);
  if (missing.length > 0) process.exitCode = exitCodes.failed;
}

async function read(url: string): Promise<MigrationStatus> {
  const database = await openDatabase({ url, poolSize: 1, applicationName: 'darkroom migrate status' });
  try {
    return await migrationStatus(database);
  } finally {
    await database.destroy();
  }
}
