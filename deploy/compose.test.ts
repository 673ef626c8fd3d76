/** The compose file against what it must agree with: the configuration, the proxy and the image. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { definitions } from '../platform/config/definitions.ts';
import { loadConfig } from '../platform/config/load.ts';

interface Service {
  readonly image: string;
  readonly build?: object;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: string[];
  readonly ports?: string[];
  readonly healthcheck?: object;
  readonly depends_on?: Record<string, { condition: string }>;
}

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const { services, volumes } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const entries = Object.entries(services);
const ours = entries.filter(([, { build }]) => build);

/** What Docker would put into the container, with every required secret given and nothing else. */
function environmentOf(service: Service): Record<string, string> {
  const fill = (text: string): string => {
    const filled = text.replace(/\$\{\w+:([-?])([^{}]*)\}/g, (_whole, kind: string, fallback: string) =>
      kind === '?' ? randomBytes(24).toString('hex') : fallback,
    );
    return filled === text ? text : fill(filled);
  };
  const filled = Object.entries(service.environment ?? {}).map(([name, value]) => [name, fill(value)]);
  const environment = Object.fromEntries(filled) as Record<string, string>;
  if (environment['SIGNING_KEYS']) environment['SIGNING_KEYS'] = `k1:${environment['SIGNING_KEYS']}`;
  return environment;
}

describe('the compose file', () => {
  it.each(ours)('gives %s only variables that exist', (_name, { environment = {} }) => {
    const known = Object.values(definitions).flatMap((slice) => Object.values(slice).map(({ name }) => name));
    const ofTheSdk = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
    expect([...known, ...ofTheSdk]).toEqual(expect.arrayContaining(Object.keys(environment)));
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

  it('opens one door, and not to the network', () => {
    const open = entries.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    expect(open).toEqual([['cdn', expect.stringMatching(/^127\.0\.0\.1:/)]]);
  });

  it('pins every image that it does not build', () => {
    const foreign = entries.filter(([, { build }]) => !build).map(([, { image }]) => image);
    expect(foreign.filter((image) => !/:(?!latest)[\w.-]+$/.test(image))).toEqual([]);
  });

  it('waits for what has a health check, and for the end of what ends', () => {
    const waits = entries.flatMap(([, { depends_on: needs = {} }]) => Object.entries(needs));
    const wrong = waits.filter(([name, { condition }]) => {
      const { restart, healthcheck } = services[name] ?? {};
      return restart === 'on-failure'
        ? condition !== 'service_completed_successfully'
        : condition !== 'service_healthy' || !healthcheck;
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
    const used = [...read('docker-compose.yml').matchAll(/^ +- ([a-z-]+):\//gm)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(volumes)));
  });
});

describe('the proxy', () => {
  it('is told the port of the server', () => {
    expect(read('deploy/nginx/nginx.conf')).toContain(`http://server:${loadConfig({}).http.port};`);
  });
});

describe('the image', () => {
  it('starts the command that package.json names', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: { darkroom: string } };
    expect(read('deploy/Dockerfile')).toContain(`"/app/${bin.darkroom}"`);
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

  it('has the Node that the project asks for', () => {
    expect(read('deploy/Dockerfile').match(/^FROM node:(\d+)/gm)).toEqual(
      Array.from({ length: 2 }, () => `FROM node:${read('.nvmrc').trim()}`),
    );
  });
});
