/** The version of Darkroom and of the Node it runs on. */
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

export function readVersion(): string {
  const file = findPackageJSON(import.meta.url) ?? 'package.json';
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

export function printVersion(options: { json?: true }): void {
  const version = readVersion();
  console.log(options.json ? JSON.stringify({ version, node: process.version }) : version);
}
