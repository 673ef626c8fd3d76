/** Opens the pool that one process shares. The schema is never changed from here: migrations do that. */
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { PreparingClient } from './preparing-client.ts';

export interface DatabaseOptions {
  url: string;
  /** Whether it leads through a pooler. Default: false. */
  isPooled?: boolean;
  poolSize: number;
  /** Shown in pg_stat_activity, so that an operator can tell the processes apart. */
  applicationName: string;
}

/**
 * What a connection keeps. Through a pooler the next transaction is another connection's, so that nothing is prepared
 * there, and the timeouts are those that the operator gives the user of the database (docs/scaling.md).
 */
const ofConnection = {
  Client: PreparingClient,
  // A statement that waits this long for a lock or a plan is a fault, not patience.
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
};

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
    extra: { ...(options.isPooled ? {} : ofConnection), keepAlive: true },
  }).initialize();
}
