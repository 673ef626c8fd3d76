/** The version of Darkroom and of the Node it runs on. */
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

export function printVersion(options: { json?: true }): void {
  const file = findPackageJSON(import.meta.url) ?? 'package.json';
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  console.log(options.json ? JSON.stringify({ version, node: process.version }) : version);
}
