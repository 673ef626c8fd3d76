/**
 * Refuses what no route takes: 404 where there is nothing, and 405 where there is something for other methods. Who asks with
 * OPTIONS what there is, is told so; a browser's preflight is for others to answer.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import createRouter from 'find-my-way';
import { AppError } from '../errors.ts';
import { sendProblem } from './problem.ts';

/** Before the routes, which it listens for. */
export function refuseUnknown(fastify: FastifyInstance): void {
  const methodsOf = new Map<string, Set<string>>();
  const paths = createRouter({ maxParamLength: Infinity });
  fastify.addHook('onRoute', ({ url, method, constraints }) => {
    // Preflights are answered everywhere, also where there is nothing; and what only browsers see, is not there for others.
    if (url === '*' || constraints) return;
    const methods = methodsOf.get(url) ?? new Set();
    if (!methodsOf.has(url)) paths.on('GET', url, () => {}, methods);
    methodsOf.set(url, methods);
    for (const each of [method].flat()) methods.add(each);
  });

  const methodsAt = ({ url }: FastifyRequest): Set<string> | undefined =>
    paths.find('GET', url.split('?', 1)[0] ?? '')?.store as Set<string> | undefined;
  const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const found = methodsAt(request);
    if (!found) return sendProblem(new AppError('NOT_FOUND', { what: 'This address' }), request, reply);
    const allowed = listed(found);
    reply.header('allow', allowed);
    const { method } = request;
    return sendProblem(new AppError('METHOD_NOT_ALLOWED', { method, allowed }), request, reply);
  };
  // For a route that looks for a file and finds none.
  fastify.setNotFoundHandler((request, reply) => {
    sendProblem(new AppError('NOT_FOUND', { what: 'This address' }), request, reply);
  });
  // Before the body is read, which may be anything.
  fastify.addHook('onRequest', (request, reply, next) => {
    if (request.is404) return void refuse(request, reply);
    if (!isQuestion(request)) return next();
    const found = methodsAt(request);
    if (!found) return void refuse(request, reply);
    reply
      .code(204)
      .header('allow', listed(new Set([...found, 'OPTIONS'])))
      .send();
  });
}

const listed = (methods: ReadonlySet<string>): string => [...methods].toSorted().join(', ');

/** Whether it has come to the route of preflights and is none. */
const isQuestion = ({ method, headers, routeOptions }: FastifyRequest): boolean =>
  method === 'OPTIONS' && routeOptions.url === '*' && headers['access-control-request-method'] === undefined;
