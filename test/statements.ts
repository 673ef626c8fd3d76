/** Watches the statements that a DataSource sends, to count them or to look at their plans. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, Logger } from 'typeorm';

export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Set in what is watched, and in whatever that has begun. */
const watched = new AsyncLocalStorage<true>();

/** The statements that `during` sent, and none that others did meanwhile, such as the tail of the outbox. */
export async function statementsOf(
  database: DataSource,
  during: () => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const before = database.logger;
  const nothing = (): void => {};
  const watching: Logger = {
    logQuery(text, parameters) {
      if (watched.getStore())
        statements.push({ text, parameters: Array.isArray(parameters) ? parameters : [] });
    },
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
