/**
 * Announces commits after they have happened: inside a transaction it would be too early, and whoever is told would be in
 * its way. A process that dies in between announces nothing, which readers make up for by looking themselves.
 */
import type { EntityManager, EntitySubscriberInterface, QueryRunner, TransactionCommitEvent } from 'typeorm';

/** One of the subscribers of a DataSource. */
export class CommitAnnouncer implements EntitySubscriberInterface {
  readonly #announce: () => void;
  readonly #wanting = new WeakSet<QueryRunner>();

  /** @param announce waits for nothing and never fails. */
  constructor(announce: () => void) {
    this.#announce = announce;
  }

  /** Of the transaction that the manager belongs to. */
  want({ queryRunner }: EntityManager): void {
    if (!queryRunner) throw new Error('only the commit of a transaction can be announced');
    this.#wanting.add(queryRunner);
  }

  /** Called for savepoints as well, which leave the transaction active. */
  afterTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    if (!queryRunner.isTransactionActive && this.#wanting.delete(queryRunner)) this.#announce();
  }
}
