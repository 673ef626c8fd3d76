/**
 * The end of the requests of a server that stops. They may finish for a while; then they lose their connections and
 * end as they do when a client leaves, with nothing half-done behind them. The wait is for the handlers too, whose
 * cleaning up needs what is closed next.
 */
import type { FastifyInstance } from 'fastify';

/** To be made before the routes, which it listens for. The answer stops the server. */
export function createDrain(fastify: FastifyInstance): (graceMs: number) => Promise<void> {
  const running = new Set<Promise<unknown>>();
  fastify.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = function (request, reply) {
      const answer: unknown = handler.call(this, request, reply);
      if (answer instanceof Promise) {
        running.add(answer);
        const forget = () => void running.delete(answer);
        answer.then(forget, forget);
      }
      return answer;
    };
  });
  return async (graceMs) => {
    const { server } = fastify;
    // A connection whose answer comes from now on is kept for nobody, and the wait is for all of them.
    server.keepAliveTimeout = 1;
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    await fastify.close().finally(() => clearTimeout(cutOff));
    await Promise.allSettled(running);
  };
}
