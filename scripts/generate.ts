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
import { metricsReference } from './generate-metrics.ts';
import { exampleFolder, exampleImages, looksLike } from './example-images.ts';
import { exampleSpecs, transformReference } from './generate-transforms.ts';

const root = dirname(import.meta.dirname);
const profilesPath = join(root, 'profiles.yaml');
/** Everything in them is generated; what is not any more has to go. */
const generatedFolders = [
  'e2e/generated',
  'web/generated',
  'client/src/core/generated',
  'client/src/apollo/generated',
  'web/generated',
  exampleFolder,
];

/** Text, or the bytes of a picture. */
type Content = string | Uint8Array;

async function generated(): Promise<Map<string, Content>> {
  const schema = await schemaText(root);
  return new Map<string, Content>([
    ['.env.example', environmentExample()],
    ['docs/access.md', accessReference()],
    ['docs/configuration.md', configurationReference()],
    ['docs/errors.md', errorReference()],
    ['docs/metrics.md', await metricsReference(root)],
    ['docs/transforms.md', transformReference(profilesPath)],
    ['schema/schema.graphql', schema],
    ...(await typedDocuments(root, schema)),
    ...(await exampleImages(exampleSpecs(), profilesPath)),
  ]);
}

/** Encoders differ a little from one processor to the next: a picture that looks the same stays as it is. */
async function isUpToDate(path: string, content: Content): Promise<boolean> {
  const present = await readFile(join(root, path)).catch(() => undefined);
  if (!present) return false;
  return typeof content === 'string' ? present.toString() === content : looksLike(present, content);
}

async function superfluous(files: Map<string, Content>): Promise<string[]> {
  const listed = generatedFolders.map(async (folder) => {
    const names = await readdir(join(root, folder)).catch(() => []);
    return names.map((name) => `${folder}/${name}`).filter((path) => !files.has(path));
  });
  return (await Promise.all(listed)).flat();
}

async function stale(files: Map<string, Content>): Promise<string[]> {
  const checked = [...files].map(async ([path, content]) =>
    (await isUpToDate(path, content)) ? [] : [path],
  );
  return [...(await Promise.all(checked)).flat(), ...(await superfluous(files))];
}

async function write(files: Map<string, Content>, paths: readonly string[]): Promise<void> {
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
