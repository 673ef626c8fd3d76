/** The admin port: is the process alive, and can it serve. Never on the public port. */
import type { DataSource } from 'typeorm';
import swagger from '@fastify/swagger';
import Fastify from 'fastify';
import { requireMigrations } from '../migrations/migrate.ts';
import type { EventSignal } from '../domain/events/event-signal.ts';
import type { Config } from '../platform/config/load.ts';
import { sql } from '../platform/database/sql.ts';
import type { Logger } from '../platform/logging.ts';
import { queueSchema } from '../platform/queue/queue.ts';
import { within } from '../platform/within.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Paths } from './openapi/document.ts';
import { sendProblem } from './problem.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { requestId } from './request-id.ts';

interface Checked {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly signal: Pick<EventSignal, 'fault'>;
}

export interface Admin {
  /** From now on not ready, so that a load balancer sends nothing new. */
  markStopping(): void;
  /** Its routes, for the OpenAPI document. */
  paths(): Paths;
  close(): Promise<void>;
}

const checkTimeoutMs = 3_000;

const liveSchema = {
  operationId: 'probeLive',
  summary: 'Is the process alive',
  tags: ['probes'],
  response: {
    200: {
      description: 'It is.',
      type: 'object',
      required: ['status'],
      properties: { status: { type: 'string', enum: ['ok'] } },
    },
  },
} as const;

const state = {
  type: 'object',
  required: ['status', 'parts'],
  properties: {
    status: { type: 'string', enum: ['ok', 'unready'] },
    parts: {
      type: 'object',
      description:
        'The state of each part: ok, degraded (all works, some of it later), failing, or stopping.',
      additionalProperties: { type: 'string' },
    },
  },
} as const;

const readySchema = {
  operationId: 'probeReady',
  summary: 'Can the process serve',
  tags: ['probes'],
  response: {
    200: { description: 'No part fails.', ...state },
    503: { description: 'A part fails, or the process is stopping.', ...state },
  },
} as const;

/** The paths with the server that they are on, which is not the one of all others. */
function onPort(port: number, paths: object = {}): Paths {
  const servers = [{ url: `http://localhost:${port}`, description: 'The admin port' }];
  return Object.fromEntries(
    Object.entries<object>(paths as Paths).map(([path, item]) => [path, { ...item, servers }]),
  );
}

export async function serveAdmin(options: {
  config: Config;
  logger: Logger;
  checks: Checked;
}): Promise<Admin> {
  const { config, logger, checks } = options;
  let stopping = false;
  const fastify = Fastify({
    genReqId: requestId,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  });
  refuseUnknown(fastify);
  fastify.setErrorHandler(sendProblem);
  await fastify.register(swagger, { openapi: { openapi: '3.1.0' } });
  fastify.get('/probe/live', { schema: liveSchema }, async () => ({ status: 'ok' }));
  fastify.get('/probe/ready', { schema: readySchema }, async (_request, reply) => {
    const parts = stopping ? { process: 'stopping' } : await checkParts(checks, logger);
    const failing = Object.entries(parts).filter(([, state]) => state !== 'ok' && state !== 'degraded');
    return reply
      .code(failing.length > 0 ? 503 : 200)
      .send({ status: failing.length > 0 ? 'unready' : 'ok', parts });
  });
  await fastify.listen({ host: config.http.adminHost, port: config.http.adminPort });
  return {
    markStopping: () => (stopping = true),
    paths: () => onPort(config.http.adminPort, fastify.swagger().paths),
    close: () => fastify.close(),
  };
}

async function checkParts(
  { database, store, signal }: Checked,
  logger: Logger,
): Promise<Record<string, string>> {
  const checks = {
    database: () => sql(database, 'SELECT 1'),
    storage: () => store.check(),
    queue: () => sql(database, `SELECT 1 FROM ${queueSchema}.version`),
    migrations: () => requireMigrations(database),
  };
  const states = await Promise.all(
    Object.entries(checks).map(async ([part, check]): Promise<[string, string]> => {
      try {
        await within<unknown>(checkTimeoutMs, check());
        return [part, 'ok'];
      } catch (error) {
        logger.warn({ err: error, part }, 'a readiness check failed');
        return [part, 'failing'];
      }
    }),
  );
  // Events are polled for meanwhile: no reason to take a whole fleet out of service. The signal itself has logged why.
  const events = signal.fault() === undefined ? 'ok' : 'degraded';
  return { ...Object.fromEntries(states), events };
}
