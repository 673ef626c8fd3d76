/**
 * pg-boss behind the few verbs that the product uses. Sending takes the caller's transaction, so that a job
 * exists exactly when what it works on exists; workers are woken by NOTIFY and poll only as a backstop.
 */
import { type Job, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { isAppError } from '../errors.ts';
import { listen } from '../database/listener.ts';
import { PreparingClient } from '../database/preparing-client.ts';
import type { Logger } from '../logging.ts';
import { isTracing, outsideSpans } from '../tracing/span.ts';
import { deadLetterName, type JobContract } from './job-contract.ts';
import { type Attempt, logAttempt } from './job-log.ts';
import { countDeadLetter, jobTimer } from './queue-metrics.ts';
import { jobChannel, Slots } from './slots.ts';

export interface QueueOptions {
  url: string;
  /** Past the pooler, where `url` leads through one. */
  directUrl?: string;
  isPooled?: boolean;
  logger: Logger;
  /** Only workers listen, look after the tables and keep schedules; a server only sends. */
  role: 'worker' | 'sender' | 'migrator';
}

export interface WorkOptions {
  /** Jobs of this kind at the same time in this process. */
  concurrency: number;
  /** Jobs of this kind of one group at the same time in this process; below `concurrency`, so that others get in. */
  perGroup?: number;
}

export interface JobContext {
  /** Of the job: its lines name it, and the ids that it is about. */
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Attempts before this one. */
  readonly retryCount: number;
}

export type Queue = Awaited<ReturnType<typeof openQueue>>;

/** Finds what no notification tells of: a job whose pause before the next attempt is over. */
const backstopSeconds = 5;

/** From being told to stop to having stopped: a render is killed, a download is cut off. */
const handBackMs = 1_000;

/** The schema that holds pg-boss's tables. */
export const queueSchema = 'pgboss';

export async function openQueue(options: QueueOptions) {
  const { logger } = options;
  const works = options.role === 'worker';
  // pg-boss hands on to pg's pool what it does not know itself.
  const connections = {
    connectionString: options.url,
    application_name: `darkroom queue (${options.role})`,
    max: works ? 6 : 2,
    ...(options.isPooled ? {} : { Client: PreparingClient }),
  };
  const boss = new PgBoss({
    ...connections,
    schema: queueSchema,
    migrate: options.role === 'migrator',
    createSchema: options.role === 'migrator',
    supervise: works,
    schedule: works,
    // A killed worker is noticed by its missing heartbeat; this is how often somebody looks.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    // A job is worked on in the trace of whoever sent it: the context travels in the row of the job.
    openTelemetry: { enabled: isTracing(), propagateContext: true },
  });
  boss.on('error', (error) => logger.error({ err: error }, 'the queue reported an error'));
  boss.on('warning', (warning) => logger.warn({ warning }, 'the queue warned'));
  await boss.start();
  const slots = new Slots(boss);
  const handingBack = new AbortController();
  const listener = works
    ? await listen({
        url: options.directUrl ?? options.url,
        channel: jobChannel(queueSchema),
        onHint: (queue) => (queue === undefined ? slots.wakeAll() : slots.wakeIdle(queue)),
        logger,
      })
    : undefined;

  return {
    /** Creates the queue of a contract with its dead letter queue; repeatable. */
    async declare(contract: JobContract<object>): Promise<void> {
      const settings = queueSettings(contract);
      await boss.createQueue(deadLetterName(contract), { notify: true, retryLimit: 5, retryBackoff: true });
      await boss.createQueue(contract.name, settings);
      const { policy: _, ...changeable } = settings;
      await boss.updateQueue(contract.name, changeable);
    },

    /** Sends through the transaction of `manager`: the job exists if and only if it commits. */
    async send<P extends object>(
      contract: JobContract<P>,
      payload: P,
      context: {
        manager: EntityManager;
        group: string;
        /** Seconds that have to pass before it is worked on. */
        after?: number;
        /** Of a higher one first; 0 where nothing is said. */
        priority?: number;
      },
    ): Promise<void> {
      const send = () =>
        boss.send(contract.name, contract.payload.parse(payload), {
          group: { id: context.group },
          ...(context.after !== undefined && { startAfter: context.after }),
          ...(context.priority !== undefined && { priority: context.priority }),
          db: transactionOf(context.manager),
        });
      await (contract.hasOwnTrace ? outsideSpans(send) : send());
    },

    /** Runs `handle` for every job; a failure that cannot pass goes to the dead letters at once. */
    async work<P extends object>(
      contract: JobContract<P>,
      { concurrency, perGroup }: WorkOptions,
      handle: (payload: P, context: JobContext) => Promise<void>,
    ): Promise<void> {
      const settle = settler({ contract, logger, handle, handingBack: handingBack.signal, boss });
      await boss.work(
        contract.name,
        {
          localConcurrency: concurrency,
          // A limit that no single group can exceed anyway is none.
          ...(perGroup !== undefined && perGroup < concurrency ? { localGroupConcurrency: perGroup } : {}),
          pollingIntervalSeconds: backstopSeconds,
          perJobResults: true,
        },
        (jobs: Job<unknown>[]) => {
          slots.wakeIdle(contract.name);
          return settle(jobs).finally(() => slots.wakeBusy(contract.name));
        },
      );
    },

    /** Runs `handle` once for every job that failed for good. */
    async workDeadLetters<P extends object>(
      contract: JobContract<P>,
      handle: (payload: P, reason: unknown) => Promise<void>,
    ): Promise<void> {
      const settle = deadLetterSettler(contract, logger, handle);
      await boss.work(
        deadLetterName(contract),
        {
          batchSize: 20,
          burstWhenBatchFull: true,
          // No notification tells of a dead letter, and somebody waits to hear that an image has failed.
          pollingIntervalSeconds: 2,
          includeMetadata: true,
          perJobResults: true,
        },
        (jobs: JobWithMetadata[]) => Promise.all(jobs.map(settle)),
      );
    },

    /**
     * Runs `handle` on a cron schedule in one worker of the fleet, and once when a worker starts: what a crash
     * left behind is nobody's more surely then than at any hour. Not `atStart` where it costs too much for that.
     * What `handle` answers, counts of what it did, stands in the log line.
     */
    async every(
      name: string,
      { cron, atStart = true }: { readonly cron: string; readonly atStart?: boolean },
      handle: (signal: AbortSignal) => Promise<object | void>,
    ): Promise<void> {
      await boss.createQueue(name, { policy: 'exclusive', retryLimit: 0, notify: true });
      await boss.schedule(name, cron);
      if (atStart) await boss.send(name, {});
      await boss.work(name, { pollingIntervalSeconds: 10 }, async ([job]) => {
        if (!job) return;
        const attempt = { queue: name, jobId: job.id, attempt: 1, payload: {} };
        await timed(name, () => logAttempt(logger, attempt, () => handle(job.signal)));
      });
    },

    /** Finishes what runs, or hands it back when the time is over, then closes; up to a second later. */
    async close(timeoutMs: number): Promise<void> {
      await listener?.close();
      const overtime = setTimeout(() => handingBack.abort(), timeoutMs);
      // What does not stop when it is told to is taken for failed.
      await boss.stop({ graceful: works, timeout: timeoutMs + handBackMs, close: true });
      clearTimeout(overtime);
    },
  };
}

function queueSettings(contract: JobContract<object>) {
  return {
    policy: 'standard',
    notify: true,
    retryLimit: contract.retries,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 300,
    heartbeatSeconds: contract.heartbeatSeconds,
    expireInSeconds: contract.expireSeconds,
    deadLetter: deadLetterName(contract),
    // A day of finished jobs is enough to answer "did it run"; the outbox is the record.
    deleteAfterSeconds: 86_400,
  } as const;
}

interface Settled {
  id: string;
  status: 'completed' | 'failed' | 'deadletter';
  output?: object;
}

interface Settling<P extends object> {
  readonly contract: JobContract<P>;
  readonly logger: Logger;
  readonly handle: (payload: P, context: JobContext) => Promise<void>;
  /** Aborts when this worker has no more time. */
  readonly handingBack: AbortSignal;
  readonly boss: PgBoss;
}

/** One job at a time; says by its result whether a failure may pass, so that hopeless ones are not repeated. */
function settler<P extends object>({ contract, logger, handle, handingBack, boss }: Settling<P>) {
  const settle = async (job: Job<unknown>): Promise<Settled> => {
    const ended = jobTimer(contract.name);
    const payload = contract.payload.safeParse(job.data);
    if (!payload.success) {
      ended('given_up');
      logger.error({ queue: contract.name, jobId: job.id }, 'a job has an invalid payload');
      return { id: job.id, status: 'deadletter', output: { code: 'INVALID_PAYLOAD' } };
    }
    const { retryCount } = job;
    const signal = AbortSignal.any([job.signal, handingBack]);
    const attempt: Attempt = {
      queue: contract.name,
      jobId: job.id,
      attempt: retryCount + 1,
      payload: payload.data,
      afterwards: (error) =>
        handingBack.aborted || (mayPass(error) && retryCount < contract.retries) ? 'tried again' : 'given up',
    };
    try {
      await logAttempt(logger, attempt, (logger) => handle(payload.data, { logger, signal, retryCount }));
      ended('completed');
      return { id: job.id, status: 'completed' };
    } catch (error) {
      if (handingBack.aborted) await allowOneMoreAttempt(boss, job.id);
      const isPassing = handingBack.aborted || mayPass(error);
      ended(isPassing ? 'failed' : 'given_up');
      return { id: job.id, status: isPassing ? 'failed' : 'deadletter', output: failureOf(error) };
    }
  };
  return (jobs: Job<unknown>[]): Promise<Settled[]> => Promise.all(jobs.map(settle));
}

/** A job that was cut off has not failed: however often workers are restarted, none is given up for it. */
const allowOneMoreAttempt = (boss: PgBoss, jobId: string): Promise<unknown> =>
  boss
    .getDb()
    .executeSql(
      `UPDATE ${queueSchema}.job SET retry_limit = retry_limit + 1 WHERE id = $1 AND state = 'active'`,
      [jobId],
    );

/** Each by itself, so that one that cannot be handled does not take the others of its batch along. */
function deadLetterSettler<P extends object>(
  contract: JobContract<P>,
  logger: Logger,
  handle: (payload: P, reason: unknown) => Promise<void>,
) {
  return async (job: JobWithMetadata): Promise<Settled> => {
    countDeadLetter(contract.name);
    const about = { queue: contract.name, jobId: job.id };
    const payload = contract.payload.safeParse(job.data);
    if (!payload.success) {
      logger.error(about, 'a job with an invalid payload was set aside');
      return { id: job.id, status: 'completed' };
    }
    try {
      await handle(payload.data, job.sourceOutput);
      return { id: job.id, status: 'completed' };
    } catch (error) {
      logger.warn({ err: error, ...about }, 'a dead letter could not be handled');
      return { id: job.id, status: 'failed', output: failureOf(error) };
    }
  };
}

/** A job that is not tried again. */
async function timed(queue: string, run: () => Promise<void>): Promise<void> {
  const ended = jobTimer(queue);
  try {
    await run();
    ended('completed');
  } catch (error) {
    ended('given_up');
    throw error;
  }
}

const mayPass = (error: unknown): boolean => !isAppError(error) || error.retryable;

const failureOf = (error: unknown): object =>
  isAppError(error) ? { code: error.code, detail: error.detail } : { code: 'INTERNAL', detail: {} };

function transactionOf(manager: EntityManager) {
  const runner = manager.queryRunner;
  if (!runner) throw new Error('a job is sent inside a transaction');
  return {
    async executeSql(text: string, values?: unknown[]) {
      const result = await runner.query(text, values, true);
      return { rows: result.records as unknown[] };
    },
  };
}
