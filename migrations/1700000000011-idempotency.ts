/** Idempotency keys, and the index by which a profile finds bytes that an owner has already. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Idempotency1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        owner_id text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        holder uuid NOT NULL,
        upload_id uuid,
        sha256 text,
        held_until timestamptz(3) NOT NULL,
        PRIMARY KEY (owner_id, key)
      );
      CREATE INDEX idempotency_keys_held ON idempotency_keys (held_until);
      CREATE INDEX images_owner_sha256 ON images (owner_id, sha256);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX images_owner_sha256;
      DROP TABLE idempotency_keys;
    `);
  }
}
