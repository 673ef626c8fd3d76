/** Where a worker fetches the bytes of an upload from. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imports1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE uploads ADD COLUMN source_url text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE uploads DROP COLUMN source_url;
    `);
  }
}
