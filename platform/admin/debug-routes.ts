/**
 * A look into a process that runs: where its time goes, what its memory holds, and more of its log. On the admin port, for
 * who may (`ADMIN_DEBUG`); docs/operations.md says how to read what they give.
 */
import { hostname } from 'node:os';
import type { Readable } from 'node:stream';
import { getHeapSnapshot } from 'node:v8';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { logLevels } from '../config/definitions.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { cpuProfile } from './cpu-profile.ts';
import { type DebugAccess, requireDebugAccess } from './debug-access.ts';
import { LogLevel } from './log-level.ts';

export interface DebugOptions {
  readonly access: DebugAccess;
  readonly logger: Logger;
}

/** Longer than anybody needs to see what a process is busy with. */
const mostSeconds = 60;

/** Whoever takes a snapshot more slowly than that holds its memory for nothing. */
const takenWithinMs = 600_000;

const profileSchema = {
  operationId: 'cpuProfile',
  summary: 'Where the process spends its time from now on',
  tags: ['debugging'],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      seconds: {
        type: 'integer',
        minimum: 1,
        maximum: mostSeconds,
        default: 10,
        description: 'How long is looked at.',
      },
    },
  },
  response: { 200: file('A .cpuprofile, for the developer tools of Chrome.') },
} as const;

const heapSchema = {
  operationId: 'heapSnapshot',
  summary: 'What the memory of the process holds',
  description:
    'The process stands still while it is made, and needs about as much memory again as its heap. Every secret that it has is in it.',
  tags: ['debugging'],
  response: { 200: file('A .heapsnapshot, for the developer tools of Chrome.') },
} as const;

const levelState = {
  description: 'The level, and when it goes back.',
  type: 'object',
  required: ['level', 'usual', 'until'],
  properties: {
    level: { type: 'string', enum: logLevels, description: 'The least important line that is written.' },
    usual: { type: ['string', 'null'], description: 'What it goes back to; null when it is that.' },
    until: { type: ['string', 'null'], format: 'date-time', description: 'When it goes back.' },
  },
} as const;

const readLevelSchema = {
  operationId: 'logLevel',
  summary: 'The level of the log',
  tags: ['debugging'],
  response: { 200: levelState },
} as const;

const changeLevelSchema = {
  operationId: 'changeLogLevel',
  summary: 'Another level of the log for a while',
  tags: ['debugging'],
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['level'],
    properties: {
      level: { type: 'string', enum: logLevels, description: 'The least important line that is written.' },
      seconds: {
        type: 'integer',
        minimum: 1,
        maximum: 86_400,
        default: 600,
        description: 'Then it goes back by itself.',
      },
    },
  },
  response: { 200: levelState },
} as const;

function file(description: string) {
  return { description, content: { 'application/json': { schema: { type: 'object' } } } } as const;
}

export function debugRoutes(fastify: FastifyInstance, { access, logger }: DebugOptions): void {
  void fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request) => requireDebugAccess(access, request));
    const oneAtATime = turns();

    scope.get<{ Querystring: { seconds: number } }>(
      '/debug/cpu-profile',
      { schema: profileSchema },
      async (request, reply) => {
        const end = oneAtATime('CPU profile');
        try {
          const { seconds } = request.query;
          logger.warn({ seconds }, 'the process is profiled');
          const profile = await cpuProfile(seconds, goneSignal(reply)).catch(refuseWhoIsGone);
          return await asFile(reply, 'cpuprofile').send(profile);
        } finally {
          end();
        }
      },
    );
    scope.get('/debug/heap-snapshot', { schema: heapSchema }, async (_request, reply) => {
      const end = oneAtATime('heap snapshot');
      logger.warn('the heap of the process is taken');
      const snapshot = getHeapSnapshot();
      freeInTime(snapshot, end);
      return asFile(reply, 'heapsnapshot').send(snapshot);
    });

    const level = new LogLevel(logger);
    scope.addHook('onClose', async () => level.goBack());
    scope.get('/debug/log-level', { schema: readLevelSchema }, async () => level.state);
    scope.put<{ Body: { level: string; seconds: number } }>(
      '/debug/log-level',
      { schema: changeLevelSchema },
      async ({ body }) => {
        logger.warn(body, 'the level of the log is changed');
        level.set(body.level, body.seconds);
        return level.state;
      },
    );
  });
}

/** Two at once would each see the other, and take twice the memory. @throws AppError DEBUG_IN_PROGRESS. */
function turns(): (what: string) => () => void {
  let running: string | undefined;
  return (what) => {
    if (running !== undefined) throw new AppError('DEBUG_IN_PROGRESS', { what: running });
    running = what;
    return () => (running = undefined);
  };
}

/** Aborted when whoever asks has gone. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => controller.abort());
  return controller.signal;
}

/** Nobody reads the answer, and there is nothing to mend. */
function refuseWhoIsGone(cause: Error): never {
  throw cause.name === 'AbortError' ? new AppError('CLIENT_DISCONNECTED') : cause;
}

function freeInTime(snapshot: Readable, onEnd: () => void): void {
  const timer = setTimeout(() => snapshot.destroy(), takenWithinMs).unref();
  snapshot.once('close', () => {
    clearTimeout(timer);
    onEnd();
  });
}

/** Named after the process and the moment: several are compared with each other. */
function asFile(reply: FastifyReply, extension: string): FastifyReply {
  const moment = new Date().toISOString().replace(/\.\d+/, '').replaceAll(':', '');
  const name = `${hostname().replace(/[^\w.-]/g, '_')}-${process.pid}-${moment}.${extension}`;
  return reply
    .type('application/json')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`);
}
