/** A whole server as it is deployed, on the parts of a harness; what it serves, as Fastify itself knows it. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { loadConfig } from '../platform/config/load.ts';
import { startServer } from '../server/app.ts';
import { type Harness, silent, testSigningKey } from './harness.ts';

export interface WholeServer {
  /** The bases of the public port and of the admin port. */
  readonly urls: { readonly public: string; readonly admin: string };
  /** As `GET /images/:id`, of both ports. */
  readonly routes: readonly string[];
  stop(): Promise<void>;
}

/** What it believes its address to be. */
export const wholeServerUrl = 'http://darkroom.example';

/** Nobody is slowed down: what is asked here in a few seconds is more than most ask in a minute. */
const unlimited = Object.fromEntries(
  ['QUERIES', 'MUTATIONS', 'UPLOADS', 'RENDITIONS'].map((budget) => [`RATE_LIMIT_${budget}`, '0']),
);

/** @param environment Over what a server of a test is told. */
export async function startWholeServer(
  harness: Harness,
  environment: Readonly<Record<string, string>> = {},
): Promise<WholeServer> {
  const ports: FastifyInstance[] = [];
  const routes = new Set<string>();
  const hear = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    ports.push(fastify);
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.add(`${each} ${url}`);
    });
  };
  // The composition root hands its Fastify to nobody, and Fastify tells of every one that is made.
  subscribe('fastify.initialization', hear);
  try {
    const config = loadConfig({
      ...unlimited,
      WRONG_CREDENTIALS_PER_MINUTE: '0',
      WEBHOOK_ENDPOINTS_PER_OWNER: '1000',
      DATABASE_URL: harness.url,
      DATA_DIR: harness.config.process.dataDir,
      PORT: '0',
      ADMIN_PORT: '0',
      PUBLIC_URL: wholeServerUrl,
      SIGNING_KEYS: `${testSigningKey.kid}:${testSigningKey.secret}`,
      RENDER_PROCESSES: '1',
      ...environment,
    });
    const server = await startServer({ config, logger: silent });
    const [open, admin] = ports.map(({ listeningOrigin }) => listeningOrigin);
    if (open === undefined || admin === undefined) throw new Error('a server has two ports');
    return { urls: { public: open, admin }, routes: [...routes], stop: () => server.stop() };
  } finally {
    unsubscribe('fastify.initialization', hear);
  }
}
