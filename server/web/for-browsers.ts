/**
 * Routes that only browsers see: of two at one address, or where there is none for others, a request that would rather
 * have HTML than JSON comes to the page. For Fastify's router, as the constraint `for: 'browsers'`.
 */
import type { IncomingMessage } from 'node:http';
import type { ConstraintStrategy, Handler, HTTPVersion } from 'find-my-way';
import Negotiator from 'negotiator';

/** What a route says that is a page. */
export const forBrowsers = { constraints: { for: 'browsers' } } as const;

export const browserConstraint: ConstraintStrategy<HTTPVersion.V1> = {
  name: 'for',
  storage: () => {
    const handlers = new Map<string, Handler<HTTPVersion.V1>>();
    return {
      get: (value) => handlers.get(value) ?? null,
      set: (value, handler) => void handlers.set(value, handler),
    };
  },
  deriveConstraint: (request) => (wantsPage(request) ? 'browsers' : 'others'),
};

/** A picture in a page, a script and curl do not even name HTML, which is all that most requests cost here. */
const wantsPage = (request: Pick<IncomingMessage, 'headers'>): boolean =>
  request.headers.accept?.includes('text/html') === true &&
  new Negotiator(request).mediaType(['application/json', 'text/html']) === 'text/html';
