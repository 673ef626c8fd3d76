/** Opens the pool that one process shares. The schema is never changed from here: migrations do that. */
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { PreparingClient } from './preparing-client.ts';

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** Shown in pg_stat_activity, so that an operator can tell the processes apart. */
  applicationName: string;
}

export async function openDataSource(
  options: DatabaseOptions,
  entities: EntityTarget<ObjectLiteral>[],
): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    entities: entities as never[],
    synchronize: false,
    installExtensions: false,
    // A statement that waits this long for a lock or a plan is a fault, not patience.
    extra: {
      Client: PreparingClient,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  }).initialize();
}
