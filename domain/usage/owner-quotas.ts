/** What the operator allows a single owner, in place of what is configured for everybody. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { type Quotas, quotasOf, type Usage, usageOf } from './quota.ts';

/** Undefined stays as it is; null is what is configured. */
export interface QuotaChanges {
  readonly bytes?: number | null | undefined;
  readonly images?: number | null | undefined;
  readonly uploadsPerDay?: number | null | undefined;
}

export async function setOwnerQuotas(
  database: DataSource,
  ownerId: string,
  { bytes, images, uploadsPerDay }: QuotaChanges,
): Promise<void> {
  await sql(
    database,
    `INSERT INTO owner_quotas AS own (owner_id, bytes, images, uploads_per_day) VALUES ($1, $2, $3, $4)
     ON CONFLICT (owner_id) DO UPDATE
        SET bytes = CASE WHEN $5 THEN excluded.bytes ELSE own.bytes END,
            images = CASE WHEN $6 THEN excluded.images ELSE own.images END,
            uploads_per_day = CASE WHEN $7 THEN excluded.uploads_per_day ELSE own.uploads_per_day END`,
    [
      ownerId,
      bytes ?? null,
      images ?? null,
      uploadsPerDay ?? null,
      bytes !== undefined,
      images !== undefined,
      uploadsPerDay !== undefined,
    ],
  );
}

export interface OwnerQuotas {
  /** null: unlimited. */
  readonly allowed: Readonly<Record<'bytes' | 'images' | 'uploadsPerDay', number | null>>;
  readonly used: Usage;
}

/** What holds for the owner now, and how much of it is used. */
export async function ownerQuotas(
  database: DataSource,
  ownerId: string,
  configured: Quotas,
): Promise<OwnerQuotas> {
  const [allowed, used] = [await quotasOf(database, ownerId, configured), await usageOf(database, ownerId)];
  return { allowed, used };
}
