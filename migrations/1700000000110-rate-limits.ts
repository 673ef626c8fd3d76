/** What clients have used of their budgets lately. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RateLimits1700000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Unlogged: a counter of one minute is worth no disk, and a crash may forget it. The columns are the limiter's.
    await runner.query(`
      CREATE UNLOGGED TABLE rate_limits (
        key text PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
      CREATE INDEX rate_limits_expired ON rate_limits (expire);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE rate_limits`);
  }
}
