/** What an operator is told of every request: a line of the log, counts and times, and a span where traces are sent. */
import type { FastifyInstance } from 'fastify';
import type { Config } from '../platform/config/load.ts';
import { logRequests } from '../platform/http/request-log.ts';
import type { Logger } from '../platform/logging.ts';
import { isTracing } from '../platform/tracing/span.ts';
import { aboutRequest } from './about-request.ts';
import { measureRequests } from './request-metrics.ts';
import { traceRequests } from './tracing/trace-requests.ts';

/** Before the routes, and all that is added to the outermost scope. */
export function observeRequests(fastify: FastifyInstance, { http, tracing }: Config, logger: Logger): void {
  logRequests(fastify, { logger, level: 'info', about: aboutRequest });
  measureRequests(fastify);
  if (isTracing()) traceRequests(fastify, { ...http, ...tracing });
}
