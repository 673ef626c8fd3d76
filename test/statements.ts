/** Watches the statements that a DataSource sends, to count them or to look at their plans. */
import type { DataSource, Logger } from 'typeorm';

export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

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
      void statements.push({ text, parameters: Array.isArray(parameters) ? parameters : [] }),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  database.logger = watching;
  try {
    await during();
  } finally {
    database.logger = before;
  }
  return statements;
}
