/** What an upload over tus has to remember, and who writes to it now. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ResumableUploads1700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE uploads
        ADD COLUMN tus_metadata text,
        -- Blobs with bytes that do not fill a part yet; the first one counts, the others are to be deleted.
        ADD COLUMN rest_keys text[] NOT NULL DEFAULT '{}';

      CREATE TABLE upload_locks (
        -- Not a foreign key: an upload is locked before its row is there.
        upload_id uuid PRIMARY KEY,
        holder uuid NOT NULL,
        held_until timestamptz(3) NOT NULL,
        wanted boolean NOT NULL DEFAULT false
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE upload_locks;
      ALTER TABLE uploads
        DROP COLUMN tus_metadata,
        DROP COLUMN rest_keys;
    `);
  }
}
