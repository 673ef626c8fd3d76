/** The compose file against what it must agree with: the configuration, the proxy and the image. */
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { definitions } from '../platform/config/definitions.ts';
import { loadConfig } from '../platform/config/load.ts';
import { containerEnvironment, readCompose, type Service } from './compose.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const { services, volumes } = readCompose();
const entries = Object.entries(services);
const ours = entries.filter(([, { build }]) => build);

/** Every secret that is asked for. */
const secrets = Object.fromEntries(
  ['BOOTSTRAP_API_KEY', 'SIGNING_KEYS', 'POSTGRES_PASSWORD', 'MINIO_ROOT_PASSWORD', 'GRAFANA_PASSWORD'].map(
    (name) => [name, `${name === 'SIGNING_KEYS' ? 'k1:' : ''}${randomBytes(24).toString('hex')}`],
  ),
);

/** With every required secret given and nothing else. */
const environmentOf = (service: Service): Record<string, string> => containerEnvironment(service, secrets);

describe('the compose file', () => {
  it.each(ours)('gives %s only variables that exist', (_name, { environment = {} }) => {
    const known = Object.values(definitions).flatMap((slice) => Object.values(slice).map(({ name }) => name));
    const ofLibraries = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
    expect([...known, ...ofLibraries]).toEqual(expect.arrayContaining(Object.keys(environment)));
  });

  it.each(ours)('gives %s a configuration without faults', (_name, service) => {
    const config = loadConfig(environmentOf(service));
    expect(config.process.mode).toBe('production');
    expect(config.storage).toMatchObject({ bucket: 'darkroom', forcePathStyle: true, checksums: 'required' });
  });

  it('gives every role secrets that production starts with', () => {
    const given = (name: string) => environmentOf(services[name] as Service);
    expect(() => loadConfig(given('server'), ['SIGNING_KEYS', 'BOOTSTRAP_API_KEY'])).not.toThrow();
    for (const name of ['worker', 'migrate']) expect(() => loadConfig(given(name), [])).not.toThrow();
  });

  it('asks for every secret by name instead of inventing one', () => {
    const given = entries.flatMap(([, { environment = {} }]) => Object.values(environment)).join('\n');
    for (const name of ['BOOTSTRAP_API_KEY', 'SIGNING_KEYS', 'POSTGRES_PASSWORD', 'MINIO_ROOT_PASSWORD'])
      expect(given).toContain(`\${${name}:?put it into .env`);
  });

  it('gives the roles their commands', () => {
    const commands = ours.map(([name, { command }]) => [name, command]);
    expect(commands).toEqual(['server', 'worker', 'migrate'].map((role) => [role, [role]]));
  });

  it.each(ours)('runs %s without rights that it does not need', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });

  it('has the proxy told what to forget, at a port that only its network reaches', () => {
    const ports = [...read('deploy/nginx/nginx.conf').matchAll(/listen (\d+);/g)].map(([, port]) => port);
    for (const name of ['server', 'worker']) {
      const { cdn } = loadConfig(environmentOf(services[name] as Service));
      expect(cdn).toMatchObject({
        provider: 'purge',
        purgeBy: 'url',
        purgeUrls: [`http://cdn:${ports[1]}`],
      });
    }
    expect(services['cdn']?.ports?.join()).not.toContain(ports[1]);
  });

  it('opens one door unless it is asked for more, and none to the network', () => {
    const open = entries.filter(([, { ports = [] }]) => ports.length > 0);
    expect(open.filter(([, { profiles }]) => !profiles).map(([name]) => name)).toEqual(['cdn']);
    for (const [, { ports = [] }] of open)
      expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\$\{\w+_PORT:-\d+\}:\d+$/)]);
  });

  it('runs two servers and two workers, none of which shares its scratch with another', () => {
    for (const name of ['server', 'worker'])
      expect(services[name]).toMatchObject({
        deploy: { replicas: 2 },
        volumes: expect.arrayContaining(['/scratch']),
      });
  });

  it('lets the proxy end what it does not use before a server that stops does', () => {
    const { process: settings } = loadConfig(environmentOf(services['server'] as Service));
    const idle = /keepalive_timeout (\d+)ms;/.exec(read('deploy/nginx/nginx.conf'))?.[1];
    expect(Number(idle)).toBeLessThan(settings.drainSeconds * 1_000);
    expect(settings.drainSeconds * 2).toBeLessThan(settings.shutdownSeconds);
  });

  it('kills nobody who still has time to stop', () => {
    for (const [, service] of ours) {
      const { shutdownSeconds } = loadConfig(environmentOf(service)).process;
      expect(Number.parseInt(service.stop_grace_period ?? '10s', 10)).toBeGreaterThan(shutdownSeconds + 5);
    }
  });

  it('pins every image that it does not build', () => {
    const foreign = entries.filter(([, { build }]) => !build).map(([, { image }]) => image);
    expect(foreign.filter((image) => !/:(?!latest)[\w.-]+$/.test(image))).toEqual([]);
  });

  const hasHealthCheck = /^HEALTHCHECK /m.test(read('deploy/Dockerfile'));

  it('waits for what has a health check, and for the end of what ends', () => {
    const waits = entries.flatMap(([, { depends_on: needs = {} }]) => Object.entries(needs));
    const wrong = waits.filter(([name, { condition }]) => {
      const { restart, healthcheck, build } = services[name] ?? {};
      return restart === 'on-failure'
        ? condition !== 'service_completed_successfully'
        : condition !== 'service_healthy' || !(healthcheck ?? (build && hasHealthCheck));
    });
    expect(waits.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it('has a Redis for those who name it, which keeps nothing and is found where docs/operations.md says', () => {
    expect(services['redis']).toMatchObject({ profiles: ['redis'], read_only: true, healthcheck: {} });
    expect(services['redis']).not.toHaveProperty('volumes');
    for (const [, service] of ours) {
      expect(service.environment).toMatchObject({ EVENTS_URL: '${EVENTS_URL:-}' });
      expect(loadConfig(environmentOf(service)).events.url).toBeUndefined();
    }
    expect(read('docs/operations.md')).toContain(`COMPOSE_PROFILES=redis\nEVENTS_URL=redis://redis:6379`);
  });

  it('declares the volumes that it uses', () => {
    const used = [...read('docker-compose.yml').matchAll(/^ +- ([a-z-]+):\/[a-z]/gm)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(volumes)));
  });
});

describe('the proxy', () => {
  it('is told the port of the server', () => {
    expect(read('deploy/nginx/nginx.conf')).toContain(`server server:${loadConfig({}).http.port} resolve `);
  });
});

describe('the image', () => {
  it('starts the program that the command of package.json starts', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: { darkroom: string } };
    const [, program = 'none'] = /\$root\/(\S+\.js)"/.exec(read(bin.darkroom)) ?? [];
    expect(read('deploy/Dockerfile')).toContain(`"/app/${program}"`);
  });

  it('is made of every folder that the program is compiled from', () => {
    const wanted = [
      'cli',
      'domain',
      'media',
      'migrations',
      'platform',
      'schema',
      'server',
      'storage',
      'worker',
    ];
    const sent = read('.dockerignore').split('\n');
    expect(sent).toEqual(expect.arrayContaining(wanted.map((folder) => `!${folder}/`)));
  });

  it('is told by HEALTHCHECK whether a server or a worker is ready', async () => {
    let status = 200;
    const admin = createServer((_request, response) => void response.writeHead(status).end());
    await once(admin.listen(0, '127.0.0.1'), 'listening');
    const { port } = admin.address() as AddressInfo;
    const nobody = '1';
    const exitCode = async (environment: Record<string, string>): Promise<unknown> => {
      const script = join(import.meta.dirname, 'healthcheck.mjs');
      const [code] = (await once(
        spawn(process.execPath, [script], { env: environment }),
        'exit',
      )) as unknown[];
      return code;
    };
    try {
      expect(await exitCode({ ADMIN_PORT: String(port), WORKER_ADMIN_PORT: nobody })).toBe(0);
      expect(await exitCode({ ADMIN_PORT: nobody, WORKER_ADMIN_PORT: String(port) })).toBe(0);
      status = 503;
      expect(await exitCode({ ADMIN_PORT: String(port), WORKER_ADMIN_PORT: nobody })).toBe(1);
      expect(await exitCode({ ADMIN_PORT: nobody, WORKER_ADMIN_PORT: nobody })).toBe(1);
    } finally {
      admin.close();
    }
  });

  it('runs as nobody who may do anything, and writes to its scratch alone', () => {
    const [, final = ''] = read('deploy/Dockerfile')
      .split(/^FROM .*$/m)
      .slice(1);
    expect(final.indexOf('USER node')).toBeLessThan(final.indexOf('ENTRYPOINT'));
    expect(final.indexOf('USER node')).toBeGreaterThan(final.lastIndexOf('RUN '));
    for (const folder of ['SCRATCH_DIR', 'TMPDIR']) expect(final).toContain(`${folder}=/scratch`);
  });

  it('has the Node that the project asks for', () => {
    expect(read('deploy/Dockerfile').match(/^FROM node:(\d+)/gm)).toEqual(
      Array.from({ length: 2 }, () => `FROM node:${read('.nvmrc').trim()}`),
    );
  });
});
