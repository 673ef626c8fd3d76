/** The schema as text, from the compiled resolvers, and the typed documents that clients and tests import. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generate } from '@graphql-codegen/cli';
import codegen from '../codegen.ts';

/** TypeGraphQL reads its types from decorators, which only the compiler understands: `npm run gen` builds first. */
export async function schemaText(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-schema-'));
  try {
    const path = join(folder, 'schema.graphql');
    await promisify(execFile)(process.execPath, [join(root, 'dist/schema/emit.js'), path]);
    return await readFile(path, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where documents are found by their text, which nobody does whose documents are files; it would be in every bundle. */
const registryOfClient = /^client\/.*\/gql\.ts$/;

/** By path, relative to the root. */
export async function typedDocuments(root: string, schema: string): Promise<[string, string][]> {
  const files = (await generate(
    { ...codegen, schema, cwd: root, silent: true, errorsOnly: true },
    false,
  )) as { filename: string; content: string }[];
  return files
    .filter(({ filename }) => !registryOfClient.test(filename))
    .map(({ filename, content }) => [filename, content]);
}
