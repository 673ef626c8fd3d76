/** Whether the parts that a process needs are there, each asked with a deadline of its own. */
import type { DataSource } from 'typeorm';
import { sql } from '../database/sql.ts';
import type { Logger } from '../logging.ts';
import { reading } from '../metrics/registry.ts';
import { queueSchema } from '../queue/queue.ts';
import { within } from '../within.ts';

/** By the name of the part. One that throws fails; one that says `degraded` is worked without, some of it later. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

const ready = reading(
  'part_ready',
  'Whether the parts that this process needs can be used (1) or not (0), as its /probe/ready says; none while it stops.',
  ['part'],
);

/** Whether a part that is in this state is no reason to take the process out of service. */
export const isUsable = (state: string): boolean => state === 'ok' || state === 'degraded';

/** @returns the way to stop. */
export const measureReadiness = (partsNow: () => Promise<Record<string, string>>): (() => void) =>
  ready.from(async (set) => {
    for (const [part, state] of Object.entries(await partsNow())) set({ part }, isUsable(state) ? 1 : 0);
  });

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
