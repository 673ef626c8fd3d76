/** Reads `.env` in the working directory, where there is one. What the environment has already wins. */
import { existsSync } from 'node:fs';

export function readEnvironmentFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
