/** Subscriptions over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import proxyAddress from '@fastify/proxy-addr';
import type { RateLimits } from '../../domain/usage/rate-limits.ts';
import type { GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AccessWatch } from '../../domain/access/access-watch.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { newSnapshotId } from '../../domain/events/snapshot-id.ts';
import { charge } from '../../domain/usage/charge.ts';
import { rateClientOf } from '../../domain/usage/rate-client.ts';
import { AppError, type ErrorKind, isAppError } from '../../platform/errors.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { countRefusal } from '../../platform/metrics/refusals.ts';
import { type Context, createContext, type SchemaDependencies } from '../../schema/context.ts';
import { kindOf } from '../about-request.ts';
import { type Authenticate, seenFrom } from '../authenticate.ts';
import { endWithProblem } from '../raw-problem.ts';
import { closeReason, closeWithAccess } from './socket-ends.ts';
import {
  type PreparedSubscription,
  prepareSubscription,
  type SubscriptionRules,
} from './prepare-subscription.ts';
import { refused } from './query-cost.ts';
import type { Connection, SocketCensus } from './socket-census.ts';
import { type Direct, subscribe } from './subscribe.ts';
import { toldErrors, toldResult } from './told-result.ts';

export interface WebSocketOptions extends SubscriptionRules {
  readonly server: Server;
  readonly path: string;
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  readonly accessWatch: Pick<AccessWatch, 'watch'>;
  readonly rates: RateLimits;
  readonly census: SocketCensus;
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly logger: Logger;
}

/** A subscription is a few hundred bytes; the library's default would take 100 MiB. */
const maxPayload = 128 * 1_024;
const initTimeoutMs = 5_000;
/** An end as any other: clients connect again when there is something to subscribe to. */
const idleCode = 1000;
/** Proxies close what is silent for a minute. */
const keepAliveMs = 20_000;

/** Whoever is refused for another reason has no right to come. */
const codesOfRefusals: Partial<Record<ErrorKind, number>> = {
  forbidden: CloseCode.Forbidden,
  /** As for what else there is too much of; clients do not try again by themselves. */
  limited: 4429,
  /** As RFC 6455's registry has it; clients of graphql-ws connect again after it. */
  unavailable: 1013,
};

/** Of each request that became a socket. */
interface Origin {
  readonly address: string;
  readonly connection: Connection;
}

/** What is known of a socket since its connection_init. */
interface Extra {
  viewer: Viewer;
  requestId: string;
  origin: Origin;
}

/** Answers the way to close every socket. */
export function serveWebSocket(options: WebSocketOptions): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  const { census } = options;
  sockets.on('wsClientError', ({ message: reason }, socket) =>
    endWithProblem(socket, new AppError('BAD_REQUEST', { reason }), { 'sec-websocket-version': '13, 8' }),
  );
  const origins = new WeakMap<IncomingMessage, Origin>();
  options.server.on('upgrade', (request, socket, head) => {
    // Whoever leaves in the middle of it must not take the process along.
    socket.on('error', ignore);
    if (request.url?.split('?', 1)[0] !== options.path)
      return endWithProblem(socket, new AppError('NOT_FOUND', { what: 'This address' }));
    const address = proxyAddress(request, [...options.trustedProxies]);
    const connection = census.enter(rateClientOf(anonymous, address));
    if (!connection) return endWithProblem(socket, census.tooManySockets());
    origins.set(request, { address, connection });
    leaveAtItsEnd(census, { socket, connection });
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });
  const protocol = useServer<Record<string, unknown>, Partial<Extra>>(
    protocolOf(options, (request) => origins.get(request)),
    sockets,
    keepAliveMs,
  );
  return async () => {
    await protocol.dispose();
    sockets.close();
  };
}

const ignore = (): void => {};

/** Also when no socket comes of it. Apart from where requests are: what is called at the end keeps all that is known where it was written. */
function leaveAtItsEnd(
  census: SocketCensus,
  { socket, connection }: { socket: Duplex; connection: Connection },
): void {
  socket.once('close', () => census.leave(connection));
}

/** One line for each socket, as for each request. */
function logEnd(
  socket: WebSocket,
  { viewer, requestId, logger }: { viewer: Viewer; requestId?: string | undefined; logger: Logger },
): void {
  const begin = performance.now();
  socket.once('close', (code) => {
    const ms = Math.round(performance.now() - begin);
    logger.info({ requestId, route: '/graphql', viewer: kindOf(viewer), code, ms }, 'a socket was closed');
  });
}

/** Of one subscription: the library tells the one hook what the other needs by this alone. */
type SocketContext = Context & { readonly direct: Direct };

/** Beyond it the library's own loop takes over, which waits for the socket. */
const mostBufferedBytes = 64 * 1_024;

/** Frames as the library writes them. */
function directTo(socket: WebSocket, id: string): Direct {
  const begin = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return {
    hasRoom: () => socket.bufferedAmount <= mostBufferedBytes,
    write(_told, json) {
      if (socket.readyState === socket.OPEN) socket.send(`${begin}${json}}`);
    },
  };
}

type ServerOptions = Parameters<typeof useServer<Record<string, unknown>, Partial<Extra>>>[0];

function protocolOf(
  options: WebSocketOptions,
  originOf: (request: IncomingMessage) => Origin | undefined,
): ServerOptions {
  const { schema, app, authenticate, census, accessWatch, logger } = options;
  return {
    schema,
    connectionInitWaitTimeout: initTimeoutMs,
    async onConnect(context) {
      const { connectionParams, extra, subscriptions } = context;
      const { socket, request } = extra;
      try {
        const origin = originOf(request);
        if (!origin) throw new Error('a socket of no request');
        const { address, connection } = origin;
        const asking = { headers: request.headers, ip: address };
        const viewer = seenFrom(await authenticate(authorizationOf(connectionParams), asking), address);
        const isCounted = census.greet(connection, rateClientOf(viewer, address), {
          subscriptions: () => Object.keys(subscriptions).length,
          close: () => socket.close(idleCode, 'Idle'),
        });
        if (!isCounted) throw census.tooManySockets();
        // What it came with is not asked for again: kilobytes that an idle socket would keep, and the secret.
        Object.assign(context, { connectionParams: undefined });
        Object.assign(extra, { viewer, requestId: newUuid(), origin, request: undefined });
        logEnd(socket, { viewer, requestId: extra.requestId, logger });
        closeWithAccess(socket, viewer, accessWatch);
        // Whoever hears of nothing until the line breaks has a place to go on behind all the same.
        return { eventsAfter: toGlobalId('event', newSnapshotId(app.tail.position())) };
      } catch (error) {
        if (!isAppError(error)) throw error;
        if (error.kind === 'unavailable') logger.warn({ err: error }, 'a socket could not be authenticated');
        countRefusal(error, 'socket');
        socket.close(codesOfRefusals[error.kind] ?? CloseCode.Unauthorized, closeReason(error.message));
        return false;
      }
    },
    onSubscribe({ extra: { viewer, origin } }, _id, payload) {
      if (!viewer || !origin) throw new Error('an operation before connection_init');
      try {
        census.refuseTooMany(origin.connection);
        charge(options.rates, { budget: 'queries' }, { viewer, address: origin.address });
      } catch (error) {
        if (isAppError(error)) return [refused(error)];
        throw error;
      }
      return prepareSubscription(options, viewer, payload);
    },
    context({ extra: { viewer, requestId, socket } }, id) {
      if (!viewer || !requestId) throw new Error('an operation before connection_init');
      return { ...createContext(app, { viewer, requestId, logger }), direct: directTo(socket, id) };
    },
    subscribe(args) {
      const { contextValue, ...prepared } = args as PreparedSubscription & { contextValue: SocketContext };
      const { direct, ...context } = contextValue;
      return subscribe({ ...prepared, contextValue: context }, direct);
    },
    onOperation(...[, , , , result]) {
      const [error] = 'errors' in result ? (result.errors ?? []) : [];
      return error && refusing(error);
    },
    onError: ({ extra: { requestId = '' } }, _id, _payload, errors) =>
      toldErrors(errors.map(thrownBy), { requestId, logger }),
    onNext({ extra: { requestId = '' } }, ...rest) {
      const [, , args, result] = rest;
      const { cost } = args as PreparedSubscription;
      return toldResult(result, cost, { requestId, logger });
    },
  };
}

/**
 * What does not begin ends like what is ended later, by the message that the protocol has for it: the library would send it
 * as a result, which many clients take for one.
 */
// oxlint-disable-next-line require-yield
async function* refusing(error: GraphQLError): AsyncGenerator<never, void, undefined> {
  throw error;
}

/** The library wraps what ends a stream, and gives it no place: what was thrown has the code, or is nobody’s to read. */
const thrownBy = (error: GraphQLError): Error =>
  error.locations === undefined && error.path === undefined ? (error.originalError ?? error) : error;

/** Clients send { Authorization: "Bearer …" }, in either case, as they do over HTTP. */
function authorizationOf(parameters: Record<string, unknown> | undefined): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization;
  return typeof given === 'string' ? given : undefined;
}
