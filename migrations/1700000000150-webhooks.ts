/** Webhooks: who is told what, every delivery with its attempts, and how far the outbox has been read for them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1700000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_endpoints (
        id uuid PRIMARY KEY,
        owner_id text NOT NULL,
        url text NOT NULL,
        description text,
        events text[],
        secrets jsonb NOT NULL,
        failing_since timestamptz(3),
        disabled_at timestamptz(3),
        disabled_reason text,
        due_at timestamptz(3),
        held_by uuid,
        held_until timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
      );
      CREATE INDEX webhook_endpoints_owner ON webhook_endpoints (owner_id, id);
      -- What a worker takes next.
      CREATE INDEX webhook_endpoints_due ON webhook_endpoints (due_at) WHERE disabled_at IS NULL AND due_at IS NOT NULL;

      CREATE TABLE webhook_deliveries (
        id uuid PRIMARY KEY,
        endpoint_id uuid NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
        owner_id text NOT NULL,
        event_id uuid NOT NULL,
        type text NOT NULL,
        body text NOT NULL,
        status text NOT NULL,
        attempt_count integer NOT NULL DEFAULT 0,
        attempts jsonb NOT NULL DEFAULT '[]',
        due_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        settled_at timestamptz(3),
        -- Nothing that happened is told twice because it was read twice.
        UNIQUE (endpoint_id, event_id),
        CHECK ((status = 'PENDING') = (due_at IS NOT NULL))
      );
      CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, id);
      CREATE INDEX webhook_deliveries_created ON webhook_deliveries (created_at);

      CREATE TABLE webhook_cursor (
        id integer PRIMARY KEY CHECK (id = 1),
        position bigint NOT NULL
      );
      INSERT INTO webhook_cursor SELECT 1, coalesce(max(position), 0) FROM events;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE webhook_cursor;
      DROP TABLE webhook_deliveries;
      DROP TABLE webhook_endpoints;
    `);
  }
}
