/** What an upload has to remember whose bytes come later: where from, and what was said about the image. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imports1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE uploads
        ADD COLUMN source_url text,
        ADD COLUMN visibility text CHECK (visibility IN ('PUBLIC', 'PRIVATE')),
        ADD COLUMN attributes jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE uploads DROP COLUMN source_url, DROP COLUMN visibility, DROP COLUMN attributes;
    `);
  }
}
