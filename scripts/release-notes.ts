/**
 * Prints what the changelog says of a version, for its release: `node scripts/release-notes.ts v0.2.0`. Fails when the tag
 * is not the version of this tree, or when the changelog says nothing of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from 'keep-a-changelog';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function notesOf(tag: string): string {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  if (tag !== `v${version}`)
    throw new Error(`package.json has version ${version}, so the tag is v${version}`);
  const release = parser(read('CHANGELOG.md')).findRelease(version);
  if (!release?.date || release.isEmpty())
    throw new Error(`CHANGELOG.md says nothing of ${version}: give it a section with a date`);
  // Its heading is the title of the release. A release shows a line's end as one, so no sentence may be broken.
  const [, ...lines] = release.toString().split('\n');
  return lines.join('\n').replaceAll(/(?<=\S)\n *(?=[^\s#-])/g, ' ');
}

try {
  console.log(notesOf(process.argv[2] ?? ''));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
