/**
 * One OpenAPI document of all REST routes, on both ports, made from the schemas that the routes validate with, at
 * `/openapi.json`; and a page to read it beside, which loads nothing from elsewhere.
 */
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { pageHeaders } from '../pages/page-headers.ts';
import { imageSchema } from '../routes/image-json.ts';
import { uploadStateSchema } from '../routes/upload-json.ts';
import { problemSchema } from './refusals.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route takes that reads its body as a stream: described, and validated by whoever reads it. */
    requestBody?: object;
  }
}

export interface DocumentOptions {
  readonly publicUrl: string;
  /** The paths of the admin port, whenever it is asked. */
  adminPaths(): Paths;
}

export type Paths = Readonly<Record<string, object>>;

const description = `The routes of Darkroom that are not GraphQL: uploads, delivery, probes and metrics. \`/graphql\` has the whole platform.
Errors are \`application/problem+json\` with a stable \`code\`.`;

/** Before the routes, which it listens for. */
export async function describeRoutes(fastify: FastifyInstance, options: DocumentOptions): Promise<void> {
  fastify.addSchema(problemSchema);
  fastify.addSchema(imageSchema);
  fastify.addSchema(uploadStateSchema);
  await fastify.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Darkroom', version: '1', description },
      servers: [{ url: options.publicUrl }],
      components: { securitySchemes },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json.$id === 'string' ? json.$id : `def-${index}`,
    },
    transform: ({ schema, url, route }) => ({
      schema: route.config?.requestBody ? { ...schema, body: route.config.requestBody } : schema,
      url,
    }),
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      const { openapiObject } = document;
      return { ...openapiObject, paths: { ...openapiObject.paths, ...options.adminPaths() } };
    },
  });
  await fastify.register(async (scope) => {
    await scope.register(helmet, { ...pageHeaders(options.publicUrl), contentSecurityPolicy: false });
    await scope.register(swaggerUi, {
      routePrefix: '/openapi',
      // Its default would ask somebody else's server whether the document is valid.
      uiConfig: { validatorUrl: null },
      staticCSP: contentSecurityPolicy,
    });
  });
  fastify.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(fastify.swagger()),
  );
}

const securitySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key: dk_…, or a token of your application (JWT). Pages of this server may send the cookie of a session instead.',
  },
  signature: {
    type: 'apiKey',
    in: 'query',
    name: 'sig',
    description: 'A signed URL, with exp and kid: docs/signing.md.',
  },
} as const;

/** The page styles its elements one by one, and draws icons from data URLs. */
const contentSecurityPolicy =
  "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
