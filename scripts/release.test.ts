/** A release says what it is, in the same words everywhere; and its workflows may do what they need and no more. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path: string, from = root): string => readFileSync(join(from, path), 'utf8');
const versionOf = (path: string, from = root): string =>
  (JSON.parse(read(path, from)) as { version: string }).version;
const version = versionOf('package.json');

/** Of a script, run in a tree. */
async function run(script: string, args: readonly string[], from = root) {
  return promisify(execFile)(process.execPath, [join(from, 'scripts', script), ...args]).then(
    ({ stdout }) => ({ code: 0, out: stdout, error: '' }),
    (fault: { code: number; stdout: string; stderr: string }) => ({
      code: fault.code,
      out: fault.stdout,
      error: fault.stderr.trim(),
    }),
  );
}

describe('the notes of a release', () => {
  it('are the section of the changelog for the version of this tree', async () => {
    const { code, out } = await run('release-notes.ts', [`v${version}`]);
    expect(code).toBe(0);
    expect(out).toMatch(/^(?!## )/);
    expect(out).toMatch(/^### \w+\n- .{50,}\.$/m);
  });

  it('are refused for a tag that is not the version', async () => {
    expect(await run('release-notes.ts', ['v99.0.0'])).toMatchObject({
      code: 1,
      error: `package.json has version ${version}, so the tag is v${version}`,
    });
  });
});

describe('a new version', () => {
  const files = [
    'CHANGELOG.md',
    'package.json',
    'package-lock.json',
    'client/package.json',
    'scripts/set-version.ts',
    'scripts/release-notes.ts',
    'deploy/kubernetes/overlays/production/kustomization.yaml',
    'deploy/kubernetes/overlays/aws/kustomization.yaml',
  ];
  let tree: string;
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'darkroom-release-'));
    for (const file of files) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      cpSync(join(root, file), join(tree, file));
    }
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  it('is written wherever the version stands, and its section holds what was unreleased', async () => {
    const changed = (path: string, edit: (text: string) => string) =>
      writeFileSync(join(tree, path), edit(read(path, tree)));
    changed('package.json', (text) => text.replace(`"version": "${version}"`, '"version": "77.8.9"'));
    changed('CHANGELOG.md', (text) =>
      text.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Added\n\n- Sails.\n'),
    );
    expect(await run('set-version.ts', [], tree)).toMatchObject({ code: 0 });
    expect(versionOf('client/package.json', tree)).toBe('77.8.9');
    for (const file of files.slice(-2)) expect(read(file, tree)).toContain('newTag: 77.8.9\n');
    const lock = JSON.parse(read('package-lock.json', tree)) as {
      packages: Record<string, { version: string }>;
    };
    expect(lock.packages['client']?.version).toBe('77.8.9');
    const { out } = await run('release-notes.ts', ['v77.8.9'], tree);
    expect(out).toContain('- Sails.');
    expect(out).not.toContain('The first version');
  });

  it('is the same of the server and of the client library', () => {
    expect(versionOf('client/package.json')).toBe(version);
  });
});

interface Job {
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Record<string, string>;
  readonly steps?: { uses?: string; run?: string; with?: Record<string, unknown> }[];
}

interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

const workflows = readdirSync(join(root, '.github/workflows')).map(
  (name) => [name, parse(read(`.github/workflows/${name}`)) as Workflow] as const,
);

describe.each(workflows)('the workflow %s', (_name, { permissions, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  it('may read, and a job may write what it says', () => {
    expect(permissions).toEqual({ contents: 'read' });
    const granted = Object.values(jobs).flatMap((job) => Object.keys(job.permissions ?? {}));
    expect(['contents', 'packages', 'id-token', 'attestations', 'pages']).toEqual(
      expect.arrayContaining(granted),
    );
  });

  it('ends by itself, and uses actions of a version', () => {
    for (const job of Object.values(jobs)) expect(job.uses ?? job['timeout-minutes']).toBeDefined();
    const used = steps.flatMap(({ uses }) => (uses ? [uses] : []));
    expect(used.filter((uses) => !/^[\w-]+\/[\w-]+@(v\d+|[0-9a-f]{40})$/.test(uses))).toEqual([]);
  });

  it('leaves no credentials in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const { with: given } of checkouts) expect(given).toMatchObject({ 'persist-credentials': false });
  });

  it('calls scripts and files that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const text = steps.map(({ run }) => run ?? '').join('\n');
    const called = [...text.matchAll(/npm run ([\w:]+)(?! --workspace)\b/g)].map(([, name = '']) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
    for (const [path] of text.matchAll(/(?:scripts|\.ci|deploy)\/[\w./-]+\w/g))
      expect(existsSync(join(root, path))).toBe(true);
  });
});
