/**
 * Puts the version of package.json wherever else it stands: `npm version minor` runs it, and commits and tags what it writes.
 * What the changelog has under `Unreleased` becomes the section of the version.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const today = new Date().toISOString().slice(0, 10);

/** Each file, what in it is replaced, and by what. */
const places: readonly (readonly [path: string, old: RegExp, now: string])[] = [
  ['client/package.json', /"version": ".*"/, `"version": "${version}"`],
  ['package-lock.json', /("name": "@darkroom\/client",\s+"version": )".*"/, `$1"${version}"`],
  ['deploy/kubernetes/overlays/production/kustomization.yaml', /newTag: .*/, `newTag: ${version}`],
  ['deploy/kubernetes/overlays/aws/kustomization.yaml', /newTag: .*/, `newTag: ${version}`],
  ['CHANGELOG.md', /## \[Unreleased\]\n/, `## [Unreleased]\n\n## [${version}] - ${today}\n`],
];

for (const [path, old, now] of places) {
  const text = readFileSync(join(root, path), 'utf8');
  if (!old.test(text)) throw new Error(`${path} has no place for the version: ${old}`);
  writeFileSync(join(root, path), text.replace(old, now));
}
