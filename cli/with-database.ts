/** Runs a command over the database that is configured, quietly: its answer is on standard output. */
import type { DataSource } from 'typeorm';
import { openDatabase } from '../domain/database.ts';
import { requireMigrations } from '../migrations/migrate.ts';
import { type Config, loadConfig } from '../platform/config/load.ts';
import { readEnvironmentFile } from '../platform/environment-file.ts';
import { createLogger } from '../platform/logging.ts';
import { withDatabaseUrl } from './with-database-url.ts';

export async function withDatabase<T>(use: (database: DataSource, config: Config) => Promise<T>): Promise<T> {
  readEnvironmentFile();
  const config = loadConfig(process.env);
  return withDatabaseUrl(config, createLogger({ level: 'silent', role: 'cli' }), async (url) => {
    const database = await openDatabase({ url, poolSize: 2, applicationName: 'darkroom cli' });
    try {
      await requireMigrations(database).catch((cause: unknown) => {
        throw new Error('The database is not up to date: run `npm run migrate` first, or start Darkroom.', {
          cause,
        });
      });
      return await use(database, config);
    } finally {
      await database.destroy();
    }
  });
}
