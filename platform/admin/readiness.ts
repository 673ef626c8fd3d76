/** Whether the parts that a process needs are there, each asked with a deadline of its own. */
import type { DataSource } from 'typeorm';
import { sql } from '../database/sql.ts';
import type { Logger } from '../logging.ts';
import { queueSchema } from '../queue/queue.ts';
import { within } from '../within.ts';

/** By the name of the part. One that throws fails; one that says `degraded` is worked without, some of it later. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

const checkTimeoutMs = 3_000;

/** What every process needs of Postgres. */
export const databaseChecks = (database: DataSource): Checks => ({
  database: () => sql(database, 'SELECT 1'),
  queue: () => sql(database, `SELECT 1 FROM ${queueSchema}.version`),
});

/** Events are polled for while their signal is away: no reason to take a whole fleet out of service. */
export const eventCheck = (signal: { fault(): unknown }): Checks => ({
  // The signal itself has logged why.
  events: async () => (signal.fault() === undefined ? 'ok' : 'degraded'),
});

export async function stateOfParts(checks: Checks, logger: Logger): Promise<Record<string, string>> {
  const states = Object.entries(checks).map(async ([part, check]): Promise<[string, string]> => {
    try {
      const state = await within<unknown>(checkTimeoutMs, check());
      return [part, state === 'degraded' ? state : 'ok'];
    } catch (error) {
      logger.warn({ err: error, part }, 'a readiness check failed');
      return [part, 'failing'];
    }
  });
  return Object.fromEntries(await Promise.all(states));
}
