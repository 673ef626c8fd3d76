/** Work that was asked for of many images at once, and the images of it that are not done yet. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Batches1700000000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE batches (
        id uuid PRIMARY KEY,
        owner_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('RENDER', 'REPROCESS')),
        status text NOT NULL CHECK (status IN ('RUNNING', 'READY', 'CANCELLED')),
        total integer,
        ready integer NOT NULL DEFAULT 0,
        failed integer NOT NULL DEFAULT 0,
        deleted integer NOT NULL DEFAULT 0,
        open_items integer NOT NULL DEFAULT 0,
        is_listed boolean NOT NULL,
        selection jsonb,
        cursor jsonb,
        request_id text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3)
      );
      CREATE INDEX batches_running ON batches (owner_id) WHERE status = 'RUNNING';
      CREATE INDEX batches_finished ON batches (finished_at) WHERE finished_at IS NOT NULL;

      -- No foreign key to images: that one was deleted has to be counted.
      CREATE TABLE batch_items (
        batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
        image_id uuid NOT NULL,
        variant_ids uuid[],
        PRIMARY KEY (batch_id, image_id)
      );
      CREATE INDEX batch_items_image ON batch_items (image_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE batch_items;
      DROP TABLE batches;
    `);
  }
}
