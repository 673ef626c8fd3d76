/** Brings a database to the schema of this version: tables, then queues. Safe to run from several hosts at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { jobs } from '../domain/jobs.ts';
import { sql } from '../platform/database/sql.ts';
import type { Logger } from '../platform/logging.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { LockPatience, patiently } from './lock-patience.ts';
import { Spine1700000000001 } from './1700000000001-spine.ts';
import { DirectUploads1700000000010 } from './1700000000010-direct-uploads.ts';
import { Idempotency1700000000011 } from './1700000000011-idempotency.ts';
import { ProfilesAndQuotas1700000000020 } from './1700000000020-profiles-and-quotas.ts';
import { Imports1700000000030 } from './1700000000030-imports.ts';
import { ListUploads1700000000040 } from './1700000000040-list-uploads.ts';
import { Outputs1700000000041 } from './1700000000041-outputs.ts';
import { ResumableUploads1700000000050 } from './1700000000050-resumable-uploads.ts';
import { Videos1700000000060 } from './1700000000060-videos.ts';
import { Renditions1700000000070 } from './1700000000070-renditions.ts';
import { AutoQuality1700000000090 } from './1700000000090-auto-quality.ts';
import { Shares1700000000100 } from './1700000000100-shares.ts';
import { RateLimits1700000000110 } from './1700000000110-rate-limits.ts';
import { Audit1700000000120 } from './1700000000120-audit.ts';
import { QuotaClasses1700000000130 } from './1700000000130-quota-classes.ts';
import { TokenBuckets1700000000140 } from './1700000000140-token-buckets.ts';
import { Sessions1700000000142 } from './1700000000142-sessions.ts';
import { ColorSpace1700000000145 } from './1700000000145-color-space.ts';
import { Webhooks1700000000150 } from './1700000000150-webhooks.ts';
import { LargeLibraries1700000000155 } from './1700000000155-large-libraries.ts';
import { Batches1700000000170 } from './1700000000170-batches.ts';
import { TraceParents1700000000185 } from './1700000000185-trace-parents.ts';
import { RestorableFunctions1700000000190 } from './1700000000190-restorable-functions.ts';

export const migrations = [
  Spine1700000000001,
  DirectUploads1700000000010,
  Idempotency1700000000011,
  ProfilesAndQuotas1700000000020,
  Imports1700000000030,
  ListUploads1700000000040,
  Outputs1700000000041,
  ResumableUploads1700000000050,
  Videos1700000000060,
  Renditions1700000000070,
  AutoQuality1700000000090,
  Shares1700000000100,
  RateLimits1700000000110,
  Audit1700000000120,
  QuotaClasses1700000000130,
  TokenBuckets1700000000140,
  Sessions1700000000142,
  ColorSpace1700000000145,
  Webhooks1700000000150,
  LargeLibraries1700000000155,
  Batches1700000000170,
  TraceParents1700000000185,
  RestorableFunctions1700000000190,
];

/** Any constant that nothing else in the database locks; hosts that start together take turns. */
const migrationLock = 7_203_114_865;
const askAgainMs = 200;

export async function migrate(url: string, logger: Logger): Promise<void> {
  const database = await openForMigration(url);
  try {
    // The lock lives as long as its connection, so a migrator that dies never leaves it behind.
    const holder = database.createQueryRunner();
    await takeTurn(holder);
    try {
      const applied = await patiently(() => database.runMigrations({ transaction: 'each' }), logger);
      await declareQueues(url, logger);
      logger.info({ applied: applied.map(({ name }) => name) }, 'the database is up to date');
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      await holder.release();
    }
  } finally {
    await database.destroy();
  }
}

/**
 * Asks again and again, since whoever waits inside of Postgres for a lock is in a transaction meanwhile, and an index that
 * is made beside running servers (CREATE INDEX CONCURRENTLY) waits until there is none.
 */
async function takeTurn(holder: QueryRunner): Promise<void> {
  for (;;) {
    const [turn] = (await holder.query('SELECT pg_try_advisory_lock($1) AS taken', [migrationLock])) as [
      { taken: boolean },
    ];
    if (turn.taken) return;
    await sleep(askAgainMs);
  }
}

/** @throws Error with the name of the first migration that this version needs and the database lacks. */
export async function requireMigrations(database: DataSource): Promise<void> {
  const [missing] = (await migrationStatus(database)).missing;
  if (missing !== undefined) throw new Error(`${missing} has not been applied`);
}

export interface MigrationStatus {
  /** Of this version. */
  readonly applied: readonly string[];
  readonly missing: readonly string[];
}

export async function migrationStatus(database: DataSource): Promise<MigrationStatus> {
  // There is no such table before the first one.
  const [known] = await sql<{ table: string | null }>(database, `SELECT to_regclass('migrations') AS table`);
  const rows = known?.table ? await sql<{ name: string }>(database, 'SELECT name FROM migrations') : [];
  const present = new Set(rows.map(({ name }) => name));
  const names = migrations.map(({ name }) => name);
  return {
    applied: names.filter((name) => present.has(name)),
    missing: names.filter((name) => !present.has(name)),
  };
}

/**
 * Resolves once somebody has brought the database up to date, and changes nothing. Whoever does it may not have begun yet,
 * and Postgres may not be there yet.
 */
export async function untilMigrated(url: string, logger: Logger): Promise<void> {
  let said: string | undefined;
  for (;;) {
    const lack = await lackOf(url);
    if (lack === undefined) return;
    if (lack !== said) logger.info({ lack }, 'waiting for the database to be brought up to date');
    said = lack;
    await sleep(1_000);
  }
}

async function lackOf(url: string): Promise<string | undefined> {
  try {
    const database = await openForMigration(url);
    try {
      await requireMigrations(database);
      // The tables are there; whoever made them may still be declaring queues. Not waited for in here, see takeTurn.
      const [turn] = await sql<{ free: boolean }>(
        database,
        'SELECT pg_try_advisory_xact_lock_shared($1) AS free',
        [migrationLock],
      );
      return turn?.free ? undefined : 'somebody is still at it';
    } finally {
      await database.destroy();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

export async function openForMigration(url: string): Promise<DataSource> {
  const database = await new DataSource({
    type: 'postgres',
    url,
    applicationName: 'darkroom migrate',
    migrations,
    installExtensions: false,
  }).initialize();
  database.subscribers.push(new LockPatience());
  return database;
}

async function declareQueues(url: string, logger: Logger): Promise<void> {
  const queue = await openQueue({ url, logger, role: 'migrator' });
  try {
    for (const job of jobs) await queue.declare(job);
  } finally {
    await queue.close(1_000);
  }
}
