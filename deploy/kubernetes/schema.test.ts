/**
 * Every manifest against the schemas of Kubernetes, of KEDA and of the Prometheus Operator: by their validators, which
 * know formats and ranges, and by their types, which know what a misspelt field is.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { build, describeBuilt, documents, file, folder, type Manifest, overlays } from './manifests.ts';

interface Kustomization {
  readonly resources?: string[];
  readonly patches?: { path?: string }[];
}

const kustomizations = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('kustomization.yaml'))
  .map((path) => ({ within: dirname(path), ...(parse(file(path)) as Kustomization) }));

/** Those that are whole by themselves; patches are judged by what they come to. */
const resources = kustomizations.flatMap(({ within, resources: names = [] }) =>
  names.filter((name) => name.endsWith('.yaml')).map((name) => join(within, name)),
);

const packages: Readonly<Record<string, string>> = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

const moduleOf = ({ apiVersion, kind }: Manifest): string =>
  `${packages[apiVersion.split('/')[0] ?? ''] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;

type Model = new (manifest: Manifest) => { validate(): void };

async function faultOf(manifest: Manifest): Promise<string[]> {
  const loaded = (await import(moduleOf(manifest))) as Record<string, Model>;
  const model = loaded[manifest.kind];
  if (!model) return [`${manifest.kind} is none of ${moduleOf(manifest)}`];
  try {
    new model(manifest).validate();
    return [];
  } catch (error) {
    return [`${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}`];
  }
}

const faultsOf = async (manifests: readonly Manifest[]): Promise<string[]> =>
  (await Promise.all(manifests.map(faultOf))).flat();

/** What the compiler says of the manifests as literals of their types: it lets no property pass that a type lacks. */
async function typeFaults(manifests: readonly Manifest[]): Promise<string> {
  const lines = manifests.map((manifest, index) => {
    const declared = fileURLToPath(import.meta.resolve(moduleOf(manifest)));
    const type = `import(${JSON.stringify(declared)}).I${manifest.kind}`;
    return `export const ${manifest.kind}${index}: ${type} = ${JSON.stringify(manifest, null, 1)};`;
  });
  const place = mkdtempSync(join(tmpdir(), 'darkroom-manifests-'));
  try {
    const source = join(place, 'manifests.ts');
    writeFileSync(source, lines.join('\n'));
    const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'));
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--types',
      '',
    ];
    const ran = promisify(execFile)(process.execPath, [
      join(dirname(compiler), 'bin/tsc'),
      ...options,
      source,
    ]);
    return await ran.then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    );
  } finally {
    rmSync(place, { recursive: true });
  }
}

const misspelt = (): Manifest => {
  const server = documents(file('base/server.yaml'))[0] as Manifest;
  return JSON.parse(JSON.stringify(server).replace('readinessProbe', 'readinesProbe')) as Manifest;
};

describe('every manifest', () => {
  it('is named by a kustomization', () => {
    const named = kustomizations.flatMap(({ within, patches = [] }) =>
      patches.flatMap(({ path }) => (path ? [join(within, path)] : [])),
    );
    const present = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const manifests = present.filter((path) => /(?<!kustomization)\.yaml$/.test(path));
    expect(manifests.sort()).toEqual([...resources, ...named].sort());
  });

  it('is what its kind allows', async () => {
    const manifests = resources.flatMap((path) => documents(file(path)));
    expect(manifests.length).toBeGreaterThan(15);
    expect(await faultsOf(manifests)).toEqual([]);
    expect(await typeFaults(manifests)).toBe('');
  });

  it('would be refused with a field that there is not, and with a duration that is none', async () => {
    expect(await typeFaults([misspelt()])).toContain('readinesProbe');
    const monitor = documents(file('components/prometheus/pod-monitor.yaml').replace('15s', 'soon'));
    expect(await faultsOf(monitor)).toEqual([expect.stringContaining('interval')]);
  });
});

await describeBuilt('what an overlay comes to', () => {
  it.each(overlays)('is valid: %s', async (overlay) => {
    const manifests = await build(overlay);
    expect(await faultsOf(manifests)).toEqual([]);
    expect(await typeFaults(manifests)).toBe('');
  });
});
