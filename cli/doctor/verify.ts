/** What `doctor --verify` does and says: every blob that rows name is looked for, and what can be made again is, on request. */
import { Listr } from 'listr2';
import type { DataSource } from 'typeorm';
import { type Repair, repairBlobs } from '../../domain/blobs/repair-blobs.ts';
import { type BlobFault, type Verification, verifyBlobs } from '../../domain/blobs/verify-blobs.ts';
import type { Config } from '../../platform/config/load.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { createLogger } from '../../platform/logging.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { bar } from '../progress-bar.ts';
import { progress } from '../terminal.ts';

export interface VerifyOptions {
  readonly digests?: true;
  /** Percent of the blobs whose digests are read. */
  readonly sample?: number;
  readonly repair?: true;
  readonly json?: true;
}

/** What the command works on. */
export interface Installation {
  readonly config: Config;
  readonly store: BlobStore;
  readonly database: DataSource;
  readonly url: string;
}

export interface VerifyReport extends Omit<Verification, 'faults'> {
  /** With the id that the API knows the image by. */
  readonly faults: readonly ShownFault[];
  /** How many of the faults are being made again. */
  readonly repaired: number;
}

interface ShownFault extends Omit<BlobFault, 'rowId'> {
  readonly isRepaired: boolean;
}

export async function verify(installation: Installation, options: VerifyOptions): Promise<VerifyReport> {
  const found = await search(installation, options);
  const { repaired } = options.repair ? await repair(installation, found.faults) : { repaired: [] };
  const again = new Set(repaired.map(({ rowId }) => rowId));
  return { ...found, faults: found.faults.map((fault) => shown(fault, again)), repaired: repaired.length };
}

const shown = ({ rowId, ...fault }: BlobFault, again: ReadonlySet<string>): ShownFault => ({
  ...fault,
  imageId: toGlobalId('image', fault.imageId),
  isRepaired: again.has(rowId),
});

async function search(installation: Installation, options: VerifyOptions): Promise<Verification> {
  const { orphanGraceHours } = installation.config.storage;
  const digestShare = options.digests || options.sample !== undefined ? (options.sample ?? 100) / 100 : 0;
  let found: Verification | undefined;
  const tasks = new Listr(
    {
      title: 'The store is listed',
      async task(_context, task) {
        found = await verifyBlobs(installation, {
          storedBefore: new Date(Date.now() - orphanGraceHours * 3_600_000),
          digestShare,
          onRead({ read, of }) {
            task.title = bar(Math.min(1, read / of), `of ${of} blobs are read`);
          },
        });
      },
    },
    progress('nothing', options.json),
  );
  await tasks.run();
  if (!found) throw new Error('The verification ended without a result.');
  return found;
}

async function repair(
  { database, store, url }: Installation,
  faults: Verification['faults'],
): Promise<Repair> {
  if (faults.length === 0) return { repaired: [], left: [] };
  const logger = createLogger({ level: 'silent', role: 'doctor' });
  const queue = await openQueue({ url, logger, role: 'sender' });
  try {
    return await repairBlobs({ database, store, queue }, faults, `doctor-${newUuid()}`);
  } finally {
    await queue.close(1_000);
  }
}

/** So many of each are shown to people; `--json` has all. */
const examples = 20;

export function showVerify(report: VerifyReport): void {
  const { blobs, bytes, named, read, faults, orphans, orphanBytes } = report;
  console.log(`\n${blobs} blobs are stored, ${bytes} bytes.`);
  console.log(
    `Rows name ${named.original} originals, ${named.variant} variants and ${named.rendition} renditions.`,
  );
  if (read.blobs > 0) console.log(`${read.blobs} of them were read, ${read.bytes} bytes.`);
  console.log(`${faults.length}${report.hasMore ? ' and more' : ''} are damaged.`);
  for (const { problem, kind, imageId, name, key } of faults.slice(0, examples))
    console.log(`  ${problem.padEnd(11)} ${imageId}  ${kind === 'original' ? kind : name}  ${key}`);
  hideRest(faults);
  console.log(`${orphans.length} blobs no row names, ${orphanBytes} bytes.`);
  for (const { key } of orphans.slice(0, examples)) console.log(`  orphan      ${key}`);
  hideRest(orphans);
  for (const line of advise(report)) console.log(line);
}

function hideRest(all: readonly unknown[]): void {
  if (all.length > examples) console.log(`  and ${all.length - examples} more: see --json`);
}

/** What to do. */
function advise({ faults, repaired, orphans }: VerifyReport): string[] {
  const left = faults.filter(({ isRepaired }) => !isRepaired);
  const lines: string[] = [];
  if (repaired > 0) lines.push(`${repaired} are made again, by workers or when somebody asks for them.`);
  if (left.some(({ kind }) => kind === 'original'))
    lines.push(
      'Originals can only come back from a backup: put those files into the store (docs/backup.md).',
    );
  if (left.some(({ kind }) => kind !== 'original'))
    lines.push(
      'Variants and renditions whose originals are there are made again by: darkroom doctor --verify --repair',
    );
  if (orphans.length > 0) lines.push('Orphans are removed by: darkroom doctor --sweep --remove');
  return lines;
}
