/** Indexes for the list of an owner's uploads. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ListUploads1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX uploads_by_created_at ON uploads (owner_id, created_at, id);
      -- Who looks for the few that are open or came to nothing does not walk through all that are completed.
      CREATE INDEX uploads_not_completed ON uploads (owner_id, created_at, id) WHERE status <> 'COMPLETED';
      -- Nothing reads by it any more.
      DROP INDEX uploads_owner;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX uploads_owner ON uploads (owner_id, id);
      DROP INDEX uploads_not_completed;
      DROP INDEX uploads_by_created_at;
    `);
  }
}
