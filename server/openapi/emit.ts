/**
 * Writes the OpenAPI document, from which docs/rest.md is generated: what a server serves that runs for this, on a Postgres
 * and a folder that are gone afterwards.
 */
import { subscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { migrate } from '../../migrations/migrate.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres/start.ts';
import { createLogger } from '../../platform/logging.ts';
import { startServer } from '../app.ts';

const [, , path = 'openapi.json'] = process.argv;
const logger = createLogger({ level: 'silent', role: 'emit' });
// The composition root hands its Fastify to nobody, and Fastify tells of every one that is made: the public one is the first.
const made: FastifyInstance[] = [];
subscribe('fastify.initialization', (message) => {
  made.push((message as { fastify: FastifyInstance }).fastify);
});

const folder = await mkdtemp(join(tmpdir(), 'darkroom-openapi-'));
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false, logger });
try {
  await migrate(postgres.url, logger);
  const config = loadConfig({
    DATABASE_URL: postgres.url,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    ADMIN_PORT: '0',
    PUBLIC_URL: 'http://localhost:4000',
    SIGNING_KEYS: `emit:${'0'.repeat(32)}`,
    DELIVERY_PROCESSES: '1',
  });
  const server = await startServer({ config, logger });
  try {
    const answer = await made[0]?.inject('/openapi.json');
    await writeFile(path, answer?.body ?? '');
  } finally {
    await server.stop();
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true });
}
