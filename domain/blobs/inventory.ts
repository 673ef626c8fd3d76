/**
 * Compares what is stored with what the rows say: orphans, blobs that no row names, and missing ones, which a row
 * names and nobody has. One pass over the store into a temporary table, so that millions of keys are the database's
 * to compare and not this process's to remember.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { BlobInfo, BlobStore } from '../../storage/blob-store.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'list'>;
}

export interface InventoryOptions {
  /** Younger blobs may belong to a row that is just being written. */
  readonly storedBefore: Date;
  readonly signal?: AbortSignal | undefined;
}

export interface Inventory {
  /** Of this product's making, by the shape of their keys. */
  readonly blobs: number;
  readonly bytes: number;
  readonly orphans: readonly Orphan[];
  readonly orphanBytes: number;
  /** Keys that images and variants name and the store does not have; of renditions it does not matter. */
  readonly missing: readonly string[];
}

export interface Orphan {
  readonly key: string;
  readonly byteSize: number;
}

const batchSize = 1_000;

/** So many of each are answered, which bounds the memory; the next inventory finds the others. */
const most = 100_000;

/** Every key that is made here has the id of an upload or an image in it; what has none is somebody else's. */
const ours = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Changes nothing. @throws AppError STORAGE_UNAVAILABLE, or the signal's reason. */
export async function takeInventory(
  { database, store }: Dependencies,
  { storedBefore, signal }: InventoryOptions,
): Promise<Inventory> {
  const runner = database.createQueryRunner();
  await runner.connect();
  const { manager } = runner;
  try {
    // Not in a transaction, which would hold every vacuum up for as long as the listing takes.
    await sql(
      manager,
      `CREATE TEMPORARY TABLE stored_blobs
         (key text PRIMARY KEY, image_id uuid, byte_size bigint NOT NULL, settled boolean NOT NULL)`,
    );
    const begunAt = new Date();
    const total = await list(manager, store, { storedBefore, signal });
    await sql(manager, 'ANALYZE stored_blobs');
    const orphans = await findOrphans(manager);
    return {
      ...total,
      orphans,
      orphanBytes: orphans.reduce((sum, { byteSize }) => sum + byteSize, 0),
      missing: await findMissing(manager, begunAt),
    };
  } finally {
    await sql(manager, 'DROP TABLE IF EXISTS stored_blobs').catch(() => undefined);
    await runner.release();
  }
}

async function list(
  manager: EntityManager,
  store: Dependencies['store'],
  { storedBefore, signal }: InventoryOptions,
): Promise<{ blobs: number; bytes: number }> {
  const total = { blobs: 0, bytes: 0 };
  let batch: BlobInfo[] = [];
  const keep = async (): Promise<void> => {
    signal?.throwIfAborted();
    await sql(
      manager,
      `INSERT INTO stored_blobs SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::boolean[])
       ON CONFLICT DO NOTHING`,
      [
        batch.map(({ key }) => key),
        batch.map(({ key }) => ours.exec(key)?.[0]),
        batch.map(({ byteSize }) => byteSize),
        batch.map(({ lastModified }) => lastModified < storedBefore),
      ],
    );
    batch = [];
  };
  for await (const blob of store.list('')) {
    if (!ours.test(blob.key)) continue;
    total.blobs += 1;
    total.bytes += blob.byteSize;
    batch.push(blob);
    if (batch.length === batchSize) await keep();
  }
  await keep();
  return total;
}

/**
 * No image, no variant, no rendition and no upload that is still somebody's names it. An image with a variant in work is left alone:
 * its bytes may be there already and its row not yet.
 */
function findOrphans(manager: EntityManager): Promise<Orphan[]> {
  return sql<Orphan>(
    manager,
    `SELECT key, byte_size::float8 AS "byteSize" FROM stored_blobs blob
      WHERE settled
        AND NOT EXISTS (SELECT 1 FROM images WHERE storage_key = blob.key)
        AND NOT EXISTS (SELECT 1 FROM uploads WHERE storage_key = blob.key AND swept_at IS NULL AND status <> 'COMPLETED')
        AND NOT EXISTS (SELECT 1 FROM variants WHERE image_id = blob.image_id
                                                 AND (storage_key = blob.key OR status IN ('PENDING', 'PROCESSING')))
        AND NOT EXISTS (SELECT 1 FROM renditions WHERE storage_key = blob.key)
      ORDER BY key LIMIT ${most}`,
  );
}

async function findMissing(manager: EntityManager, begunAt: Date): Promise<string[]> {
  const missing = await sql<{ key: string }>(
    manager,
    `SELECT storage_key AS key FROM images
      WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM stored_blobs WHERE key = storage_key)
     UNION
     SELECT storage_key FROM variants
      WHERE status = 'READY' AND ready_at < $1 AND NOT EXISTS (SELECT 1 FROM stored_blobs WHERE key = storage_key)
      ORDER BY key LIMIT ${most}`,
    [begunAt],
  );
  return missing.map(({ key }) => key);
}
