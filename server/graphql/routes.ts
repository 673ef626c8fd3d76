/** `/graphql` over HTTP: identity first, then forgery, and only then the body, whole or as a stream of files. */
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/load.ts';
import { type Context, createContext, type SchemaDependencies } from '../../schema/context.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Authenticate } from '../authenticate.ts';
import { assertPreflighted } from '../multipart/preflight.ts';
import { type MultipartRequest, readMultipartRequest } from '../multipart/read-multipart-request.ts';
import { statusOf } from '../error-status.ts';
import { toldError } from '../problem.ts';
import { formatError } from './format-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer;
    multipart: MultipartRequest | null;
  }
}

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<Context>;
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  readonly uploads: Config['uploads'];
  /** Where files wait that are read in another order than they arrive. */
  readonly scratchDirectory: string;
}

/** Of a JSON body; files have limits of their own. */
const maxJsonBytes = 1_048_576;

/**
 * How far above the largest profile's limit the reader's own lies. A file over the limit is refused by whoever
 * reads it, with the profile's name; the reader ends only what goes on after that or has no reader.
 */
const fileSlackBytes = 1_048_576;

export function graphqlRoutes(fastify: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, app, authenticate } = options;
  fastify.decorateRequest('multipart', null);
  // The stream is left alone here: it is read when identity and forgery have been checked.
  fastify.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));

  fastify.addHook('onRequest', async (request, reply) => {
    // Every answer is made for one viewer, at one moment.
    reply.header('cache-control', 'no-store');
    // Who reports a failure can name the request, and its log lines are found.
    reply.header('x-request-id', request.id);
    request.viewer = await authenticate(request.headers.authorization);
    if (request.method === 'POST') assertPreflighted(request.headers);
  });
  fastify.addHook('preHandler', async (request) => {
    if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) return;
    request.multipart = await readMultipartRequest(request.raw, multipartLimits(options));
    request.body = request.multipart.body;
  });
  fastify.addHook('onResponse', async (request) => request.multipart?.close());
  fastify.addHook('onRequestAbort', async (request) => request.multipart?.close());

  fastify.setErrorHandler((error, request, reply) => {
    const told = toldError(error, request);
    return reply.code(statusOf(told)).send({ errors: [formatError(told, request.id)] });
  });

  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: maxJsonBytes,
    handler: fastifyApolloHandler(apollo, {
      context: async (request: FastifyRequest) =>
        createContext(app, {
          viewer: request.viewer,
          requestId: request.id,
          logger: request.log as Context['logger'],
        }),
    }),
  });
}

function multipartLimits({ uploads, scratchDirectory, app }: GraphqlRouteOptions) {
  return {
    maxFiles: uploads.maxFiles,
    maxFieldBytes: maxJsonBytes,
    maxFileBytes: Math.max(...[...app.profiles.values()].map(({ maxBytes }) => maxBytes)) + fileSlackBytes,
    idleSeconds: uploads.idleSeconds,
    minBytesPerSecond: uploads.minBytesPerSecond,
    spoolDirectory: scratchDirectory,
  };
}
