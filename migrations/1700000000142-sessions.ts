/** Sessions of browsers, and the links that begin them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sessions1700000000142 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sign_in_links (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        owner_id text NOT NULL,
        scopes text[] NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX sign_in_links_by_expiry ON sign_in_links (expires_at);
      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        owner_id text NOT NULL,
        scopes text[] NOT NULL,
        user_agent text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        last_used_at timestamptz(3)
      );
      CREATE INDEX sessions_by_owner ON sessions (owner_id, id);
      CREATE INDEX sessions_by_expiry ON sessions (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE sessions;
      DROP TABLE sign_in_links;
    `);
  }
}
