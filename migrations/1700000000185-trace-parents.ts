/** Which span of which trace an event was appended in, so that the trace goes on where it is told. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TraceParents1700000000185 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE events ADD COLUMN trace_parent text;
      ALTER TABLE webhook_deliveries ADD COLUMN trace_parent text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE webhook_deliveries DROP COLUMN trace_parent;
      ALTER TABLE events DROP COLUMN trace_parent;
    `);
  }
}
