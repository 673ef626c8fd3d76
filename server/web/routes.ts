/**
 * The web app: its page at every address that the app has, GraphiQL where the API is, and the files that they are made of.
 * Whoever asks without a wish for HTML comes past them to what else is there, or to a problem.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/load.ts';
import { AppError } from '../../platform/errors.ts';
import { pageHeaders } from '../pages/page-headers.ts';
import { sendProblem } from '../../platform/http/problem.ts';
import { type Additions, appAdditions, contentPolicy, graphiqlAdditions } from './content-policy.ts';
import { forBrowsers } from './for-browsers.ts';

/** Where scripts/build-web.mjs puts it: beside the compiled server, which tests run from its sources. */
const built = join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? '../../dist/web' : '../../web',
);

/** What the build leaves where a nonce belongs. */
const noncePlace = /DARKROOM_NONCE/g;

export async function webRoutes(
  fastify: FastifyInstance,
  { config, folder = built }: { config: Config; folder?: string },
): Promise<void> {
  await fastify.register(helmet, { ...pageHeaders(config.http.publicUrl), contentSecurityPolicy: false });
  await fastify.register(async (scope) => assetRoutes(scope, folder), { prefix: '/assets' });

  const sendPage = async (reply: FastifyReply, page: Page): Promise<FastifyReply> => {
    // Each time, so that a build is seen at once; it is smaller than a packet.
    const html = await readFile(join(folder, page.file), 'utf8').catch((cause: unknown) => {
      throw new AppError('NOT_FOUND', { what: 'The web app, which `npm run build` makes,' }, { cause });
    });
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', contentPolicy(config, page.additions(nonce)))
      .header('cache-control', 'no-cache')
      .header('vary', 'accept')
      .header('x-request-id', reply.request.id)
      .type('text/html; charset=utf-8')
      .send(html.replace(noncePlace, nonce));
  };
  const route = { ...forBrowsers, schema: { hide: true } };
  const sendApp = async (_request: FastifyRequest, reply: FastifyReply) => sendPage(reply, app);
  fastify.get('/', route, sendApp);
  fastify.get('/library', route, sendApp);
  fastify.get('/library/:id', route, sendApp);
  fastify.get('/upload', route, sendApp);
  fastify.get('/settings', route, sendApp);
  fastify.get('/settings/:section', route, sendApp);
  fastify.get('/graphql', route, async (_request, reply) => sendPage(reply, graphiql));
}

interface Page {
  readonly file: string;
  readonly additions: (nonce: string) => Additions;
}

const app: Page = { file: 'index.html', additions: appAdditions };
const graphiql: Page = { file: 'graphiql/index.html', additions: () => graphiqlAdditions };

async function assetRoutes(fastify: FastifyInstance, folder: string): Promise<void> {
  fastify.setNotFoundHandler((request, reply) =>
    sendProblem(new AppError('NOT_FOUND', { what: 'This file' }), request, reply),
  );
  // Not by an import above: jest cannot require what this requires, an ES module, while it is still loading our own.
  await fastify.register(import('@fastify/static'), {
    root: join(folder, 'assets'),
    preCompressed: true,
    index: false,
    // Their names are made of what is in them.
    immutable: true,
    maxAge: '1y',
    // A server that is used by its API alone needs none of them.
    suppressWarning: true,
  });
}
