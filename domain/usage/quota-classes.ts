/**
 * Classes of quotas: the token of an owner says its class, which is kept beside the quotas of its own. So they hold for
 * everything of that owner, whichever key it is done with and whoever finishes it.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { QuotaClasses } from '../access/jwt-verifier.ts';
import type { Quotas } from './quota.ts';

export const quotaClassesOf = (database: DataSource, { classes = {} }: Quotas): QuotaClasses => ({
  has: (name) => Object.hasOwn(classes, name),
  assign: (ownerId, name) => assignQuotaClass(database, ownerId, name),
});

/** The token that was looked at last decides. Writes only what changes. */
async function assignQuotaClass(database: DataSource, ownerId: string, name: string | null): Promise<void> {
  await (name === null
    ? sql(
        database,
        'UPDATE owner_quotas SET quota_class = NULL WHERE owner_id = $1 AND quota_class IS NOT NULL',
        [ownerId],
      )
    : sql(
        database,
        `INSERT INTO owner_quotas AS own (owner_id, quota_class) VALUES ($1, $2)
         ON CONFLICT (owner_id) DO UPDATE SET quota_class = excluded.quota_class
          WHERE own.quota_class IS DISTINCT FROM excluded.quota_class`,
        [ownerId, name],
      ));
}
