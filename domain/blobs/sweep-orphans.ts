/**
 * Removes orphans, but never many of them by itself: a store that seems to be full of orphans is more likely looked at
 * with the wrong database, or with one that was restored from yesterday's backup.
 */
import type { DataSource } from 'typeorm';
import type { BlobStore } from '../../storage/blob-store.ts';
import { type Inventory, takeInventory } from './inventory.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly store: Pick<BlobStore, 'list' | 'delete'>;
}

export interface OrphanSweep {
  /** How old an orphan has to be: whoever stored it may be about to write its row. */
  readonly graceHours: number;
  /** Finds, and removes nothing. */
  readonly dryRun?: boolean;
  /** Removes however many there are: somebody has looked at them. */
  readonly force?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface SweptOrphans extends Inventory {
  readonly removed: number;
  /** Whether there were so many that none was removed. */
  readonly refused: boolean;
}

/** Fewer are removed whatever their share is; an installation that begins has few blobs. */
const harmless = 20;
const plausibleShare = 0.1;
const batchSize = 500;

export async function sweepOrphans(dependencies: Dependencies, sweep: OrphanSweep): Promise<SweptOrphans> {
  const storedBefore = new Date(Date.now() - sweep.graceHours * 3_600_000);
  const inventory = await takeInventory(dependencies, { storedBefore, signal: sweep.signal });
  const refused = !sweep.force && !isPlausible(inventory);
  if (sweep.dryRun || refused) return { ...inventory, removed: 0, refused };
  const keys = inventory.orphans.map(({ key }) => key);
  for (let start = 0; start < keys.length; start += batchSize) {
    sweep.signal?.throwIfAborted();
    await dependencies.store.delete(keys.slice(start, start + batchSize));
  }
  return { ...inventory, removed: keys.length, refused };
}

const isPlausible = ({ blobs, orphans }: Inventory): boolean =>
  orphans.length <= Math.max(harmless, blobs * plausibleShare);
