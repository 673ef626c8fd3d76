/**
 * Runs the Postgres of one test run and outlives nobody: jest skips its teardown on Ctrl-C and on a crash, so
 * this process stops the server and removes its files as soon as the channel to jest closes, for any reason.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/start.ts';
import { createLogger } from '../platform/logging.ts';

const disconnected = new Promise((resolve) => process.once('disconnect', resolve));
// The terminal sends Ctrl-C to us as well; the closing channel is what counts.
process.on('SIGINT', () => {});

const folder = await mkdtemp(join(tmpdir(), 'darkroom-test-'));
try {
  const logger = createLogger({ level: 'warn', role: 'test' });
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false, logger });
  process.send?.({ url: postgres.url });
  await disconnected;
  await postgres.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
