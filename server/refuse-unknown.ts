/** Refuses what no route takes: 404 where there is nothing, and 405 where there is something for other methods. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import createRouter from 'find-my-way';
import { AppError } from '../platform/errors.ts';
import { sendProblem } from './problem.ts';

/** Before the routes, which it listens for. */
export function refuseUnknown(fastify: FastifyInstance): void {
  const methodsOf = new Map<string, Set<string>>();
  const paths = createRouter({ maxParamLength: Infinity });
  fastify.addHook('onRoute', ({ url, method }) => {
    // Preflights are answered everywhere, also where there is nothing.
    if (url === '*') return;
    const methods = methodsOf.get(url) ?? new Set();
    if (!methodsOf.has(url)) paths.on('GET', url, () => {}, methods);
    methodsOf.set(url, methods);
    for (const each of [method].flat()) methods.add(each);
  });

  const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const found = paths.find('GET', request.url.split('?', 1)[0] ?? '')?.store as Set<string> | undefined;
    if (!found) return sendProblem(new AppError('NOT_FOUND', { what: 'This address' }), request, reply);
    const allowed = [...found].toSorted().join(', ');
    reply.header('allow', allowed);
    const { method } = request;
    return sendProblem(new AppError('METHOD_NOT_ALLOWED', { method, allowed }), request, reply);
  };
  // Before the body is read, which may be anything.
  fastify.addHook('onRequest', (request, reply, next) => {
    if (request.is404) refuse(request, reply);
    else next();
  });
}
