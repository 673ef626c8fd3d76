/**
 * Indexes for what filters look for among millions of images and of lines in the audit log. They are made while
 * servers and workers go on, outside of a transaction: what failed halfway is begun again by the next run.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  // In the order that a list has unless it is asked for another.
  images_owner_namespace: 'images (owner_id, namespace, created_at, id) WHERE namespace IS NOT NULL',
  images_owner_visibility: 'images (owner_id, visibility, created_at, id)',
  images_owner_type: 'images (owner_id, content_type, created_at, id)',
  // Nearly all images are ready.
  images_not_ready: `images (owner_id, created_at, id) WHERE status <> 'READY'`,
  // How common a tag is with others says nothing about an owner: each has tags of its own in here.
  images_owned_tags: 'images USING gin (darkroom_owned_tags(owner_id, tags))',
  audit_log_time: 'audit_log (occurred_at, id)',
  audit_log_action: 'audit_log (action, occurred_at, id)',
  audit_log_actor: 'audit_log (actor_id, occurred_at, id)',
  audit_log_owner: 'audit_log (owner_id, occurred_at, id)',
};

/** What the log was ordered by before. */
const earlier = {
  audit_log_by_actor: 'audit_log (actor_id, id)',
  audit_log_by_time: 'audit_log (occurred_at)',
};

export class LargeLibraries1700000000155 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION darkroom_owned_tags(owner_id text, tags text[])
        RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        -- No owner has a control character in its name, so that two of them never make the same text.
        AS $$ SELECT ARRAY(SELECT owner_id || chr(31) || tag FROM unnest(tags) AS tag) $$`);
    for (const [name, definition] of Object.entries(indexes)) {
      // Of an attempt that was cut off an index is left that nothing uses.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${definition}`);
    }
    // Last, so that no list is without an index meanwhile.
    for (const name of Object.keys(earlier)) await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    // Of a word that it does not know Postgres believes that one image in 200 has it, unless it knows thousands of rarer ones.
    await runner.query('ALTER TABLE images ALTER COLUMN words SET STATISTICS 1000');
    // Of what an index computes Postgres knows nothing until it has looked at it.
    await runner.query('ANALYZE images');
  }

  /** In a transaction, as TypeORM takes every migration back: it holds writers up. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE images ALTER COLUMN words SET STATISTICS -1');
    for (const [name, definition] of Object.entries(earlier))
      await runner.query(`CREATE INDEX IF NOT EXISTS ${name} ON ${definition}`);
    for (const name of Object.keys(indexes)) await runner.query(`DROP INDEX IF EXISTS ${name}`);
    await runner.query('DROP FUNCTION IF EXISTS darkroom_owned_tags(text, text[])');
  }
}
