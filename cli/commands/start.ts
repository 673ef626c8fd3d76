/** All in one under a supervisor: what a newcomer runs, and what a small installation stays with. */
import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../platform/config/load.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { listenForStop } from '../../platform/lifecycle.ts';
import { createLogger } from '../../platform/logging.ts';

export async function start(): Promise<void> {
  readEnvironmentFile();
  // Children may be given another working directory one day; a relative DATA_DIR would then be another folder.
  const dataDir = resolve(process.env['DATA_DIR'] || '.data');
  process.env['DATA_DIR'] = dataDir;
  const config = loadConfig(process.env, ['SIGNING_KEYS', 'BOOTSTRAP_API_KEY']);
  const forced = new AbortController();
  const stopping = listenForStop(() => forced.abort());
  // A terminal that went away is no reason to leave Postgres and the children behind.
  process.stdout.on('error', () => {});
  // Half of a start is compiling the same modules again, here and in the children.
  process.env['NODE_COMPILE_CACHE'] ??= join(dataDir, 'compile-cache');
  enableCompileCache(process.env['NODE_COMPILE_CACHE']);
  const { supervise } = await import('../supervisor/supervise.ts');
  await supervise({
    config,
    environment: process.env,
    entries: {
      server: new URL('../../server/main.js', import.meta.url),
      worker: new URL('../../worker/main.js', import.meta.url),
    },
    logger: createLogger({ level: config.process.logLevel, role: 'start' }),
    stopping,
    forced: forced.signal,
    print: (text) => console.log(text),
  });
  process.exit(0);
}
