/** Watches the statements that a DataSource sends, to count them or to look at their plans. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, Logger } from 'typeorm';

export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
  /** Whether what was watched sent it itself: not over HTTP, and not somebody else meanwhile, such as the outbox's tail. */
  readonly isOwn: boolean;
}

/** Set in what is watched, and in whatever that has begun. */
const watched = new AsyncLocalStorage<true>();

/** The statements that were sent while `during` ran. */
export async function statementsOf(
  database: DataSource,
  during: () => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const before = database.logger;
  const nothing = (): void => {};
  const watching: Logger = {
    logQuery: (text, parameters) =>
      void statements.push({
        text,
        parameters: Array.isArray(parameters) ? parameters : [],
        isOwn: watched.getStore() === true,
      }),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  database.logger = watching;
  try {
    await watched.run(true, during);
  } finally {
    database.logger = before;
  }
  return statements;
}
