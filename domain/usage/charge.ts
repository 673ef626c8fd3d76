/**
 * Charges and refunds what an owner stores. Each is one conditional update inside the transaction that adds or
 * removes the image, so that a thousand uploads at once cannot overdraw, and nothing is refunded twice.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';

export interface Quotas {
  /** Undefined: unlimited. */
  readonly bytes: number | undefined;
  readonly images: number | undefined;
}

export interface Usage {
  readonly bytes: number;
  readonly images: number;
}

/** @throws AppError QUOTA_EXCEEDED, and then the transaction must not commit. */
export async function charge(
  manager: EntityManager,
  ownerId: string,
  bytes: number,
  quotas: Quotas,
): Promise<void> {
  await sql(manager, 'INSERT INTO owner_usage (owner_id) VALUES ($1) ON CONFLICT DO NOTHING', [ownerId]);
  const charged = await sql(
    manager,
    `UPDATE owner_usage SET bytes = bytes + $2, images = images + 1
      WHERE owner_id = $1 AND ($3::bigint IS NULL OR bytes + $2 <= $3) AND ($4::bigint IS NULL OR images + 1 <= $4)
      RETURNING 1`,
    [ownerId, bytes, quotas.bytes ?? null, quotas.images ?? null],
  );
  if (charged.length === 0) throw await exceeded(manager, ownerId, quotas);
}

export async function refund(manager: EntityManager, ownerId: string, usage: Usage): Promise<void> {
  await sql(manager, 'UPDATE owner_usage SET bytes = bytes - $2, images = images - $3 WHERE owner_id = $1', [
    ownerId,
    usage.bytes,
    usage.images,
  ]);
}

export async function usageOf(database: DataSource | EntityManager, ownerId: string): Promise<Usage> {
  const [row] = await sql<Usage>(
    database,
    'SELECT bytes::float8 AS bytes, images::float8 AS images FROM owner_usage WHERE owner_id = $1',
    [ownerId],
  );
  return row ?? { bytes: 0, images: 0 };
}

async function exceeded(manager: EntityManager, ownerId: string, quotas: Quotas): Promise<AppError> {
  const { images } = await usageOf(manager, ownerId);
  return quotas.images !== undefined && images + 1 > quotas.images
    ? new AppError('QUOTA_EXCEEDED', { limit: quotas.images, what: 'images' })
    : new AppError('QUOTA_EXCEEDED', { limit: quotas.bytes ?? 0, what: 'bytes' });
}
