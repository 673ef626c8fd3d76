/** What every request for GraphQL over HTTP begins with, before its body is read, and how its refusals are told. */
import type { FastifyInstance } from 'fastify';
import { type Authenticate, seenFrom } from '../authenticate.ts';
import { statusOf } from '../../platform/http/error-status.ts';
import { assertPreflighted } from '../multipart/preflight.ts';
import { adviceOf, toldError } from '../../platform/http/problem.ts';
import { formatError } from './format-error.ts';

export function beginAsGraphql(fastify: FastifyInstance, authenticate: Authenticate): void {
  fastify.addHook('onRequest', async (request, reply) => {
    // Every answer is made for one viewer, at one moment.
    reply.header('cache-control', 'no-store');
    // Who reports a failure can name the request, and its log lines are found.
    reply.header('x-request-id', request.id);
    request.viewer = seenFrom(await authenticate(request.headers.authorization, request), request.ip);
    if (request.method === 'POST') assertPreflighted(request.headers);
  });
  fastify.setErrorHandler((error, request, reply) => {
    const told = toldError(error, request);
    return reply
      .code(statusOf(told))
      .headers(adviceOf(told))
      .send({ errors: [formatError(told, request.id)] });
  });
}
