/** Renditions that were made on demand, kept as long as somebody asks for them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Renditions1700000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE renditions (
        id uuid PRIMARY KEY,
        image_id uuid NOT NULL REFERENCES images (id) ON DELETE CASCADE,
        recipe text NOT NULL,
        spec text NOT NULL,
        format text NOT NULL,
        width integer NOT NULL,
        height integer NOT NULL,
        quality integer NOT NULL,
        byte_size bigint NOT NULL,
        digest text NOT NULL,
        storage_key text NOT NULL UNIQUE,
        processing_ms integer NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        used_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (image_id, recipe)
      );
      -- What goes first when there is too much of them; the sum of the sizes is read from it alone.
      CREATE INDEX renditions_used_at ON renditions (used_at, id) INCLUDE (byte_size);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE renditions;');
  }
}
