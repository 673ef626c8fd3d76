/** Who did what, and where an upload came from until it is known what became of it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Audit1700000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        occurred_at timestamptz(3) NOT NULL DEFAULT now(),
        action text NOT NULL,
        actor_id text NOT NULL,
        key_id uuid,
        address text,
        owner_id text NOT NULL,
        image_id uuid,
        detail text
      );
      CREATE INDEX audit_log_by_image ON audit_log (image_id, id) WHERE image_id IS NOT NULL;
      CREATE INDEX audit_log_by_actor ON audit_log (actor_id, id);
      CREATE INDEX audit_log_by_time ON audit_log (occurred_at);
      ALTER TABLE uploads ADD COLUMN key_id uuid, ADD COLUMN address text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE uploads DROP COLUMN key_id, DROP COLUMN address;
      DROP TABLE audit_log;
    `);
  }
}
