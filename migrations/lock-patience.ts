/**
 * Migrations run beside servers and workers that go on. One that waits for a table makes everybody wait who comes to that table
 * after it: so none waits for long, and what did not get its lock is rolled back and begun again a little later.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntitySubscriberInterface, TransactionStartEvent } from 'typeorm';
import type { Logger } from '../platform/logging.ts';

/** Longer than the transactions of servers and workers are, and shorter than anybody's patience. */
const lockTimeoutMs = 2_000;
/** Then something holds the table for minutes, and somebody has to look at it. */
const mostAttempts = 30;
const pauseMs = 1_000;

/** Of each migration that is a transaction. One that makes an index beside others is none, and has to wait for them. */
export class LockPatience implements EntitySubscriberInterface {
  async afterTransactionStart({ queryRunner }: TransactionStartEvent): Promise<void> {
    await queryRunner.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
  }
}

/** Until it has its locks. @throws the last refusal. */
export async function patiently<T>(attempt: () => Promise<T>, logger: Logger): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isLockTimeout(error) || n === mostAttempts) throw error;
      logger.warn({ attempt: n }, 'a migration gives way to whoever uses its tables, and is tried again');
      await sleep(pauseMs);
    }
  }
}

/** lock_not_available, in Postgres's words. */
const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '55P03';
