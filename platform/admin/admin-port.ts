/** The admin port of a process: is it alive, can it do its work, what has it done, and a look into it. Never on the public port. */
import type { AddressInfo } from 'node:net';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { sendProblem } from '../http/problem.ts';
import { logRequests } from '../http/request-log.ts';
import { refuseUnknown } from '../http/refuse-unknown.ts';
import { requestId } from '../http/request-id.ts';
import type { Logger } from '../logging.ts';
import type { DebugAccess } from './debug-access.ts';
import { debugRoutes } from './debug-routes.ts';
import { metricsRoute } from './metrics-route.ts';
import { type Checks, isUsable, measureReadiness, stateOfParts } from './readiness.ts';

export interface AdminOptions {
  readonly host: string;
  readonly port: number;
  readonly logger: Logger;
  /** The parts without which the process cannot do its work. */
  readonly checks: Checks;
  /** Who may look into the process. */
  readonly debug: DebugAccess;
}

export interface Admin {
  /** Where it listens: also where any free port was asked for. */
  readonly port: number;
  /** From now on not ready, so that a load balancer sends nothing new. */
  markStopping(): void;
  /** Its routes, for the OpenAPI document. */
  paths(): Readonly<Record<string, object>>;
  close(): Promise<void>;
}

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
function onPort(port: number, paths: object = {}): Readonly<Record<string, object>> {
  const servers = [{ url: `http://localhost:${port}`, description: 'The admin port' }];
  return Object.fromEntries(
    Object.entries<object>(paths as Record<string, object>).map(([path, item]) => [
      path,
      { ...item, servers },
    ]),
  );
}

/** Listens at once: a port that is taken is found in time. */
export async function serveAdmin({ host, port, logger, checks, debug }: AdminOptions): Promise<Admin> {
  let stopping = false;
  const fastify = Fastify({
    loggerInstance: logger as never,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestId,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    // A profile that runs would keep a stopping process for a minute.
    forceCloseConnections: true,
    // A misspelt parameter is refused, not dropped.
    ajv: { customOptions: { removeAdditional: false } },
  }) as unknown as FastifyInstance;
  // Probes come every few seconds.
  logRequests(fastify, { logger, level: 'debug' });
  refuseUnknown(fastify);
  fastify.setErrorHandler(sendProblem);
  await fastify.register(swagger, { openapi: { openapi: '3.1.0' } });
  const partsNow = async () => (stopping ? { process: 'stopping' } : stateOfParts(checks, logger));
  const endMeasuring = measureReadiness(partsNow);
  probeRoutes(fastify, partsNow);
  debugRoutes(fastify, { access: debug, logger });
  metricsRoute(fastify);
  await fastify.listen({ host, port });
  return {
    port: (fastify.server.address() as AddressInfo).port,
    markStopping: () => (stopping = true),
    paths: () => onPort(port, fastify.swagger().paths),
    async close() {
      endMeasuring();
      await fastify.close();
    },
  };
}

function probeRoutes(fastify: FastifyInstance, partsNow: () => Promise<Record<string, string>>): void {
  fastify.get('/probe/live', { schema: liveSchema }, async () => ({ status: 'ok' }));
  fastify.get('/probe/ready', { schema: readySchema }, async (_request, reply) => {
    const parts = await partsNow();
    const isReady = Object.values(parts).every(isUsable);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'unready', parts });
  });
}
