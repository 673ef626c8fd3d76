/** Which Darkroom this is. */
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** As package.json has it. */
export function versionOfDarkroom(): string {
  const file = findPackageJSON(import.meta.url) ?? 'package.json';
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
