/**
 * Compares every blob that a row names with what the store has: whether it is there, has its size and, where that is
 * asked for, its SHA-256. Changes nothing, beside a running system as well as after a restore.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { isAppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { hasCode } from '../../storage/disk-fault.ts';
import { findOrphans, type Orphans } from './inventory.ts';
import { type BlobKind, type NamedBlob, namedBlobs, namedColumns } from './named-blobs.ts';
import { type StoredBlobs, withStoredBlobs } from './stored-blobs.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'list' | 'head' | 'open'>;
}

export interface VerifyOptions {
  /** Younger blobs without a row are no orphans: their row may be about to be written. */
  readonly storedBefore: Date;
  /** Reads this share of all blobs, from 0 to 1; each run picks others. */
  readonly digestShare: number;
  readonly onRead?: (progress: { readonly read: number; readonly of: number }) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface BlobFault extends NamedBlob {
  readonly problem: 'missing' | 'wrong size' | 'wrong bytes' | 'unreadable';
}

export interface Verification extends StoredBlobs, Orphans {
  /** Rows that name a blob. */
  readonly named: Readonly<Record<BlobKind, number>>;
  /** Whose bytes were read. */
  readonly read: { readonly blobs: number; readonly bytes: number };
  readonly faults: readonly BlobFault[];
  /** Whether there were so many faults that the search ended early. */
  readonly hasMore: boolean;
}

/** A store with more faults is the wrong one, or lost. */
const mostFaults = 10_000;
const pageSize = 500;
/** Reads that go on at the same time: enough for a store far away, and not too many for a disk. */
const readers = 4;

/** @throws AppError STORAGE_UNAVAILABLE, or the signal's reason. */
export async function verifyBlobs(dependencies: Dependencies, options: VerifyOptions): Promise<Verification> {
  const { suspects, ...compared } = await withStoredBlobs(
    dependencies,
    options,
    async (manager, { begunAt, ...total }) => ({
      ...total,
      ...(await findOrphans(manager)),
      named: await countNamed(manager),
      suspects: await findSuspects(manager, begunAt),
    }),
  );
  const faults: BlobFault[] = [];
  await inParallel(suspects.slice(0, mostFaults), options, async (blob) => {
    const fault = await confirmed(dependencies, blob, await problemOf(dependencies.store, blob));
    if (fault) faults.push(fault);
  });
  const read = await readAll(dependencies, { ...options, named: compared.named, faults });
  faults.sort((one, other) => (one.key < other.key ? -1 : 1));
  return { ...compared, read, faults, hasMore: suspects.length > mostFaults || faults.length >= mostFaults };
}

async function countNamed(manager: EntityManager): Promise<Record<BlobKind, number>> {
  const counts = await sql<{ kind: BlobKind; count: number }>(
    manager,
    `SELECT kind, count(*)::int AS count FROM ${namedBlobs} GROUP BY kind`,
  );
  return {
    original: 0,
    variant: 0,
    rendition: 0,
    ...Object.fromEntries(counts.map(({ kind, count }) => [kind, count])),
  };
}

/** By the list alone, which may be older than what rows say meanwhile. */
const findSuspects = (manager: EntityManager, begunAt: Date): Promise<NamedBlob[]> =>
  sql<NamedBlob>(
    manager,
    `SELECT ${namedColumns} FROM ${namedBlobs}
      WHERE since < $1
        AND NOT EXISTS (SELECT 1 FROM stored_blobs blob WHERE blob.key = named.key AND blob.byte_size = named.byte_size)
      LIMIT ${mostFaults + 1}`,
    [begunAt],
  );

async function problemOf(
  store: Dependencies['store'],
  { key, byteSize }: NamedBlob,
): Promise<BlobFault['problem'] | undefined> {
  const found = await store.head(key);
  if (!found) return 'missing';
  return found.byteSize === byteSize ? undefined : 'wrong size';
}

/** A blob goes after its row: what no row names any more, now that the store was asked, was deleted and is no fault. */
async function confirmed(
  { database }: Dependencies,
  blob: NamedBlob,
  problem: BlobFault['problem'] | undefined,
): Promise<BlobFault | undefined> {
  if (!problem) return undefined;
  const found = await sql(
    database,
    `SELECT 1 FROM ${namedBlobs} WHERE kind = $1 AND row_id = $2 AND key = $3`,
    [blob.kind, blob.rowId, blob.key],
  );
  return found.length > 0 ? { ...blob, problem } : undefined;
}

interface Reading extends VerifyOptions {
  readonly named: Verification['named'];
  /** Found already; those that are found are added. */
  readonly faults: BlobFault[];
}

async function readAll(
  dependencies: Dependencies,
  { digestShare, named, faults, onRead, signal }: Reading,
): Promise<Verification['read']> {
  const read = { blobs: 0, bytes: 0 };
  if (digestShare === 0) return read;
  const known = new Set(faults.map(({ key }) => key));
  const all = Object.values(named).reduce((sum, count) => sum + count, 0);
  const of = Math.round(all * digestShare);
  await inParallel(sampled(dependencies.database, digestShare), { signal }, async (blob) => {
    if (known.has(blob.key) || faults.length >= mostFaults) return;
    const fault = await confirmed(dependencies, blob, await problemInside(dependencies.store, blob, signal));
    if (fault) faults.push(fault);
    read.blobs += 1;
    read.bytes += blob.byteSize;
    onRead?.({ read: read.blobs, of });
  });
  return read;
}

/** All rows, a page at a time, so that no statement holds a snapshot for as long as the reading takes. */
async function* sampled(database: DataSource, share: number): AsyncGenerator<NamedBlob> {
  for (const kind of ['original', 'variant', 'rendition'] satisfies BlobKind[]) {
    let page: NamedBlob[];
    let last = '00000000-0000-0000-0000-000000000000';
    do {
      page = await sql<NamedBlob>(
        database,
        `SELECT ${namedColumns} FROM ${namedBlobs} WHERE kind = $1 AND row_id > $2 ORDER BY row_id LIMIT ${pageSize}`,
        [kind, last],
      );
      last = page.at(-1)?.rowId ?? last;
      yield* page.filter(() => Math.random() < share);
    } while (page.length === pageSize);
  }
}

async function problemInside(
  store: Dependencies['store'],
  { key, byteSize, digest }: NamedBlob,
  signal: AbortSignal | undefined,
): Promise<BlobFault['problem'] | undefined> {
  try {
    const { info, body } = await store.open(key, { signal });
    const hash = createHash('sha256');
    for await (const piece of body as AsyncIterable<Uint8Array>) hash.update(piece);
    if (info.byteSize !== byteSize) return 'wrong size';
    return hash.digest('hex') === digest ? undefined : 'wrong bytes';
  } catch (error) {
    if (isAppError(error) && error.code === 'BLOB_MISSING') return 'missing';
    // A bad sector.
    if (hasCode(error, 'EIO')) return 'unreadable';
    throw error;
  }
}

/** Ends with the first failure, and takes no more items then. */
const inParallel = (
  blobs: Iterable<NamedBlob> | AsyncIterable<NamedBlob>,
  { signal }: Pick<VerifyOptions, 'signal'>,
  work: (blob: NamedBlob) => Promise<void>,
): Promise<void> => Readable.from(blobs).forEach(work, { concurrency: readers, ...(signal && { signal }) });
