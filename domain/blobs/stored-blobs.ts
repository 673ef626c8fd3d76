/**
 * One pass over the store into a temporary table, so that millions of keys are the database's to compare with the rows
 * and not this process's to remember.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { BlobInfo, BlobStore } from '../../storage/blob-store.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'list'>;
}

export interface ListOptions {
  /** Younger blobs may belong to a row that is just being written. */
  readonly storedBefore: Date;
  readonly signal?: AbortSignal | undefined;
}

/** What the store has of this product's making, by the shape of the keys. */
export interface StoredBlobs {
  readonly blobs: number;
  readonly bytes: number;
}

const batchSize = 1_000;

/** Every key that is made here has the id of an upload or an image in it; what has none is somebody else's. */
const ours = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

/**
 * Calls `use` with the connection that has the table `stored_blobs`, and with when the listing began: what rows have
 * named since then may not be in it. @throws AppError STORAGE_UNAVAILABLE, or the signal's reason.
 */
export async function withStoredBlobs<T>(
  { database, store }: Dependencies,
  options: ListOptions,
  use: (manager: EntityManager, listed: StoredBlobs & { readonly begunAt: Date }) => Promise<T>,
): Promise<T> {
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
    const total = await list(manager, store, options);
    await sql(manager, 'ANALYZE stored_blobs');
    return await use(manager, { ...total, begunAt });
  } finally {
    await sql(manager, 'DROP TABLE IF EXISTS stored_blobs').catch(() => undefined);
    await runner.release();
  }
}

async function list(
  manager: EntityManager,
  store: Dependencies['store'],
  { storedBefore, signal }: ListOptions,
): Promise<StoredBlobs> {
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
