/**
 * Tells the slots of a worker when to look for a job. pg-boss would wake every idle slot for each job, and each would
 * ask the database, most of them for nothing; here one is woken, and one more by each that has found something.
 */
import { createHash } from 'node:crypto';
import type { PgBoss } from 'pg-boss';

export class Slots {
  readonly #boss: Pick<PgBoss, 'getWipData' | 'notifyWorker'>;
  /** When each was woken, by count. */
  readonly #woken = new Map<string, number>();
  #count = 0;

  constructor(boss: Pick<PgBoss, 'getWipData' | 'notifyWorker'>) {
    this.#boss = boss;
  }

  /** One that may not have looked since the job came: the one that was woken longest ago. */
  wakeIdle(queue: string): void {
    const idle = this.#of(queue).filter(({ count }) => count === 0);
    const next = idle.sort((one, other) => this.#turnOf(one.id) - this.#turnOf(other.id))[0];
    if (next) this.#wake(next.id);
  }

  /**
   * Those that will end their job: left to itself a slot would sleep then, with a backlog waiting. What a full group
   * kept from the idle ones is for these to take.
   */
  wakeBusy(queue: string): void {
    for (const { id, count } of this.#of(queue)) if (count > 0) this.#wake(id);
  }

  wakeAll(): void {
    for (const { id } of this.#boss.getWipData()) this.#wake(id);
  }

  #of(queue: string) {
    return this.#boss.getWipData().filter(({ name }) => name === queue);
  }

  #turnOf = (id: string): number => this.#woken.get(id) ?? 0;

  #wake(id: string): void {
    this.#woken.set(id, ++this.#count);
    this.#boss.notifyWorker(id);
  }
}

/** Where pg-boss says for which queue a job has come: what its `notifyChannelSql` makes of the schema's name. */
export const jobChannel = (schema: string): string =>
  `pgboss_${createHash('sha224').update(schema).digest('hex').slice(0, 24)}`;
