/** What an overlay comes to against what it must agree with: itself, the configuration, the command line and the image. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { definitions } from '../../platform/config/definitions.ts';
import { loadConfig } from '../../platform/config/load.ts';
import {
  build,
  type Container,
  containersOf,
  describeBuilt,
  file,
  folder,
  type Manifest,
  overlays,
  templateOf,
} from './manifests.ts';

const read = (path: string): string => readFileSync(join(folder, '../..', path), 'utf8');
const isOurs = ({ metadata }: Manifest): boolean => metadata.name.startsWith('darkroom');
const ofKind = (manifests: readonly Manifest[], kind: string): Manifest[] =>
  manifests.filter((manifest) => manifest.kind === kind);
const named = (manifests: readonly Manifest[], kind: string, name: string): Manifest => {
  const found = ofKind(manifests, kind).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
};
const role = (manifests: readonly Manifest[], name: string): Container =>
  templateOf(named(manifests, 'Deployment', `darkroom-${name}`))?.spec.containers[0] as Container;

/** Whatever is read from Secrets, as docs/kubernetes.md has it made. */
const secrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  darkroom: {
    DATABASE_URL: `postgres://darkroom:${randomBytes(24).toString('hex')}@postgres:5432/darkroom`,
  },
  development: { POSTGRES_PASSWORD: 'secret', MINIO_ROOT_PASSWORD: 'secret' },
  'darkroom-server': {
    SIGNING_KEYS: `k1:${randomBytes(24).toString('hex')}`,
    BOOTSTRAP_API_KEY: `dk_${randomBytes(24).toString('hex')}`,
  },
};

type Labels = Record<string, string>;
type Selector = Labels | { readonly matchLabels: Labels };

const main = join(folder, '../../cli/main.ts');
const adminRoutes = read('platform/admin/admin-port.ts');

/** What the kubelet would give the process. */
function environmentOf({ env = [], envFrom = [] }: Container, manifests: readonly Manifest[]) {
  const environment: Record<string, string> = {};
  for (const { configMapRef, secretRef } of envFrom) {
    if (configMapRef) Object.assign(environment, named(manifests, 'ConfigMap', configMapRef.name).data);
    if (secretRef) Object.assign(environment, secrets[secretRef.name]);
  }
  for (const { name, value, valueFrom } of env)
    environment[name] = value ?? secrets[valueFrom?.secretKeyRef.name ?? '']?.[name] ?? '';
  return environment;
}

const matches = (labels: Labels | undefined, wanted: Labels): boolean =>
  Object.entries(wanted).every(([key, value]) => labels?.[key] === value);

/** The processes that run until they are stopped. */
const roles = ['server', 'worker'] as const;
const { http } = loadConfig({});
const adminPorts = { server: http.adminPort, worker: http.workerAdminPort };

const mebibytes = (quantity = ''): number => {
  const [, number, unit] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return Number(number) * (unit === 'Gi' ? 1_024 : 1);
};

await describeBuilt('the overlays', () => {
  describe.each(overlays)('%s', (overlay) => {
    const built = build(overlay);

    it('gives every process of ours a configuration without faults, of variables that exist', async () => {
      const manifests = await built;
      const known = Object.values(definitions).flatMap((slice) =>
        Object.values(slice).map(({ name }) => name),
      );
      const containers = manifests.filter(isOurs).flatMap(containersOf);
      expect(containers).toHaveLength(5);
      for (const container of containers) {
        const environment = environmentOf(container, manifests);
        expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
        const needed =
          container.args?.[0] === 'server' ? (['SIGNING_KEYS', 'BOOTSTRAP_API_KEY'] as const) : [];
        expect(loadConfig(environment, needed)).toMatchObject({
          process: { mode: 'production' },
          database: { url: expect.stringContaining('@postgres') },
        });
      }
    });

    it('keeps blobs in a bucket, which every pod sees', async () => {
      const manifests = await built;
      for (const name of roles) {
        const { storage } = loadConfig(environmentOf(role(manifests, name), manifests));
        expect(storage.bucket).toBeTruthy();
      }
    });

    it('calls commands and options that there are', async () => {
      const calls = (await built).filter(isOurs).flatMap((manifest) => containersOf(manifest));
      for (const { args = [] } of calls) {
        const [command = '', ...options] = args;
        const { stdout } = await promisify(execFile)(process.execPath, [main, command, '--help']);
        for (const option of options) expect(stdout).toContain(`${option} `);
      }
    });

    it('asks for the probes where they are, and keeps the admin port out of every Service', async () => {
      const manifests = await built;
      for (const name of roles) {
        const { ports, startupProbe, livenessProbe, readinessProbe } = role(manifests, name);
        expect(ports).toContainEqual({ name: 'admin', containerPort: adminPorts[name] });
        const probes = [startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet);
        expect(probes).toEqual(
          ['live', 'live', 'ready'].map((probe) => ({ port: 'admin', path: `/probe/${probe}` })),
        );
        for (const path of new Set(probes.map((probe) => probe?.path)))
          expect(adminRoutes).toContain(`'${path}'`);
      }
      const open = ofKind(manifests, 'Service')
        .filter(isOurs)
        .map(({ spec }) => spec?.['ports']);
      expect(open).toEqual([[expect.objectContaining({ port: 80, targetPort: 'http' })]]);
      expect(role(manifests, 'server').ports).toContainEqual({ name: 'http', containerPort: http.port });
    });

    it('gives a process the time to stop that it takes', async () => {
      const manifests = await built;
      for (const name of roles) {
        const { shutdownSeconds } = loadConfig(environmentOf(role(manifests, name), manifests)).process;
        const pause = role(manifests, name).lifecycle?.preStop.sleep.seconds ?? 0;
        const grace = templateOf(named(manifests, 'Deployment', `darkroom-${name}`))?.spec
          .terminationGracePeriodSeconds;
        expect(grace).toBeGreaterThanOrEqual(pause + shutdownSeconds + 3);
      }
    });

    it('gives a pod the memory that its render processes may take together', async () => {
      const manifests = await built;
      for (const name of roles) {
        const { rendering, delivery } = loadConfig(environmentOf(role(manifests, name), manifests));
        const processes = name === 'server' ? delivery.processes + 1 : rendering.processes;
        const limit = mebibytes(role(manifests, name).resources?.limits?.['memory']);
        expect(limit).toBeGreaterThanOrEqual(processes * rendering.memoryMegabytes + 512);
      }
    });

    it('runs nothing of ours with rights that it does not need', async () => {
      for (const manifest of (await built).filter(isOurs).filter((each) => templateOf(each))) {
        expect(templateOf(manifest)?.spec).toMatchObject({
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            seccompProfile: { type: 'RuntimeDefault' },
          },
        });
        for (const { securityContext } of containersOf(manifest))
          expect(securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
      }
    });

    it('writes where the image has a folder for it, and nowhere else', async () => {
      for (const name of roles)
        expect(role(await built, name).volumeMounts).toEqual([{ name: 'scratch', mountPath: '/scratch' }]);
      for (const variable of ['SCRATCH_DIR', 'TMPDIR'])
        expect(read('deploy/Dockerfile')).toContain(` ${variable}=/scratch `);
    });

    it('says for every container what it may take, and which version it is', async () => {
      for (const { image, resources } of (await built).flatMap(containersOf)) {
        expect(image).toMatch(/:(?!latest)[\w.-]+$/);
        expect(mebibytes(resources?.limits?.['memory'])).toBeGreaterThan(0);
        expect(Object.keys(resources?.requests ?? {})).toEqual(expect.arrayContaining(['cpu', 'memory']));
      }
    });

    it('holds no secret, and asks for those alone that docs/kubernetes.md has made', async () => {
      const manifests = await built;
      expect(ofKind(manifests, 'Secret')).toEqual([]);
      const asked = manifests
        .flatMap(containersOf)
        .flatMap(({ env = [], envFrom = [] }) => [
          ...envFrom.flatMap(({ secretRef }) => (secretRef ? [secretRef.name] : [])),
          ...env.flatMap(({ valueFrom }) => (valueFrom ? [valueFrom.secretKeyRef.name] : [])),
        ]);
      expect(Object.keys(secrets)).toEqual(expect.arrayContaining(asked));
      for (const name of new Set(asked))
        expect(read('docs/kubernetes.md')).toMatch(new RegExp(`create secret generic ${name}\\s`));
    });

    it('selects pods that there are, with ports that they have', async () => {
      const manifests = await built;
      const pods = manifests.flatMap((manifest) => {
        const template = templateOf(manifest);
        return template ? [template] : [];
      });
      const pointers = manifests.flatMap((manifest) => {
        const { podSelector, selector = podSelector } = manifest.spec ?? {};
        return selector ? [{ ...manifest, wanted: selector as Selector }] : [];
      });
      expect(pointers.length).toBeGreaterThan(6);
      for (const { kind, metadata, wanted, spec } of pointers) {
        const labels = 'matchLabels' in wanted ? (wanted.matchLabels as Labels) : wanted;
        const selected = pods.filter((pod) => matches(pod.metadata.labels, labels));
        expect({ kind, metadata, selected: selected.length }).not.toMatchObject({ selected: 0 });
        const ports = selected.flatMap((pod) => pod.spec.containers[0]?.ports?.map(({ name }) => name) ?? []);
        // Of a Service, of a policy or of a monitor; the probes of a pod are another test's.
        const asked = JSON.stringify({ ...spec, template: {} }).matchAll(/"(?:targetPort|port)":"(\w+)"/g);
        expect(ports).toEqual(expect.arrayContaining([...asked].map(([, port]) => port)));
      }
    });

    it('scales, protects and routes to what there is', async () => {
      const manifests = await built;
      for (const name of roles) {
        const scalers = manifests.filter(
          ({ kind, spec }) =>
            /^(HorizontalPodAutoscaler|ScaledObject)$/.test(kind) &&
            (spec?.['scaleTargetRef'] as { name: string } | undefined)?.name === `darkroom-${name}`,
        );
        expect(scalers).toHaveLength(1);
        expect(named(manifests, 'Deployment', `darkroom-${name}`).spec).not.toHaveProperty('replicas');
        named(manifests, 'PodDisruptionBudget', `darkroom-${name}`);
      }
      for (const { spec } of ofKind(manifests, 'Ingress')) {
        const [, service = ''] = /"service":\{"name":"([\w-]+)"/.exec(JSON.stringify(spec)) ?? [];
        named(manifests, 'Service', service);
      }
      for (const manifest of manifests.filter((each) => isOurs(each) && templateOf(each)))
        named(manifests, 'ServiceAccount', templateOf(manifest)?.spec.serviceAccountName ?? '');
    });

    it('migrates in a Job that is another one for another version, and the same for another configuration', async () => {
      const place = mkdtempSync(join(tmpdir(), 'darkroom-overlays-'));
      try {
        cpSync(folder, place, { recursive: true });
        const path = join(place, 'overlays', overlay, 'kustomization.yaml');
        const given = file(join('overlays', overlay, 'kustomization.yaml'));
        const jobOf = async (text: string) => {
          writeFileSync(path, text);
          return ofKind(await build(overlay, place), 'Job').find(isOurs);
        };
        const [job, later, configured] = [
          await jobOf(given),
          await jobOf(given.replace(/newTag: .*/, 'newTag: 7.8.9-rc.1')),
          await jobOf(given.replace('literals:', 'literals:\n      - LOG_LEVEL=debug')),
        ];
        expect(later?.metadata.name).toBe('darkroom-migrate-7.8.9-rc.1');
        expect(job?.metadata.name).not.toBe(later?.metadata.name);
        expect(configured).toEqual(job);
      } finally {
        rmSync(place, { recursive: true });
      }
    });
  });

  it('have the version of this tree', async () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const images = (await build('production')).filter(isOurs).flatMap(containersOf);
    expect(new Set(images.map(({ image }) => image))).toEqual(
      new Set([`ghcr.io/example/darkroom:${version}`]),
    );
  });
});
