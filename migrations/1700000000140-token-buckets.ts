/** Budgets are buckets: what is shared of one is when it will be full. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TokenBuckets1700000000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A minute's counts are not worth converting. Unlogged: worth no disk, and a crash may forget them.
    await runner.query(`
      DROP TABLE rate_limits;
      CREATE UNLOGGED TABLE rate_limits (
        key text PRIMARY KEY,
        full_at timestamptz(3) NOT NULL
      );
      CREATE INDEX rate_limits_full ON rate_limits (full_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE rate_limits;
      CREATE UNLOGGED TABLE rate_limits (
        key text PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
      CREATE INDEX rate_limits_expired ON rate_limits (expire);
    `);
  }
}
