/**
 * The topology of docker-compose.yml on the loopback address of one machine, where no container engine runs: a real Postgres, a
 * real S3 store, nginx with the configuration of the container, and servers and workers with the environment that the compose
 * file gives them. Only addresses, ports and folders differ.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../e2e/stack/free-ports.ts';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres/start.ts';
import { createLogger } from '../../platform/logging.ts';
import { credentials, startMiniflare } from '../../storage/contract/miniflare.ts';
import { containerEnvironment, readCompose, type Service } from '../compose.ts';
import { adaptedNginx } from '../nginx/adapted.ts';
import { RoleProcess } from './role-process.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Topology {
  /** Of nginx: the only door, as in the compose file. */
  readonly url: string;
  /** Of an admin. */
  readonly apiKey: string;
  readonly databaseUrl: string;
  readonly folder: string;
  /** Servers and workers, by turns. */
  readonly roles: readonly RoleProcess[];
  end(): Promise<void>;
}

/** @param extra for every server and worker, over what the compose file has. */
export async function startTopology(extra: Readonly<Record<string, string>> = {}): Promise<Topology> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-topology-'));
  // Postgres and nginx, started by root, work as somebody else.
  chmodSync(folder, 0o755);
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const end = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    return { ...(await start(folder, { extra, closers })), folder, end };
  } catch (error) {
    await end();
    throw error;
  }
}

interface Starting {
  readonly extra: Readonly<Record<string, string>>;
  /** What was started is ended in the reverse order. */
  readonly closers: (() => Promise<unknown>)[];
}

async function start(
  folder: string,
  { extra, closers }: Starting,
): Promise<Omit<Topology, 'folder' | 'end'>> {
  const { services } = readCompose();
  const logger = createLogger({ level: 'silent', role: 'topology' });
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false, logger });
  closers.push(() => postgres.stop());
  const store = await startMiniflare('darkroom');
  closers.push(() => store.stop());

  const running = ['server', 'worker'].flatMap((service) => replicasOf(services, service));
  const names = [...running, 'migrate'];
  const [port, purgePort, innerPort, ...ports] = (await freePorts(3 + 2 * names.length)) as [
    number,
    number,
    number,
    ...number[],
  ];
  const url = `http://127.0.0.1:${port}`;
  const apiKey = `topology_${randomBytes(24).toString('base64url')}`;
  const given = {
    BOOTSTRAP_API_KEY: apiKey,
    SIGNING_KEYS: `k1:${randomBytes(24).toString('hex')}`,
    POSTGRES_PASSWORD: new URL(postgres.url).password,
    MINIO_ROOT_PASSWORD: credentials.secretAccessKey,
    S3_ENDPOINT: store.endpoint,
    PUBLIC_URL: url,
  };
  const here = {
    'postgres:5432': new URL(postgres.url).host,
    'http://cdn:8081': `http://127.0.0.1:${purgePort}`,
  };
  const process = async (name: string, service: string): Promise<RoleProcess> => {
    const scratch = join(folder, name);
    await mkdir(scratch);
    const environment = {
      PATH: globalThis.process.env['PATH'] ?? '',
      ...atHome(containerEnvironment(serviceOf(services, service), given), here),
      PROFILES_PATH: join(root, 'profiles.yaml'),
      SCRATCH_DIR: scratch,
      TMPDIR: scratch,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      // In containers each has an address of its own.
      HOST: '127.0.0.1',
      ADMIN_HOST: '127.0.0.1',
      PORT: String(ports[names.indexOf(name)]),
      ADMIN_PORT: String(ports[names.length + names.indexOf(name)]),
      WORKER_ADMIN_PORT: String(ports[names.length + names.indexOf(name)]),
      TRUSTED_PROXIES: '127.0.0.1',
      ...extra,
    };
    const { command = [] } = serviceOf(services, service);
    return new RoleProcess(name, { root, command, environment, folder: scratch });
  };

  await (await process('migrate', 'migrate')).run();
  const roles = await Promise.all(running.map((name) => process(name, name.replace(/-\d+$/, ''))));
  closers.push(() => Promise.all(roles.map((role) => role.stop())));
  await Promise.all(roles.map((role) => role.start()));

  const servers = ports.slice(0, running.filter((name) => name.startsWith('server')).length);
  const nginx = await startNginx(join(folder, 'nginx'), (place) =>
    adaptedNginx({ folder: place, servers, port, purgePort, innerPort }),
  );
  closers.push(async () => {
    nginx.kill('SIGTERM');
    if (nginx.exitCode === null && nginx.signalCode === null) await once(nginx, 'exit');
  });
  await untilItAnswers(`${url}/nginx-health`);
  return { url, apiKey, databaseUrl: postgres.url, roles: byTurns(roles) };
}

function serviceOf(services: Readonly<Record<string, Service>>, name: string): Service {
  const service = services[name];
  if (!service) throw new Error(`docker-compose.yml has no service ${name}`);
  return service;
}

/** Named as Docker names containers. */
const replicasOf = (services: Readonly<Record<string, Service>>, name: string): string[] =>
  Array.from(
    { length: serviceOf(services, name).deploy?.replicas ?? 1 },
    (_, index) => `${name}-${index + 1}`,
  );

/** server-1, worker-1, server-2, worker-2. */
const byTurns = (roles: readonly RoleProcess[]): RoleProcess[] =>
  roles.toSorted((one, other) => Number(one.name.split('-')[1]) - Number(other.name.split('-')[1]));

/** Names of containers as addresses of this machine. */
function atHome(
  environment: Readonly<Record<string, string>>,
  here: Readonly<Record<string, string>>,
): Record<string, string> {
  const moved = (value: string): string =>
    Object.entries(here).reduce((changed, [from, to]) => changed.replaceAll(from, to), value);
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, moved(value)]));
}

async function startNginx(folder: string, configuration: (folder: string) => string): Promise<ChildProcess> {
  await mkdir(folder, { mode: 0o755 });
  chmodSync(folder, 0o755);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder));
  return spawn('nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'], {
    stdio: 'ignore',
    // Where Debian puts daemons.
    env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` },
  });
}

async function untilItAnswers(url: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; ;) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    if (Date.now() > deadline) throw new Error(`${url} does not answer`);
    await sleep(50);
  }
}
