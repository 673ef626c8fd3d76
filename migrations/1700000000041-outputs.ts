/** What outputs that were asked for do to the picture besides bringing it to its size. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Outputs1700000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variants ADD COLUMN effects jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variants DROP COLUMN effects;
    `);
  }
}
