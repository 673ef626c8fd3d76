/**
 * The order in which an all-in-one Darkroom begins and ends: lock, database, schema, first key, server and
 * worker; and backwards, Postgres last. Everything that ends in between has its sentence.
 */
import type { DataSource } from 'typeorm';
import { bootstrapApiKey, bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import { openDatabase } from '../../domain/database.ts';
import type { Config } from '../../platform/config/load.ts';
import { migrate } from '../../migrations/migrate.ts';
import type { Logger } from '../../platform/logging.ts';
import { embeddedPostgresDir } from '../with-database-url.ts';
import { newSignInUrl } from '../sign-in-url.ts';
import { banner, type KeyHint, type SignInHint } from './banner.ts';
import { openDataDir } from './data-dir.ts';
import { explainDatabaseFault } from './explain-database-fault.ts';
import { generatedSecrets } from './generated-secrets.ts';
import { guardPostgres } from './guarded-postgres.ts';
import { SupervisedChild } from './supervised-child.ts';

export interface SuperviseOptions {
  config: Config;
  /** What the children inherit besides what is made here. */
  environment: Readonly<Record<string, string | undefined>>;
  entries: { server: URL; worker: URL };
  logger: Logger;
  /** Aborts when everything should end in order. */
  stopping: AbortSignal;
  /** Aborts when nobody wants to wait for order any longer. */
  forced: AbortSignal;
  print: (text: string) => void;
}

/** Resolves when everything has ended because it was asked to. */
export async function supervise(options: SuperviseOptions): Promise<void> {
  const closers: (() => Promise<void> | void)[] = [];
  try {
    await run(options, closers);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

type Closers = (() => Promise<void> | void)[];

async function run(options: SuperviseOptions, closers: Closers): Promise<void> {
  const { config, logger, stopping } = options;
  const dataDir = openDataDir(config.process.dataDir);
  closers.push(() => dataDir.release());
  const secrets = generatedSecrets(config);
  const { url, lost } = await openPostgres(options, closers);
  const directUrl = config.database.directUrl ?? url;
  if (stopping.aborted) return;
  await migrate(directUrl, logger).catch(explainDatabaseFault);
  // A given key works as soon as the server does; one that is made waits for somebody to show it to, or a
  // start that fails after it would have used it up.
  const given = config.access.bootstrapApiKey !== undefined;
  const givenKey = given
    ? await withStartDatabase(directUrl, (database) => firstKey(database, config))
    : undefined;
  if (stopping.aborted) return;
  const environment = childEnvironment(options, { ...secrets, DATABASE_URL: url });
  const children = startChildren(options, environment, closers);
  const stopped = untilAborted(stopping);
  const ready = await Promise.race([children, lost, stopped]);
  if (!ready) return;
  const seen = await withStartDatabase(directUrl, async (database) => ({
    key: givenKey ?? (await firstKey(database, config)),
    signIn: await signInHint(database, config),
  }));
  options.print(banner({ url: ready.url, adminUrl: adminUrl(config), ...seen }));
  await Promise.race([stopped, lost]);
}

async function openPostgres(
  { config, logger }: SuperviseOptions,
  closers: Closers,
): Promise<{ url: string; lost: Promise<never> }> {
  if (config.database.url !== undefined) return { url: config.database.url, lost: new Promise(() => {}) };
  const postgres = await guardPostgres(embeddedPostgresDir(config), logger);
  closers.push(() => postgres.stop());
  return postgres;
}

async function withStartDatabase<T>(url: string, use: (database: DataSource) => Promise<T>): Promise<T> {
  const database = await openDatabase({
    url,
    poolSize: 2,
    applicationName: 'darkroom start',
  }).catch(explainDatabaseFault);
  try {
    return await use(database);
  } finally {
    await database.destroy();
  }
}

async function firstKey(database: DataSource, config: Config): Promise<KeyHint> {
  const given = config.access.bootstrapApiKey;
  const made = await bootstrapApiKey(database, { bootstrapApiKey: given });
  if (made !== undefined) return { made };
  return given === undefined ? 'exists' : 'given';
}

/** What production prints is collected somewhere, where a link that still works has no place. */
async function signInHint(database: DataSource, config: Config): Promise<SignInHint | undefined> {
  if (config.process.mode === 'production') return undefined;
  const url = await newSignInUrl(database, { ...config, ownerId: bootstrapOwner });
  return { url, minutes: Math.ceil(config.access.signInLinkSeconds / 60) };
}

/** The bootstrap key has done its work; children that decode strangers' files need not know it. */
function childEnvironment(
  { environment, config }: SuperviseOptions,
  made: Record<string, string>,
): Record<string, string | undefined> {
  const { BOOTSTRAP_API_KEY: _, ...rest } = environment;
  return { ...rest, ...made, DATA_DIR: config.process.dataDir };
}

async function startChildren(
  { config, entries, logger, forced }: SuperviseOptions,
  environment: Record<string, string | undefined>,
  closers: Closers,
): Promise<{ url: string }> {
  const children = (['server', 'worker'] as const).map(
    (name) => new SupervisedChild({ name, entry: entries[name], environment, logger }),
  );
  forced.addEventListener('abort', () => children.forEach((child) => child.kill()));
  // The children keep the deadline themselves; a little later they are beyond asking.
  const deadlineMs = config.process.shutdownSeconds * 1000 + 2000;
  closers.push(async () => {
    await Promise.all(children.map((child) => child.stop(deadlineMs)));
  });
  const [url] = await Promise.all(children.map((child) => child.start()));
  return { url: url ?? config.http.publicUrl ?? `http://localhost:${config.http.port}` };
}

const adminUrl = ({ http }: Config): string => `http://${http.adminHost}:${http.adminPort}`;

function untilAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
