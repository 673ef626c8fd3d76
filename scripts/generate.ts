/**
 * Writes every generated file: `npm run gen`. With `--check` it writes nothing and fails when a file is not what
 * it would be. Runs on the sources, but for the schema, which needs `npm run build` before.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { accessReference } from './generate-access.ts';
import { configurationReference, environmentExample } from './generate-configuration.ts';
import { errorReference } from './generate-errors.ts';
import { schemaText, typedDocuments } from './generate-graphql.ts';
import { transformReference } from './generate-transforms.ts';

const root = dirname(import.meta.dirname);
/** Everything in it is generated; what is not any more has to go. */
const generatedFolder = 'e2e/generated';

async function generated(): Promise<Map<string, string>> {
  const schema = await schemaText(root);
  return new Map([
    ['.env.example', environmentExample()],
    ['docs/access.md', accessReference()],
    ['docs/configuration.md', configurationReference()],
    ['docs/errors.md', errorReference()],
    ['docs/transforms.md', transformReference(join(root, 'profiles.yaml'))],
    ['schema/schema.graphql', schema],
    ...(await typedDocuments(root, schema)),
  ]);
}

async function present(path: string): Promise<string | undefined> {
  return readFile(join(root, path), 'utf8').catch(() => undefined);
}

async function superfluous(files: Map<string, string>): Promise<string[]> {
  const names = await readdir(join(root, generatedFolder)).catch(() => []);
  return names.map((name) => `${generatedFolder}/${name}`).filter((path) => !files.has(path));
}

async function stale(files: Map<string, string>): Promise<string[]> {
  const checked = [...files].map(async ([path, content]) =>
    (await present(path)) === content ? [] : [path],
  );
  return [...(await Promise.all(checked)).flat(), ...(await superfluous(files))];
}

async function write(files: Map<string, string>, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const content = files.get(path);
    const file = join(root, path);
    if (content === undefined) await rm(file);
    else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
}

const files = await generated();
const changed = await stale(files);
if (!process.argv.includes('--check')) {
  await write(files, changed);
  console.log(changed.length > 0 ? `Written: ${changed.join(', ')}` : 'Everything is up to date.');
} else if (changed.length > 0) {
  console.error(`Not up to date: ${changed.join(', ')}. Run \`npm run gen\` and commit the result.`);
  process.exitCode = 1;
}
