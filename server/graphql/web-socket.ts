/** Subscriptions over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint. */
import type { Server } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Viewer } from '../../domain/access/viewer.ts';
import { isAppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { createContext, type SchemaDependencies } from '../../schema/context.ts';
import type { Authenticate } from '../authenticate.ts';
import { formatError, isUnexpected } from './format-error.ts';
import {
  type PreparedSubscription,
  prepareSubscription,
  type SubscriptionRules,
} from './prepare-subscription.ts';

export interface WebSocketOptions extends SubscriptionRules {
  readonly server: Server;
  readonly path: string;
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly logger: Logger;
}

/** A subscription is a few hundred bytes; the library's default would take 100 MiB. */
const maxPayload = 128 * 1_024;
const initTimeoutMs = 5_000;
/** Proxies close what is silent for a minute. */
const keepAliveMs = 20_000;

interface Extra {
  viewer: Viewer;
  requestId: string;
}

/** Answers the way to close every socket. */
export function serveWebSocket(options: WebSocketOptions): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  options.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] !== options.path) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });
  const protocol = useServer<Record<string, unknown>, Partial<Extra>>(
    protocolOf(options),
    sockets,
    keepAliveMs,
  );
  return async () => {
    await protocol.dispose();
    sockets.close();
  };
}

type ServerOptions = Parameters<typeof useServer<Record<string, unknown>, Partial<Extra>>>[0];

function protocolOf(options: WebSocketOptions): ServerOptions {
  const { schema, app, authenticate, logger } = options;
  const told = (errors: readonly GraphQLError[], requestId: string) => {
    for (const error of errors.filter(isUnexpected))
      logger.error({ err: error, requestId }, 'a subscription failed');
    return errors.map((error) => formatError(error, requestId));
  };
  return {
    schema,
    connectionInitWaitTimeout: initTimeoutMs,
    async onConnect({ connectionParams, extra }) {
      try {
        extra.viewer = await authenticate(authorizationOf(connectionParams));
        extra.requestId = newUuid();
        return true;
      } catch (error) {
        if (isAppError(error)) extra.socket.close(CloseCode.Unauthorized, error.message);
        else throw error;
        return false;
      }
    },
    onSubscribe({ extra: { viewer, request } }, _id, payload) {
      if (!viewer) throw new Error('an operation before connection_init');
      const address = proxyAddress(request, [...options.trustedProxies]);
      return prepareSubscription(options, { viewer, address }, payload);
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
