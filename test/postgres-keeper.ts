/**
 * Runs the Postgres of one test run and outlives nobody: jest skips its teardown on Ctrl-C and on a crash, so
 * this process stops the server and removes its files as soon as the channel to jest closes, for any reason.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binaries } from '../platform/embedded-postgres/binaries.ts';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/start.ts';
import { createLogger } from '../platform/logging.ts';

const disconnected = new Promise((resolve) => process.once('disconnect', resolve));
// The terminal sends Ctrl-C to us as well; the closing channel is what counts.
process.on('SIGINT', () => {});

/** TEST_POSTGRES_BIN is the folder of another version's programs, such as /usr/lib/postgresql/15/bin. */
function givenBinaries(): { binaries?: Binaries } {
  const folder = process.env['TEST_POSTGRES_BIN'];
  if (!folder) return {};
  return {
    binaries: {
      initdb: join(folder, 'initdb'),
      postgres: join(folder, 'postgres'),
      locale: ['--locale=C'],
    },
  };
}

const folder = await mkdtemp(join(tmpdir(), 'darkroom-test-'));
try {
  const logger = createLogger({ level: 'warn', role: 'test' });
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    durable: false,
    logger,
    ...givenBinaries(),
  });
  process.send?.({ url: postgres.url });
  await disconnected;
  await postgres.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
