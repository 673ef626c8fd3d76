/** Variants that wait until somebody asks, folders of variants, holds of uploads and the quotas of single owners. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProfilesAndQuotas1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variants ADD COLUMN lazy boolean NOT NULL DEFAULT false;
      ALTER TABLE variants ADD COLUMN requested_at timestamptz(3);
      ALTER TABLE images ADD COLUMN variant_folder text NOT NULL DEFAULT 'variants';

      ALTER TABLE uploads ADD COLUMN held_bytes bigint NOT NULL DEFAULT 0;
      ALTER TABLE uploads ADD COLUMN held_on date;
      -- What has ended and still holds something is found by the sweeper.
      CREATE INDEX uploads_holding ON uploads (id) WHERE held_on IS NOT NULL;

      ALTER TABLE owner_usage ADD COLUMN held_bytes bigint NOT NULL DEFAULT 0 CHECK (held_bytes >= 0);
      ALTER TABLE owner_usage ADD COLUMN held_images bigint NOT NULL DEFAULT 0 CHECK (held_images >= 0);
      ALTER TABLE owner_usage ADD COLUMN uploads_on date;
      ALTER TABLE owner_usage ADD COLUMN uploads bigint NOT NULL DEFAULT 0 CHECK (uploads >= 0);

      CREATE TABLE owner_quotas (
        owner_id text PRIMARY KEY,
        bytes bigint CHECK (bytes >= 0),
        images bigint CHECK (images >= 0),
        uploads_per_day bigint CHECK (uploads_per_day >= 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE owner_quotas;
      ALTER TABLE owner_usage DROP COLUMN uploads;
      ALTER TABLE owner_usage DROP COLUMN uploads_on;
      ALTER TABLE owner_usage DROP COLUMN held_images;
      ALTER TABLE owner_usage DROP COLUMN held_bytes;
      ALTER TABLE uploads DROP COLUMN held_on;
      ALTER TABLE uploads DROP COLUMN held_bytes;
      ALTER TABLE images DROP COLUMN variant_folder;
      ALTER TABLE variants DROP COLUMN requested_at;
      ALTER TABLE variants DROP COLUMN lazy;
    `);
  }
}
