/** Subscriptions over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint. */
import type { IncomingMessage, Server } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { AccessWatch } from '../../domain/access/access-watch.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { rateClientOf } from '../../domain/usage/rate-client.ts';
import { AppError, type ErrorKind, isAppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { createContext, type SchemaDependencies } from '../../schema/context.ts';
import { type Authenticate, seenFrom } from '../authenticate.ts';
import { endWithProblem } from '../raw-problem.ts';
import { closeReason, closeWithAccess } from './socket-ends.ts';
import { formatError, isUnexpected } from './format-error.ts';
import {
  type PreparedSubscription,
  prepareSubscription,
  type SubscriptionRules,
} from './prepare-subscription.ts';
import { refused } from './query-cost.ts';
import { type Connection, SocketCensus, type SocketLimits } from './socket-census.ts';

export interface WebSocketOptions extends SubscriptionRules {
  readonly server: Server;
  readonly path: string;
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  readonly accessWatch: Pick<AccessWatch, 'watch'>;
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly sockets: SocketLimits;
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

interface Extra {
  viewer: Viewer;
  requestId: string;
}

/** Of each request that became a socket. */
interface Origin {
  readonly address: string;
  readonly connection: Connection;
}

/** Answers the way to close every socket. */
export function serveWebSocket(options: WebSocketOptions): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  const census = new SocketCensus(options.sockets);
  sockets.on('wsClientError', ({ message: reason }, socket) =>
    endWithProblem(socket, new AppError('BAD_REQUEST', { reason }), { 'sec-websocket-version': '13, 8' }),
  );
  const origins = new WeakMap<IncomingMessage, Origin>();
  options.server.on('upgrade', (request, socket, head) => {
    // Whoever leaves in the middle of it must not take the process along.
    socket.on('error', () => {});
    if (request.url?.split('?', 1)[0] !== options.path)
      return endWithProblem(socket, new AppError('NOT_FOUND', { what: 'This address' }));
    const address = proxyAddress(request, [...options.trustedProxies]);
    const connection = census.enter(rateClientOf(anonymous, address));
    if (!connection)
      return endWithProblem(socket, new AppError('TOO_MANY_SOCKETS', { limit: options.sockets.perClient }));
    origins.set(request, { address, connection });
    // Also when no socket comes of it.
    socket.once('close', () => census.leave(connection));
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });
  const protocol = useServer<Record<string, unknown>, Partial<Extra>>(
    protocolOf(options, { census, originOf: (request) => origins.get(request) }),
    sockets,
    keepAliveMs,
  );
  return async () => {
    await protocol.dispose();
    sockets.close();
    census.end();
  };
}

type ServerOptions = Parameters<typeof useServer<Record<string, unknown>, Partial<Extra>>>[0];

interface Counting {
  readonly census: SocketCensus;
  readonly originOf: (request: IncomingMessage) => Origin | undefined;
}

function protocolOf(options: WebSocketOptions, { census, originOf }: Counting): ServerOptions {
  const { schema, app, authenticate, logger } = options;
  const told = (errors: readonly GraphQLError[], requestId: string) => {
    for (const error of errors.filter(isUnexpected))
      logger.error({ err: error, requestId }, 'a subscription failed');
    return errors.map((error) => formatError(error, requestId));
  };
  return {
    schema,
    connectionInitWaitTimeout: initTimeoutMs,
    async onConnect({ connectionParams, extra, subscriptions }) {
      const { socket } = extra;
      try {
        const origin = originOf(extra.request);
        if (!origin) throw new Error('a socket of no request');
        const { address, connection } = origin;
        const asking = { headers: extra.request.headers, ip: address };
        const viewer = seenFrom(await authenticate(authorizationOf(connectionParams), asking), address);
        const isCounted = census.greet(connection, rateClientOf(viewer, address), {
          subscriptions: () => Object.keys(subscriptions).length,
          close: () => socket.close(idleCode, 'Idle'),
        });
        if (!isCounted) throw new AppError('TOO_MANY_SOCKETS', { limit: options.sockets.perClient });
        Object.assign(extra, { viewer, requestId: newUuid() });
        closeWithAccess(socket, viewer, options.accessWatch);
        return true;
      } catch (error) {
        if (!isAppError(error)) throw error;
        if (error.kind === 'unavailable') logger.warn({ err: error }, 'a socket could not be authenticated');
        socket.close(codesOfRefusals[error.kind] ?? CloseCode.Unauthorized, closeReason(error.message));
        return false;
      }
    },
    onSubscribe({ extra: { viewer, request } }, _id, payload) {
      const origin = originOf(request);
      if (!viewer || !origin) throw new Error('an operation before connection_init');
      if (census.hasTooMany(origin.connection))
        return [
          refused(new AppError('TOO_MANY_SUBSCRIPTIONS', { limit: options.sockets.subscriptionsPerClient })),
        ];
      return prepareSubscription(options, { viewer, address: origin.address }, payload);
    },
    context({ extra: { viewer, requestId } }) {
      if (!viewer || !requestId) throw new Error('an operation before connection_init');
      return createContext(app, { viewer, requestId, logger: logger.child({ requestId }) });
    },
    onError: ({ extra }, _id, _payload, errors) => told(errors, extra.requestId ?? ''),
    onNext({ extra }, ...rest) {
      const [, , args, { errors, ...result }] = rest;
      const { cost } = args as PreparedSubscription;
      const failures = errors && { errors: told(errors, extra.requestId ?? '') };
      return { ...result, ...failures, extensions: { cost } } as FormattedExecutionResult;
    },
  };
}

/** Clients send { Authorization: "Bearer …" }, in either case, as they do over HTTP. */
function authorizationOf(parameters: Record<string, unknown> | undefined): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization;
  return typeof given === 'string' ? given : undefined;
}
