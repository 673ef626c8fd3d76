/** `/graphql` over HTTP: identity first, then forgery, and only then the body, whole or as a stream of files. */
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/load.ts';
import { type Context, createContext, type SchemaDependencies } from '../../schema/context.ts';
import { maySendFiles, requireSubject } from '../../domain/access/policy.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Authenticate } from '../authenticate.ts';
import { discardRequest } from '../multipart/read-file-request.ts';
import { type MultipartRequest, readMultipartRequest } from '../multipart/read-multipart-request.ts';
import { largestFile } from '../routes/rest.ts';
import { type AdmissionRules, admitRequest } from './admit-request.ts';
import { beginAsGraphql } from './begin-as-graphql.ts';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer;
    multipart: MultipartRequest | null;
  }
}

export interface GraphqlRouteOptions extends AdmissionRules {
  readonly apollo: ApolloServer<Context>;
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  readonly uploads: Config['uploads'];
  /** Where files wait that are read in another order than they arrive. */
  readonly scratchDirectory: string;
}

/** Of a JSON body; files have limits of their own. */
export const maxJsonBytes = 1_048_576;

/**
 * How far above the largest profile's limit the reader's own lies. A file over the limit is refused by whoever
 * reads it, with the profile's name; the reader ends only what goes on after that or has no reader.
 */
const fileSlackBytes = 1_048_576;

export function graphqlRoutes(fastify: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, app, authenticate } = options;
  const limits = multipartLimits(options);
  fastify.decorateRequest('multipart', null);
  // The stream is left alone here: it is read when identity and forgery have been checked.
  fastify.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));

  beginAsGraphql(fastify, authenticate);
  fastify.addHook('onRequest', async (request) => {
    if (isMultipart(request) && !maySendFiles(request.viewer)) {
      // Whatever it asks for, files are taken from nobody who is a stranger: their bytes are thrown away as they come.
      discardRequest(request.raw, { ...limits, maxBytes: limits.maxFileBytes });
      requireSubject(request.viewer);
    }
  });
  fastify.addHook('preHandler', async (request) => {
    if (!isMultipart(request)) return;
    request.multipart = await readMultipartRequest(request.raw, limits);
    request.body = request.multipart.body;
  });
  fastify.addHook('preHandler', async (request, reply) => admitRequest(options, request, reply));
  fastify.addHook('onResponse', async (request) => request.multipart?.close());
  fastify.addHook('onRequestAbort', async (request) => request.multipart?.close());

  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: maxJsonBytes,
    schema: { hide: true },
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

const isMultipart = ({ headers }: FastifyRequest): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

function multipartLimits({ uploads, scratchDirectory, app }: GraphqlRouteOptions) {
  return {
    maxFiles: uploads.maxFiles,
    maxFieldBytes: maxJsonBytes,
    maxFileBytes: largestFile(app) + fileSlackBytes,
    idleSeconds: uploads.idleSeconds,
    minBytesPerSecond: uploads.minBytesPerSecond,
    spoolDirectory: scratchDirectory,
  };
}
