/** Shares: who else may look at an image, until when, and how often they did. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Shares1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shares (
        id uuid PRIMARY KEY,
        image_id uuid NOT NULL REFERENCES images (id) ON DELETE CASCADE,
        owner_id text NOT NULL,
        recipient_id text,
        token_hash bytea UNIQUE,
        expires_at timestamptz(3),
        max_views integer,
        view_count integer NOT NULL DEFAULT 0,
        max_width integer,
        allow_original boolean NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        revoked_at timestamptz(3),
        -- A share is somebody's or a link's.
        CHECK ((recipient_id IS NULL) <> (token_hash IS NULL))
      );
      -- The shares of an image, the newest first, and what is deleted with it.
      CREATE INDEX shares_image ON shares (image_id, id);
      -- What a recipient may see: one image at each request, or all of them, the newest first.
      CREATE INDEX shares_recipient_image ON shares (recipient_id, image_id, id) WHERE revoked_at IS NULL;
      CREATE INDEX shares_recipient ON shares (recipient_id, id) WHERE revoked_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shares;');
  }
}
