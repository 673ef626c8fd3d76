/** The tables of the main job: keys, uploads, images, variants, the outbox and usage. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Spine1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const icu = await runner.query(`SELECT 1 FROM pg_catalog.pg_collation WHERE collname = 'und-x-icu'`);
    // A server that was built without ICU lowers by its own locale.
    const collation = icu.length > 0 ? 'COLLATE pg_catalog."und-x-icu"' : '';
    await runner.query(`
      CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        owner_id text NOT NULL,
        name text NOT NULL,
        prefix text NOT NULL,
        secret_hash bytea NOT NULL UNIQUE,
        scopes text[] NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3),
        last_used_at timestamptz(3),
        revoked_at timestamptz(3)
      );
      CREATE INDEX api_keys_owner ON api_keys (owner_id, id);

      CREATE TABLE owner_usage (
        owner_id text PRIMARY KEY,
        bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
        images bigint NOT NULL DEFAULT 0 CHECK (images >= 0)
      );

      CREATE TABLE uploads (
        id uuid PRIMARY KEY,
        owner_id text NOT NULL,
        status text NOT NULL
          CHECK (status IN ('PENDING', 'RECEIVING', 'VERIFYING', 'COMPLETED', 'FAILED', 'ABORTED', 'EXPIRED')),
        profile text NOT NULL,
        filename text NOT NULL,
        storage_key text NOT NULL UNIQUE,
        received_bytes bigint NOT NULL DEFAULT 0,
        byte_size bigint,
        image_id uuid,
        failure_code text,
        failure_message text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3),
        swept_at timestamptz(3)
      );
      CREATE INDEX uploads_owner ON uploads (owner_id, id);
      -- What the sweeper looks for: a completed upload is never in here.
      CREATE INDEX uploads_to_sweep ON uploads (updated_at) WHERE status <> 'COMPLETED' AND swept_at IS NULL;

      -- Lower case of every script, whatever the locale of the database: with C, lower() knows only ASCII.
      CREATE FUNCTION darkroom_lower(value text)
        RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(value ${collation}) $$;

      -- Punctuation goes first, or Postgres would keep cats/dogs and www.example.com as one word each.
      -- array_to_string is only STABLE because some element types print by settings; text does not.
      CREATE FUNCTION darkroom_words(title text, description text, filename text, tags text[])
        RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
          SELECT to_tsvector('pg_catalog.simple'::regconfig,
            regexp_replace(darkroom_lower(concat_ws(' ', title, description, filename, array_to_string(tags, ' '))),
                           '[!-/:-@[-\\x60{-~]+', ' ', 'g'))
        $$;

      CREATE TABLE images (
        id uuid PRIMARY KEY,
        owner_id text NOT NULL,
        upload_id uuid NOT NULL REFERENCES uploads (id),
        status text NOT NULL CHECK (status IN ('PROCESSING', 'READY', 'FAILED')),
        profile text NOT NULL,
        namespace text,
        visibility text NOT NULL CHECK (visibility IN ('PUBLIC', 'PRIVATE')),
        filename text NOT NULL,
        title text,
        description text,
        tags text[] NOT NULL DEFAULT '{}',
        content_type text NOT NULL,
        byte_size bigint NOT NULL,
        sha256 text NOT NULL,
        width integer NOT NULL,
        height integer NOT NULL,
        frames integer NOT NULL,
        has_alpha boolean NOT NULL,
        focal_x double precision,
        focal_y double precision,
        placeholder jsonb,
        metadata jsonb,
        storage_key text NOT NULL UNIQUE,
        failure_code text,
        failure_message text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        words tsvector GENERATED ALWAYS AS (darkroom_words(title, description, filename, tags)) STORED
      );
      -- One index for each order that a page can have; the id breaks ties.
      CREATE INDEX images_owner_created ON images (owner_id, created_at, id);
      CREATE INDEX images_owner_updated ON images (owner_id, updated_at, id);
      CREATE INDEX images_owner_size ON images (owner_id, byte_size, id);
      CREATE INDEX images_owner_filename ON images (owner_id, filename, id);
      CREATE INDEX images_processing ON images (owner_id, id) WHERE status = 'PROCESSING';
      CREATE INDEX images_upload ON images (upload_id);
      CREATE INDEX images_tags ON images USING gin (tags);
      CREATE INDEX images_words ON images USING gin (words);

      CREATE TABLE variants (
        id uuid PRIMARY KEY,
        image_id uuid NOT NULL REFERENCES images (id) ON DELETE CASCADE,
        name text NOT NULL,
        format text NOT NULL,
        position integer NOT NULL,
        required boolean NOT NULL,
        geometry jsonb NOT NULL,
        quality integer,
        background text NOT NULL,
        status text NOT NULL CHECK (status IN ('PENDING', 'PROCESSING', 'READY', 'FAILED')),
        width integer,
        height integer,
        byte_size bigint,
        digest text,
        storage_key text,
        failure_code text,
        failure_message text,
        processing_ms integer,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        ready_at timestamptz(3),
        UNIQUE (image_id, name, format)
      );

      CREATE TABLE events (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        type text NOT NULL,
        image_id uuid NOT NULL,
        owner_id text NOT NULL,
        variant_id uuid,
        data jsonb,
        occurred_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX events_image ON events (image_id, position);
      CREATE INDEX events_owner ON events (owner_id, position);
      CREATE INDEX events_occurred ON events (occurred_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE events;
      DROP TABLE variants;
      DROP TABLE images;
      DROP FUNCTION darkroom_words(text, text, text, text[]);
      DROP FUNCTION darkroom_lower(text);
      DROP TABLE uploads;
      DROP TABLE owner_usage;
      DROP TABLE api_keys;
    `);
  }
}
