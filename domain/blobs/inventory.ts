/**
 * Compares what is stored with what the rows say: orphans, blobs that no row names, and missing ones, which a row
 * names and nobody has.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { namedBlobs } from './named-blobs.ts';
import { type ListOptions, type StoredBlobs, withStoredBlobs } from './stored-blobs.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'list'>;
}

export interface Orphans {
  readonly orphans: readonly Orphan[];
  readonly orphanBytes: number;
}

export interface Inventory extends StoredBlobs, Orphans {
  /** Keys that images and variants name and the store does not have; of renditions it does not matter. */
  readonly missing: readonly string[];
}

interface Orphan {
  readonly key: string;
  readonly byteSize: number;
}

/** So many of each are answered, which bounds the memory; the next inventory finds the others. */
const most = 100_000;

/** Changes nothing. @throws AppError STORAGE_UNAVAILABLE, or the signal's reason. */
export const takeInventory = (dependencies: Dependencies, options: ListOptions): Promise<Inventory> =>
  withStoredBlobs(dependencies, options, async (manager, { begunAt, ...total }) => ({
    ...total,
    ...(await findOrphans(manager)),
    missing: await findMissing(manager, begunAt),
  }));

/**
 * No image, no variant, no rendition and no upload that is still somebody's names it, nor is it the rest of one that is
 * resumed. An image with a variant in work is left alone: its bytes may be there already and its row not yet.
 */
export async function findOrphans(manager: EntityManager): Promise<Orphans> {
  const orphans = await sql<Orphan>(
    manager,
    `SELECT key, byte_size::float8 AS "byteSize" FROM stored_blobs blob
      WHERE settled
        AND NOT EXISTS (SELECT 1 FROM images WHERE storage_key = blob.key)
        AND NOT EXISTS (SELECT 1 FROM uploads WHERE storage_key IN (blob.key, split_part(blob.key, '.rest-', 1))
                                                AND swept_at IS NULL AND status <> 'COMPLETED')
        AND NOT EXISTS (SELECT 1 FROM variants WHERE image_id = blob.image_id
                                                 AND (storage_key = blob.key OR status IN ('PENDING', 'PROCESSING')))
        AND NOT EXISTS (SELECT 1 FROM renditions WHERE storage_key = blob.key)
      ORDER BY key LIMIT ${most}`,
  );
  return { orphans, orphanBytes: orphans.reduce((sum, { byteSize }) => sum + byteSize, 0) };
}

async function findMissing(manager: EntityManager, begunAt: Date): Promise<string[]> {
  const missing = await sql<{ key: string }>(
    manager,
    `SELECT DISTINCT key FROM ${namedBlobs}
      WHERE kind <> 'rendition' AND since < $1
        AND NOT EXISTS (SELECT 1 FROM stored_blobs blob WHERE blob.key = named.key)
      ORDER BY key LIMIT ${most}`,
    [begunAt],
  );
  return missing.map(({ key }) => key);
}
