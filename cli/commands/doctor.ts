/** Looks at everything that an installation needs, and says for each fault what to do. Exit code 1 when something fails. */
import { sweepOrphans, type SweptOrphans } from '../../domain/blobs/sweep-orphans.ts';
import { openDatabase } from '../../domain/database.ts';
import { loadProfiles } from '../../domain/profiles/load-profiles.ts';
import { type Config, loadConfig } from '../../platform/config/load.ts';
import { requireSigningKeys } from '../../platform/config/require-signing-keys.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { createStore } from '../../storage/create-store.ts';
import { advice, type Check, type Finding, lookAt, type Warning } from '../doctor/check.ts';
import { databaseChecks } from '../doctor/database-checks.ts';
import { eventCheck } from '../doctor/event-check.ts';
import { poolerChecks } from '../doctor/pooler-check.ts';
import { machineChecks } from '../doctor/machine-checks.ts';
import { storageChecks } from '../doctor/storage-checks.ts';
import {
  type Installation,
  showVerify,
  verify,
  type VerifyOptions,
  type VerifyReport,
} from '../doctor/verify.ts';
import { explainDatabaseFault } from '../supervisor/explain-database-fault.ts';
import { savedSecrets } from '../supervisor/generated-secrets.ts';
import { databaseUrlIfThere } from '../with-database-url.ts';
import { exitCodes, WrongCall } from '../exit-codes.ts';

export interface DoctorOptions extends VerifyOptions {
  readonly verify?: true;
  readonly sweep?: true;
  readonly remove?: true;
}

export async function doctor(options: DoctorOptions): Promise<void> {
  refuseAlone(options);
  readEnvironmentFile();
  // A fault of the configuration is a sentence of its own, and nothing else can be looked at.
  const config = loadConfig({ ...savedSecrets(process.env), ...process.env });
  const store = await createStore(config.storage);
  const { opened, checks } = await openIfThere(config, store);
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
    const compared = options.verify || options.sweep ? await compare(opened, findings, options) : {};
    if (options.json) console.log(JSON.stringify({ findings, ...compared }, undefined, 2));
    else showCompared(compared, options);
    const isDamaged =
      (compared.verify?.faults.some(({ isRepaired }) => !isRepaired) ?? false) ||
      (compared.sweep?.missing.length ?? 0) > 0;
    if (isDamaged || findings.some(({ state }) => state === 'failed')) process.exitCode = exitCodes.failed;
  } finally {
    await opened?.database.destroy();
  }
}

interface Compared {
  readonly verify?: VerifyReport;
  readonly sweep?: SweptOrphans;
}

/** The store with the rows, both ways. */
async function compare(
  opened: Installation | undefined,
  findings: readonly Finding[],
  options: DoctorOptions,
): Promise<Compared> {
  const isUsable = findings.every(({ name, state }) => name !== 'migrations' || state !== 'failed');
  if (!opened || !isUsable) throw advice('Comparing the store with the rows needs the database.');
  return {
    ...(options.verify && { verify: await verify(opened, options) }),
    ...(options.sweep && { sweep: await sweep(opened, options) }),
  };
}

function showCompared(compared: Compared, options: DoctorOptions): void {
  if (compared.verify) showVerify(compared.verify);
  if (compared.sweep) showSweep(compared.sweep, options);
}

/** What says more about another option is nothing without it. */
function refuseAlone({ sweep, remove, verify, digests, sample, repair }: DoctorOptions): void {
  if (remove && !sweep) throw new WrongCall('--remove goes with --sweep');
  const about = { '--digests': digests, '--sample': sample, '--repair': repair };
  const [alone] = Object.entries(about).find(([, given]) => given !== undefined) ?? [];
  if (alone !== undefined && !verify) throw new WrongCall(`${alone} goes with --verify`);
}

interface LookedFor {
  /** Undefined where there is none to be reached; then a check says why. */
  readonly opened: Installation | undefined;
  readonly checks: readonly Check[];
}

async function openIfThere(config: Config, store: BlobStore): Promise<LookedFor> {
  const url = await databaseUrlIfThere(config);
  if (url === undefined) {
    const warning = 'The embedded Postgres does not run: npm start starts it.';
    return { opened: undefined, checks: [{ name: 'database', look: () => ({ warning }) }] };
  }
  try {
    const database = await openDatabase({ url, poolSize: 2, applicationName: 'darkroom doctor' });
    return { opened: { config, store, database, url }, checks: databaseChecks(database) };
  } catch (error) {
    return { opened: undefined, checks: [{ name: 'database', look: () => explainDatabaseFault(error) }] };
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

function sweep({ config, store, database }: Installation, { remove }: DoctorOptions): Promise<SweptOrphans> {
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
  console.log(
    `${missing.length} blobs are named and missing: --verify says which can be made again; the others are in a backup.`,
  );
  for (const key of missing) console.log(`  missing  ${key}`);
}
