/** What an upload that the client brings to the store itself has to remember, and the parts that have arrived. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DirectUploads1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE uploads
        ADD COLUMN content_type text,
        ADD COLUMN sha256 text,
        ADD COLUMN attributes jsonb,
        ADD COLUMN part_bytes bigint CHECK (part_bytes > 0),
        ADD COLUMN multipart_id text;

      CREATE TABLE upload_parts (
        upload_id uuid NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
        part_number integer NOT NULL CHECK (part_number BETWEEN 1 AND 10000),
        -- Who writes it now; whoever began last wins.
        writer uuid,
        etag text,
        byte_size bigint,
        stored_at timestamptz(3),
        PRIMARY KEY (upload_id, part_number)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE upload_parts;
      ALTER TABLE uploads
        DROP COLUMN content_type,
        DROP COLUMN sha256,
        DROP COLUMN attributes,
        DROP COLUMN part_bytes,
        DROP COLUMN multipart_id;
    `);
  }
}
