/** `/files`: resumable uploads over tus 1.0, for Uppy and every other client of the protocol. */
import type { FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { TUS_RESUMABLE, TUS_VERSION } from '@tus/server';
import { checksumAlgorithms } from '../../domain/uploads/unfailing-body.ts';
import { parseGlobalId } from '../../platform/ids.ts';
import { AppError } from '../../platform/errors.ts';
import { identifyFirst, largestFile } from '../routes/rest.ts';
import { tusExtensions } from './data-store.ts';
import { create } from './creation.ts';
import { exchange, type TusOptions } from './exchange.ts';
import { checkHeaders, methodOf, requestHeaders, responseHeaders } from './headers.ts';
import { creationSchema, offsetSchema, patchSchema, requestBody, terminationSchema } from './schemas.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Over what the scope of the route allows other origins. */
    cors?: FastifyCorsOptions;
  }
}

export interface CorsLists {
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly methods: readonly string[];
}

export interface TusRouteOptions extends TusOptions {
  /** What browsers may do everywhere else. */
  readonly cors: CorsLists;
}

interface OfUpload {
  Params: { id: string };
}

export async function tusRoutes(fastify: FastifyInstance, options: TusRouteOptions): Promise<void> {
  const cors = corsOf(options.cors);
  fastify.addHook('onRequest', async (_request, reply) => {
    reply.header('tus-resumable', TUS_RESUMABLE).header('tus-version', TUS_VERSION.join(','));
  });
  // What the server can do is for everybody to ask; a browser's preflight has been answered before.
  const capabilities = async (_request: unknown, reply: FastifyReply) =>
    reply
      .code(204)
      .header('tus-extension', tusExtensions.join(','))
      .header('tus-max-size', String(largestFile(options.app)))
      .header('tus-checksum-algorithm', checksumAlgorithms.join(','))
      .send();
  for (const url of ['/files', '/files/:id'])
    fastify.options(url, { schema: { hide: true }, config: { cors } }, capabilities);

  await fastify.register(async (scope) => {
    identifyFirst(scope, options);
    // The stream is left alone here: the library reads it when everything else has been judged.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));

    scope.post(
      '/files',
      { schema: creationSchema, config: { requestBody, cors, budget: 'uploads' } },
      async (request, reply) => {
        checkHeaders(request, methodOf(request, 'POST'));
        await create(options, { request, reply });
        return reply.send();
      },
    );

    for (const [method, schema] of [
      ['HEAD', offsetSchema],
      ['PATCH', patchSchema],
      ['DELETE', terminationSchema],
      // Only with X-HTTP-Method-Override.
      ['POST', { hide: true }],
    ] as const)
      scope.route<OfUpload>({
        method,
        url: '/files/:id',
        schema,
        // Otherwise a HEAD counts as a GET without its body, and is left out of the document.
        // The upload was counted when it began: of how many pieces it is made is the client's affair.
        config: {
          ...(method === 'PATCH' && { requestBody }),
          budget: 'queries',
          cors,
          swagger: { exposeHeadRoute: true },
        },
        handler: async (request, reply) => {
          const { id } = request.params;
          const meant = methodOf(request, 'HEAD', 'PATCH', 'DELETE');
          checkHeaders(request, meant);
          if (parseGlobalId(id)?.kind !== 'upload') throw new AppError('NOT_FOUND', { what: 'The upload' });
          await exchange(options, { method: meant, id }, { request, reply });
          return reply.send();
        },
      });
  });
}

const corsOf = (lists: CorsLists) => ({
  methods: [...lists.methods, 'PATCH'],
  allowedHeaders: [...lists.allowedHeaders, ...requestHeaders],
  exposedHeaders: [...lists.exposedHeaders, ...responseHeaders],
  // A client that is no browser asks with OPTIONS as well.
  strictPreflight: false,
  preflightContinue: true,
});
