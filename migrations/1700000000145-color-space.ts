/** Variants and outputs in wider colours than sRGB. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ColorSpace1700000000145 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variants ADD COLUMN color_space text NOT NULL DEFAULT 'srgb';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variants DROP COLUMN color_space;
    `);
  }
}
