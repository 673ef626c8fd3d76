/**
 * What every REST route that changes something begins with: who asks, before a byte of the body is read. No web page
 * can forge these requests: a browser adds no key by itself, and a session is not taken from the pages of others.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireSubject } from '../../domain/access/policy.ts';
import type { Config } from '../../platform/config/load.ts';
import type { SchemaDependencies } from '../../schema/context.ts';
import { type Authenticate, seenFrom } from '../authenticate.ts';
import type { Budget, RateLimits } from '../../domain/usage/rate-limits.ts';
import { discardRequest, type FileRequestOptions } from '../multipart/read-file-request.ts';
import { sendProblem } from '../../platform/http/problem.ts';
import { chargeRequest } from '../rate-limit.ts';

export interface RestOptions {
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  readonly rates: RateLimits;
  readonly uploads: Config['uploads'];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether somebody reads the body, or throws it away, within limits. */
    isBodyRead: boolean;
  }
  interface FastifyContextConfig {
    /** What a request counts for. Default: queries when it only reads, else mutations. */
    budget?: Budget;
  }
}

/** Boundaries, headers, and how far a file may go over its limit before the request itself ends. */
const slackBytes = 1_048_576;

export const requestLimits = (
  { uploads }: Pick<RestOptions, 'uploads'>,
  maxBytes: number,
): FileRequestOptions => ({
  maxBytes: maxBytes + slackBytes,
  idleSeconds: uploads.idleSeconds,
  minBytesPerSecond: uploads.minBytesPerSecond,
});

export function identifyFirst(fastify: FastifyInstance, options: RestOptions): void {
  fastify.decorateRequest('isBodyRead', false);
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('x-request-id', request.id);
    request.viewer = seenFrom(await options.authenticate(request.headers.authorization, request), request.ip);
    requireSubject(request.viewer);
    chargeRequest(options.rates, { budget: budgetOf(request) }, { request, reply });
  });
  fastify.setErrorHandler((error, request, reply) => {
    discardUnread(request, options);
    return sendProblem(error, request, reply);
  });
}

const budgetOf = ({ method, routeOptions: { config } }: FastifyRequest): Budget =>
  config.budget ?? (method === 'GET' || method === 'HEAD' ? 'queries' : 'mutations');

/** A refusal can come before the body: what is on its way is then thrown away, and not for ever. */
export function discardUnread(request: FastifyRequest, options: RestOptions): void {
  if (request.isBodyRead || request.raw.readableEnded) return;
  request.isBodyRead = true;
  discardRequest(request.raw, requestLimits(options, largestFile(options.app)));
}

export const largestFile = ({ profiles }: Pick<SchemaDependencies, 'profiles'>): number =>
  Math.max(...[...profiles.values()].map(({ maxBytes }) => maxBytes));

/** As draft-ietf-httpapi-idempotency-key names it, taken as it is written. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  return Array.isArray(given) ? given.join(',') : given;
}
