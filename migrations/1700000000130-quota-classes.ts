/** Classes of quotas that tokens name. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuotaClasses1700000000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE owner_quotas ADD COLUMN quota_class text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE owner_quotas DROP COLUMN quota_class;
    `);
  }
}
