/**
 * One log line for each request, when it is over: also for those that are answered without the framework, and those whose
 * client has gone. It names the route and never the address, which may hold tokens and signatures.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '../logging.ts';

export interface RequestLogOptions {
  readonly logger: Logger;
  readonly level: 'info' | 'debug';
  /** What else is said of a request that the framework had. */
  readonly about?: (request: FastifyRequest) => object;
}

/** The route of what is answered before the framework. */
const routes = new WeakMap<ServerResponse, string>();

export const noteRoute = (response: ServerResponse, route: string): void => void routes.set(response, route);

/** Before it listens. */
export function logRequests(fastify: FastifyInstance, { logger, level, about }: RequestLogOptions): void {
  const handled = new WeakMap<ServerResponse, FastifyRequest>();
  const sent = new WeakMap<Socket, number>();
  fastify.addHook('onRequest', (request, reply, proceed) => {
    handled.set(reply.raw, request);
    proceed();
  });

  fastify.server.prependListener(
    'request',
    ({ method, socket }: IncomingMessage, response: ServerResponse) => {
      if (!logger.isLevelEnabled(level)) return;
      const begin = performance.now();
      let bytes = 0;
      // Answers follow each other on a connection: what has left it since the last one is this one. Before the framework of
      // HTTP hears of it, which then lets the next one go.
      const count = (): void => {
        bytes += socket.bytesWritten - (sent.get(socket) ?? 0);
        sent.set(socket, socket.bytesWritten);
      };
      response.prependOnceListener('finish', count);
      response.once('close', () => {
        const request = handled.get(response);
        if (!response.writableFinished) count();
        const line = {
          method,
          route: request ? request.routeOptions.url : routes.get(response),
          status: response.headersSent ? response.statusCode : null,
          ms: Math.round((performance.now() - begin) * 10) / 10,
          bytes,
          ...(!response.writableFinished && { aborted: true }),
          ...(request && about?.(request)),
        };
        ((request?.log as Logger | undefined) ?? logger)[level](line, 'a request was answered');
      });
    },
  );
}
