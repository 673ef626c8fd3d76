/** The pages for people: the first one, signing a browser in by a link, and signing it out. */
import formBody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { GuessLimit, Shown } from '../../domain/access/guess-limit.ts';
import { signIn, signOut } from '../../domain/access/sessions.ts';
import { ownerOfSignInLink } from '../../domain/access/sign-in-links.ts';
import { anonymous } from '../../domain/access/viewer.ts';
import type { RateLimits } from '../../domain/usage/rate-limits.ts';
import type { Config } from '../../platform/config/load.ts';
import { AppError } from '../../platform/errors.ts';
import { type Authenticate, seenFrom } from '../authenticate.ts';
import { statusOf } from '../../platform/http/error-status.ts';
import { adviceOf, toldError } from '../../platform/http/problem.ts';
import { chargeRequest } from '../rate-limit.ts';
import { isRead, isSameOrigin } from '../sessions/same-origin.ts';
import { sessionCookie } from '../sessions/session-cookie.ts';
import { landingPage } from './landing-page.ts';
import { pageHeaders } from './page-headers.ts';
import { refusalPage, signInPage } from './sign-in-page.ts';

export interface PageRouteOptions {
  readonly database: DataSource;
  readonly authenticate: Authenticate;
  readonly guesses: GuessLimit;
  readonly rates: RateLimits;
  readonly access: Config['access'];
  readonly publicUrl: string;
}

/** Forms of one or two fields. */
const bodyLimit = 4_096;

export async function pageRoutes(fastify: FastifyInstance, options: PageRouteOptions): Promise<void> {
  const { database, authenticate, guesses, rates, access, publicUrl } = options;
  const cookie = sessionCookie(publicUrl);
  await fastify.register(helmet, pageHeaders(publicUrl));
  fastify.removeAllContentTypeParsers();
  await fastify.register(formBody, { bodyLimit });

  fastify.addHook('onRequest', async (request, reply) => {
    // Nobody is anybody here before they are asked: a session that has ended is no reason not to begin another.
    request.viewer = seenFrom(anonymous, request.ip);
    reply.header('cache-control', 'no-store').header('x-request-id', request.id);
    chargeRequest(rates, { budget: isRead(request) ? 'queries' : 'mutations' }, { request, reply });
    // Of a sign-in as well: nobody is to work in the session of somebody else whose page has begun it.
    if (!isRead(request) && !isSameOrigin(request, publicUrl)) throw new AppError('CROSS_ORIGIN_REFUSED');
  });
  fastify.setErrorHandler((error, request, reply) => sendRefusal(error, request, reply));

  fastify.get('/', { schema: { hide: true } }, async (request, reply) =>
    sendPage(reply, landingPage(await authenticate(request.headers.authorization, request), publicUrl)),
  );

  fastify.get<{ Querystring: { token?: unknown } }>(
    '/sign-in',
    { schema: { hide: true } },
    async (request, reply) => {
      const token = String(request.query.token);
      const ownerId = await guesses.judge(shown(request, token), async () => {
        const found = await ownerOfSignInLink(database, token);
        if (found === undefined) throw new AppError('SIGN_IN_LINK_INVALID');
        return found;
      });
      return sendPage(reply, signInPage({ ownerId, token }));
    },
  );

  fastify.post<{ Body: { token?: unknown } | undefined }>(
    '/sign-in',
    { schema: { hide: true }, bodyLimit },
    async (request, reply) => {
      const signing = {
        token: String(request.body?.token),
        seconds: access.sessionSeconds,
        userAgent: request.headers['user-agent'],
        address: request.ip,
        earlier: cookie.read(request.headers.cookie),
      };
      const secret = await guesses.judge(shown(request, signing.token), () => signIn(database, signing));
      return reply.header('set-cookie', cookie.set(secret, access.sessionSeconds)).redirect('/', 303);
    },
  );

  fastify.post<{ Body: { everywhere?: unknown } | undefined }>(
    '/sign-out',
    { schema: { hide: true }, bodyLimit },
    async (request, reply) => {
      const secret = cookie.read(request.headers.cookie);
      const everywhere = request.body?.everywhere === 'yes';
      if (secret !== undefined) await signOut(database, { secret, address: request.ip, everywhere });
      return (
        reply
          .header('set-cookie', cookie.clear())
          // What the browser keeps of private images.
          .header('clear-site-data', '"cache"')
          .redirect('/', 303)
      );
    },
  );
}

const shown = ({ ip }: FastifyRequest, token: string): Shown => ({
  kind: 'link',
  credential: token,
  address: ip,
});

const sendPage = (reply: FastifyReply, html: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').send(html);

function sendRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = toldError(error, request);
  return sendPage(reply.code(statusOf(told)).headers(adviceOf(told)), refusalPage(told.message));
}
