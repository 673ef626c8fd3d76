/** Outputs whose quality is searched for. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AutoQuality1700000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variants ADD COLUMN auto_quality double precision;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variants DROP COLUMN auto_quality;
    `);
  }
}
