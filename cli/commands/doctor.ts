/** Looks at everything that an installation needs, and says for each fault what to do. Exit code 1 when something fails. */
import type { DataSource } from 'typeorm';
import { sweepOrphans, type SweptOrphans } from '../../domain/blobs/sweep-orphans.ts';
import { openDatabase } from '../../domain/database.ts';
import { loadProfiles } from '../../domain/profiles/load-profiles.ts';
import { type Config, loadConfig } from '../../platform/config/load.ts';
import { requireSigningKeys } from '../../platform/config/require-signing-keys.ts';
import { findEmbeddedPostgres } from '../../platform/embedded-postgres/start.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { createStore } from '../../storage/create-store.ts';
import { advice, type Check, type Finding, lookAt, type Warning } from '../doctor/check.ts';
import { databaseChecks } from '../doctor/database-checks.ts';
import { eventCheck } from '../doctor/event-check.ts';
import { poolerChecks } from '../doctor/pooler-check.ts';
import { machineChecks } from '../doctor/machine-checks.ts';
import { storageChecks } from '../doctor/storage-checks.ts';
import { explainDatabaseFault } from '../supervisor/explain-database-fault.ts';
import { savedSecrets } from '../supervisor/generated-secrets.ts';
import { embeddedPostgresDir } from '../with-database-url.ts';

export interface DoctorOptions {
  readonly sweep?: true;
  readonly remove?: true;
  readonly json?: true;
}

export async function doctor(options: DoctorOptions): Promise<void> {
  if (options.remove && !options.sweep)
    throw new AppError('INVALID_INPUT', { field: '--remove', reason: 'it goes with --sweep' });
  readEnvironmentFile();
  // A fault of the configuration is a sentence of its own, and nothing else can be looked at.
  const config = loadConfig({ ...savedSecrets(process.env), ...process.env });
  const store = await createStore(config.storage);
  const { database, checks } = await openIfThere(config);
  const findings: Finding[] = [];
  try {
    for (const check of [
      ...settingsChecks(config),
      ...checks,
      ...poolerChecks(config),
      ...storageChecks(config, store),
      eventCheck(config),
      ...machineChecks(config),
    ]) {
      const finding = await lookAt(check);
      findings.push(finding);
      if (!options.json) show(finding);
    }
    if (options.sweep && !database) throw advice('The sweep needs the database.');
    const swept = options.sweep && database ? await sweep({ config, store, database }, options) : undefined;
    if (options.json) console.log(JSON.stringify({ findings, ...(swept && { sweep: swept }) }, undefined, 2));
    else if (swept) showSweep(swept, options);
  } finally {
    await database?.destroy();
  }
  if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
}

interface Opened {
  /** Undefined where there is none to be reached; then a check says why. */
  readonly database: DataSource | undefined;
  readonly checks: readonly Check[];
}

async function openIfThere(config: Config): Promise<Opened> {
  const { url: given, directUrl } = config.database;
  const url = directUrl ?? given ?? (await findEmbeddedPostgres(embeddedPostgresDir(config)));
  if (url === undefined) {
    const warning = 'The embedded Postgres does not run: npm start starts it.';
    return { database: undefined, checks: [{ name: 'database', look: () => ({ warning }) }] };
  }
  try {
    const database = await openDatabase({ url, poolSize: 2, applicationName: 'darkroom doctor' });
    return { database, checks: databaseChecks(database) };
  } catch (error) {
    return { database: undefined, checks: [{ name: 'database', look: () => explainDatabaseFault(error) }] };
  }
}

const settingsChecks = (config: Config): Check[] => [
  { name: 'profiles', look: () => `${loadProfiles(config.profiles.path).size} profiles can be used.` },
  { name: 'signing keys', look: () => signingKeys(config) },
];

function signingKeys(config: Config): string | Warning {
  if (!config.access.signingKeys && config.process.mode !== 'production')
    return { warning: 'There are none: npm start makes one; separate servers want SIGNING_KEYS.' };
  return `${requireSigningKeys(config).length} of them; the first one signs.`;
}

function sweep(
  { config, store, database }: { config: Config; store: BlobStore; database: DataSource },
  { remove }: DoctorOptions,
): Promise<SweptOrphans> {
  const { orphanGraceHours: graceHours } = config.storage;
  return sweepOrphans({ database, store }, { graceHours, dryRun: !remove, force: Boolean(remove) });
}

const marks = { ok: '✓', warning: '!', failed: '✗' } as const;

const show = ({ name, state, says }: Finding): void =>
  console.log(`${marks[state]} ${name.padEnd(13)} ${says.replaceAll('\n', `\n${' '.repeat(16)}`)}`);

function showSweep(
  { blobs, bytes, orphans, orphanBytes, missing, removed }: SweptOrphans,
  { remove }: DoctorOptions,
): void {
  console.log(`\n${blobs} blobs are stored, ${bytes} bytes.`);
  console.log(
    `${orphans.length} of them no row names, ${orphanBytes} bytes${remove ? `; ${removed} were removed` : ''}.`,
  );
  for (const { key } of orphans) console.log(`  orphan   ${key}`);
  console.log(`${missing.length} blobs are named and missing: restore them from a backup.`);
  for (const key of missing) console.log(`  missing  ${key}`);
}
