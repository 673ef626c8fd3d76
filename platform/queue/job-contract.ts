/** What a job promises: its name, what its payload may hold, and how it is retried. One file per job uses this. */
import type { z } from 'zod';

export interface JobContract<Payload extends object> {
  /** The queue; a job that failed for good lands in `<name>.dead`. */
  readonly name: string;
  /** Ids and small facts only: a job re-reads the state that it works on. */
  readonly payload: z.ZodType<Payload>;
  /** Attempts after the first, with growing pauses, for failures that may pass. */
  readonly retries: number;
  /** A worker that says nothing for this long is taken for dead, and the job is given to another. */
  readonly heartbeatSeconds: number;
  /** The longest that one attempt may take. */
  readonly expireSeconds: number;
  /** Of which one request may send a hundred thousand: each is a trace of its own, and not a part of that request's. */
  readonly hasOwnTrace?: boolean;
}

export const deadLetterName = (contract: Pick<JobContract<object>, 'name'>): string =>
  `${contract.name}.dead`;
