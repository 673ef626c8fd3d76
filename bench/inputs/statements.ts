/** What the product asks the database, taken down while it asks: it cannot become out of date. */
import type { DataSource } from 'typeorm';
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import { openDatabase } from '../../domain/database.ts';

export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Who has the key of a stack. */
export const benchViewer: Viewer = {
  subject: bootstrapOwner,
  scopes: ['READ', 'ADMIN'],
  keyId: null,
};

export async function statementsOf(
  url: string,
  ask: (database: DataSource) => Promise<unknown>,
): Promise<Statement[]> {
  const database = await openDatabase({ url, poolSize: 1, applicationName: 'darkroom bench' });
  try {
    const asked: Statement[] = [];
    database.logger.logQuery = (text, parameters) => {
      asked.push({ text, parameters: Array.isArray(parameters) ? parameters : [] });
    };
    await ask(database);
    return asked;
  } finally {
    await database.destroy();
  }
}
