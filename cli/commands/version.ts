/** The version of Darkroom and of the Node it runs on. */
import { versionOfDarkroom } from '../../platform/version.ts';

export function printVersion(options: { json?: true }): void {
  const version = versionOfDarkroom();
  console.log(options.json ? JSON.stringify({ version, node: process.version }) : version);
}
