/** COVERAGE.md is whole and true: it is read beside the schema and the routes, as text. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { isEnumType, isObjectType, buildSchema, type GraphQLSchema } from 'graphql';

const here = import.meta.dirname;
const root = join(here, '..');

interface Row {
  /** What is covered. */
  readonly name: string;
  /** The files that show it, from this folder. */
  readonly files: readonly string[];
}

/** The rows of one section's table. */
function rowsOf(document: string, section: string): Row[] {
  const [, text = ''] = document.split(`## ${section}\n`);
  const [table = ''] = text.split('\n## ');
  return [...table.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, name = '', proof = '']) => ({
    name,
    files: [...proof.matchAll(/\]\(([^)]+)\)/g)].map(([, file = '']) => file),
  }));
}

async function routesOf(folder: string): Promise<string[]> {
  const paths = await readdir(folder, { recursive: true });
  const sources = paths.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const texts = await Promise.all(sources.map((path) => readFile(join(folder, path), 'utf8')));
  return texts.flatMap((text) =>
    [...text.matchAll(/\.(?:get|post|put|patch|delete)(?:<[^(]*)?\(\s*'(\/[^']*)'|url: '(\/[^']*)'/g)].map(
      ([, called, named]) => called ?? named ?? '',
    ),
  );
}

describe('COVERAGE.md', () => {
  let document: string;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    [document, schema] = await Promise.all([
      readFile(join(here, 'COVERAGE.md'), 'utf8'),
      readFile(join(root, 'schema/schema.graphql'), 'utf8').then((text) => buildSchema(text)),
    ]);
  });

  const namesIn = (section: string): string[] => rowsOf(document, section).map(({ name }) => name);

  it('has a row for every operation', () => {
    const operations = ['Query', 'Mutation', 'Subscription'].flatMap((type) => {
      const found = schema.getType(type);
      return isObjectType(found) ? Object.keys(found.getFields()).map((field) => `${type}.${field}`) : [];
    });
    expect(operations.length).toBeGreaterThan(10);
    expect(namesIn('Operations').toSorted()).toEqual(operations.toSorted());
  });

  it('has a row for every error code', () => {
    const type = schema.getType('UserErrorCode');
    const codes = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect(codes.length).toBeGreaterThan(40);
    expect(namesIn('Error codes').toSorted()).toEqual(codes.toSorted());
  });

  it('has a row for every route', async () => {
    const folders = ['server', 'platform/admin'].map((folder) => routesOf(join(root, folder)));
    const routes = (await Promise.all(folders)).flat();
    expect(routes).toContain('/graphql');
    expect(namesIn('Routes').toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  it('names files that exist and speak of what they are named for', async () => {
    for (const [section, wordOf] of words)
      for (const { name, files } of rowsOf(document, section)) {
        expect({ name, files: files.length }).toEqual({ name, files: expect.any(Number) });
        expect(files.length).toBeGreaterThan(0);
        for (const file of files) {
          const text = await readFile(join(here, file), 'utf8').catch(() => '');
          const speaks = text.toLowerCase().includes(wordOf(name).toLowerCase());
          expect({ name, file, speaks }).toEqual({ name, file, speaks: true });
        }
      }
  });

  it('names every spec at least once', async () => {
    const paths = await readdir(here, { recursive: true });
    const specs = paths.filter(
      (path) => path.endsWith('.spec.ts') && path !== relative(here, import.meta.filename),
    );
    const named = new Set([...document.matchAll(/\]\(([^)]+)\)/g)].map(([, file = '']) => file));
    expect(specs.filter((spec) => !named.has(spec))).toEqual([]);
  });
});

/** What a file says when it is about a row. */
const words: readonly (readonly [string, (name: string) => string])[] = [
  // Documents are named after what they ask for: ApiKeys asks for viewer.
  [
    'Operations',
    (name) =>
      ({ 'Query.viewer': 'viewer', 'Query.images': 'ImagesPage', 'Query.image': 'image' })[name] ??
      name.split('.')[1] ??
      name,
  ],
  ['Routes', (name) => name.split(':')[0] ?? name],
  ['Error codes', (name) => name],
];
