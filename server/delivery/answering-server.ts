/**
 * The HTTP server in front of the framework: nothing is set in motion for what was answered a moment ago, and of a crowd that
 * asks for one rendition at once the first is handled, while the others wait for its answer.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '../../platform/errors.ts';
import { endWithProblem, refuseClient, respondWithProblem } from '../raw-problem.ts';
import { isPlain, type RecentAnswers, samenessOf } from './recent-answers.ts';

/** Longer than what a load balancer keeps a connection for. */
const keepAliveMs = 72_000;

/** From the first byte of a request to the end of its headers. Node's own default is none where there is no deadline for requests. */
const headersMs = 60_000;

/** So long the others wait; then each is handled for itself, with the patience and the answer that the routes have for it. */
const usualCrowdMs = 1_000;

/** Where answers come from that others can be given as well. */
const rendition = /^\/i\//;

interface Crowd {
  readonly others: (() => void)[];
  readonly timer: NodeJS.Timeout;
}

export function answeringServer(
  answers: Pick<RecentAnswers, 'answer' | 'onKept'>,
  handle: RequestListener,
  crowdMs = usualCrowdMs,
): Server {
  const crowds = new Map<string, Crowd>();
  const release = (sameness: string): void => {
    const crowd = crowds.get(sameness);
    if (!crowd) return;
    crowds.delete(sameness);
    clearTimeout(crowd.timer);
    for (const proceed of crowd.others) proceed();
  };
  answers.onKept(release);

  const join = (request: IncomingMessage, response: ServerResponse): void => {
    const sameness = samenessOf(request);
    const crowd = crowds.get(sameness);
    if (crowd) {
      crowd.others.push(() => {
        if (!response.destroyed && !answers.answer(request, response)) handle(request, response);
      });
      return;
    }
    const others: Crowd['others'] = [];
    const timer = setTimeout(() => release(sameness), crowdMs);
    crowds.set(sameness, { others, timer });
    // Also when it came to nothing that could be kept; unless the time was up, and this is the crowd of another by now.
    response.once('close', () => {
      if (crowds.get(sameness)?.others === others) release(sameness);
    });
    handle(request, response);
  };

  // Uploads have deadlines of their own: this one would be for whole requests.
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    headersTimeout: headersMs,
    requestTimeout: 0,
    // Node's own refusal says nothing.
    requireHostHeader: false,
    // Others may offer to speak HTTP/2, which is ignored.
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
  });
  const latest = new WeakMap<Socket, ServerResponse>();
  server.on('clientError', (error, socket) => refuseClient(error, socket, latest.get(socket as Socket)));
  server.on('connect', (_request, socket) =>
    endWithProblem(
      socket,
      new AppError('BAD_REQUEST', { reason: 'it asks for a tunnel, and this is no proxy' }),
    ),
  );
  // What else is expected than that we go on is ignored, as RFC 9110 allows.
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
  return server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, response);
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      respondWithProblem(response, new AppError('BAD_REQUEST', { reason: 'it has no header Host' }));
      return;
    }
    request.url = pathOf(request.url ?? '/');
    if (answers.answer(request, response)) return;
    if (isPlain(request) && rendition.test(request.url ?? '')) join(request, response);
    else handle(request, response);
  });
}

/** Of a URL that is written out, as proxies do it, and every server has to take it (RFC 9112, 3.2.2). */
function pathOf(target: string): string {
  const url = /^https?:/i.test(target) ? URL.parse(target) : null;
  return url ? url.pathname + url.search : target;
}
