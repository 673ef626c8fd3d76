/**
 * The end of the requests of a server that stops. First nobody can come any more, then those who are there may finish for a
 * while; then they lose their connections and end as they do when a client leaves, with nothing half-done behind them. The
 * wait is for the handlers too, whose cleaning up needs what is closed next.
 */
import { type Server as HttpServer, type ServerResponse } from 'node:http';
import { Server as SocketServer } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../platform/config/load.ts';

export interface Drain {
  /** From now on others connect elsewhere. Whoever is connected is answered, and told to connect anew. */
  stopAccepting(): Promise<void>;
  /**
   * Stops the server. Connections that nobody uses may stay for `idleMs`, so that whoever is about to send a request over
   * one can; requests may take `graceMs`.
   */
  finish(deadlines: { idleMs: number; graceMs: number }): Promise<void>;
}

/** What of SHUTDOWN_SECONDS is kept for what was cut off, and to close everything. */
const cleaningSeconds = 3;

/** How long a server that stops goes on as if nothing were, then keeps idle connections, then lets requests finish. */
export function stopDeadlines({ shutdownSeconds, drainSeconds }: Config['process']) {
  const seconds = Math.max(shutdownSeconds - cleaningSeconds, 0);
  const noticeMs = Math.min(drainSeconds, seconds / 2) * 1_000;
  return { noticeMs, idleMs: noticeMs, graceMs: seconds * 1_000 - noticeMs };
}

/** To be made before the routes, which it listens for. */
export function createDrain(fastify: FastifyInstance): Drain {
  const running = new Map<Promise<unknown>, ServerResponse>();
  fastify.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = function (request, reply) {
      const answer: unknown = handler.call(this, request, reply);
      if (answer instanceof Promise) {
        running.set(answer, reply.raw);
        const forget = () => void running.delete(answer);
        answer.then(forget, forget);
      }
      return answer;
    };
  });
  return {
    async stopAccepting() {
      const { server } = fastify;
      await untilNobodyComes(server);
      // Of the class above: that of HTTP servers also cuts connections off over which a request may be on its way.
      SocketServer.prototype.close.call(server);
      for (const response of running.values()) lastOfItsConnection(response);
      server.prependListener('request', (_request, response) => lastOfItsConnection(response));
    },

    async finish({ idleMs, graceMs }) {
      const { server } = fastify;
      const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
      const deadline = performance.now() + Math.min(idleMs, graceMs);
      while (performance.now() < deadline && (await connectionsOf(server)) > 0) await sleep(lookEveryMs);
      // What was too late to be told that it is the last answer of its connection is kept for nobody.
      server.keepAliveTimeout = 1;
      await fastify.close().finally(() => clearTimeout(cutOff));
      await Promise.allSettled(running.keys());
    },
  };
}

const lookEveryMs = 20;

/** A turn of the event loop that takes less has had hardly anything to do. */
const quietMs = 0.2;

/** So many turns it is looked for one; a server that never has one stops all the same. */
const mostTurns = 2_000;

/**
 * The system makes connections before they are asked for, and resets those that nobody has fetched when a server stops
 * listening: a balancer would not repeat a POST that was sent over one. So this resolves right behind a short turn of the
 * event loop in which none came, and leaves a moment of a few microseconds.
 */
async function untilNobodyComes(server: HttpServer): Promise<void> {
  let arrivals = 0;
  const count = (): void => void (arrivals += 1);
  server.on('connection', count);
  for (let turns = 0; turns < mostTurns; turns += 1) {
    const [arrivalsBefore, begun] = [arrivals, performance.now()];
    await turn();
    if (arrivals === arrivalsBefore && performance.now() - begun < quietMs) break;
  }
  server.off('connection', count);
}

function lastOfItsConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

const connectionsOf = (server: HttpServer): Promise<number> =>
  new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
