/**
 * The house rules of docs/design.md against the linter that guards them: each folder gets files that import each
 * other folder and the guarded packages, and exactly the forbidden ones must fail.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = dirname(import.meta.dirname);

/** What each folder may import besides itself. */
const mayImport = {
  platform: [],
  storage: ['platform'],
  media: ['platform'],
  domain: ['platform', 'storage', 'media'],
  schema: ['platform', 'media', 'domain'],
  server: ['platform', 'storage', 'media', 'domain', 'schema', 'migrations'],
  worker: ['platform', 'storage', 'media', 'domain', 'migrations'],
  migrations: ['platform', 'domain'],
  cli: ['platform', 'storage', 'media', 'domain', 'server', 'worker', 'migrations'],
  e2e: [],
  client: [],
  web: [],
} as const satisfies Record<string, readonly string[]>;

type Folder = keyof typeof mayImport;
const folders = Object.keys(mayImport) as Folder[];
const targets = [...folders, 'bench', 'scripts'];

/** Packages that would bring another folder's business in. */
const mayNotUse: Partial<Record<Folder, readonly string[]>> = {
  storage: ['sharp', 'typeorm', 'fastify', 'graphql'],
  media: ['typeorm', 'pg', 'pg-boss', 'fastify', '@aws-sdk/client-s3', 'graphql'],
  domain: ['sharp', 'fastify', 'graphql', 'type-graphql', '@apollo/server'],
  schema: ['sharp', 'fastify', 'typeorm', 'pg', 'pg-boss'],
  server: ['sharp'],
  worker: ['sharp', 'fastify', 'graphql', 'type-graphql', '@apollo/server'],
  migrations: ['sharp', 'fastify', 'graphql', 'type-graphql', '@apollo/server'],
  cli: ['sharp'],
};

interface Case {
  readonly file: string;
  readonly text: string;
}

const importOf = (folder: Folder, target: string): Case => ({
  file: `${folder}/imports-${target}.ts`,
  text: `import { thing } from '../${target}/thing.ts';\nthing();\n`,
});
const deepImportOf = (folder: Folder, target: string): Case => ({
  file: `${folder}/deeper/imports-${target}.ts`,
  text: `import type { Thing } from '../../${target}/deeper/thing.ts';\nexport const thing: Thing = 1;\n`,
});
const exportOf = (folder: Folder, target: string): Case => ({
  file: `${folder}/exports-${target}.ts`,
  text: `export { thing } from '../${target}/thing.ts';\n`,
});
const packageOf = (folder: Folder, name: string): Case => ({
  file: `${folder}/uses-${name.replaceAll(/\W+/g, '-')}.ts`,
  text: `import { thing } from '${name}';\nthing();\n`,
});
const environmentOf = (folder: string): Case => ({
  file: `${folder}/reads-environment.ts`,
  text: `export const home = process.env.HOME;\n`,
});

const isAllowed = (folder: Folder, target: string): boolean =>
  folder === target || (mayImport[folder] as readonly string[]).includes(target);

const pairs = folders.flatMap((folder) => targets.map((target) => [folder, target] as const));
const forbidden = pairs.filter(([folder, target]) => !isAllowed(folder, target));
const allowed = pairs.filter(([folder, target]) => isAllowed(folder, target));
const packages = folders.flatMap((folder) =>
  (mayNotUse[folder] ?? []).map((name) => [folder, name] as const),
);
const withoutEnvironment = ['storage', 'media', 'domain', 'schema', 'server', 'worker', 'migrations'];

const cases: Case[] = [
  ...pairs.flatMap((pair) => [importOf(...pair), deepImportOf(...pair), exportOf(...pair)]),
  ...packages.map((pair) => packageOf(...pair)),
  ...[...withoutEnvironment, 'platform'].map(environmentOf),
];

/** The rules that each file breaks. */
let broken: Map<string, Set<string>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-lint-'));
  const config = JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8')) as object;
  // Types would need the whole project; the rules under test look at the text of an import only.
  await writeFile(
    join(folder, '.oxlintrc.json'),
    JSON.stringify({ ...config, options: { typeAware: false } }),
  );
  for (const { file, text } of cases) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  broken = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true }));

async function lint(cwd: string): Promise<Map<string, Set<string>>> {
  const program = join(root, 'node_modules/oxlint/bin/oxlint');
  const output = await new Promise<string>((resolve) => {
    // Faults are what is wanted here, so the exit code says nothing.
    execFile(
      process.execPath,
      [program, '--format', 'json', '.'],
      { cwd, maxBuffer: 1 << 26 },
      (_error, stdout) => resolve(stdout),
    );
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: { code: string; filename: string }[] };
  const found = new Map<string, Set<string>>();
  for (const { code, filename } of diagnostics) {
    const file = relative(cwd, join(cwd, filename));
    found.set(file, (found.get(file) ?? new Set()).add(code));
  }
  return found;
}

const restricted = 'eslint(no-restricted-imports)';
const rulesOf = ({ file }: Case): string[] => [...(broken.get(file) ?? [])];

describe('the import rules', () => {
  it.each(forbidden)('keep %s from importing %s, however it is written', (...pair) => {
    for (const make of [importOf, deepImportOf, exportOf])
      expect(rulesOf(make(...pair))).toContain(restricted);
  });

  it.each(allowed)('let %s import %s', (...pair) => {
    for (const make of [importOf, deepImportOf, exportOf])
      expect(rulesOf(make(...pair))).not.toContain(restricted);
  });

  it.each(packages)('keep %s from using the package %s', (...pair) => {
    expect(rulesOf(packageOf(...pair))).toContain(restricted);
  });

  it.each(withoutEnvironment)('keep %s from reading the environment', (name) => {
    expect(rulesOf(environmentOf(name))).toContain('node(no-process-env)');
  });

  it('let platform read the environment', () => {
    expect(rulesOf(environmentOf('platform'))).toEqual([]);
  });
});
