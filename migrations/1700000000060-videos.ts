/** How long a video lasts. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Videos1700000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE images ADD COLUMN duration_seconds double precision;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE images DROP COLUMN duration_seconds;
    `);
  }
}
