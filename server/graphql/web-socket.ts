/** Subscriptions over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint. */
import type { Server } from 'node:http';
import {
  type FormattedExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Viewer } from '../../domain/access/viewer.ts';
import { isAppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { createContext, type SchemaDependencies } from '../../schema/context.ts';
import type { Authenticate } from '../authenticate.ts';
import { closeAtExpiry, closeReason } from './socket-ends.ts';
import { formatError, isUnexpected } from './format-error.ts';
import { assertAffordable } from './query-cost.ts';

export interface WebSocketOptions {
  readonly server: Server;
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
}

/** A subscription is a few hundred bytes; the library's default would take 100 MiB. */
const maxPayload = 128 * 1_024;
const initTimeoutMs = 5_000;
/** Proxies close what is silent for a minute. */
const keepAliveMs = 20_000;

/** As RFC 6455's registry has it; clients of graphql-ws connect again after it. */
const tryAgainLater = 1013;

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

function protocolOf({ schema, app, authenticate, logger }: WebSocketOptions): ServerOptions {
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
        closeAtExpiry(extra.socket, extra.viewer);
        return true;
      } catch (error) {
        if (!isAppError(error)) throw error;
        if (error.kind === 'unavailable') logger.warn({ err: error }, 'a socket could not be authenticated');
        const code = error.kind === 'unavailable' ? tryAgainLater : CloseCode.Unauthorized;
        extra.socket.close(code, closeReason(error.message));
        return false;
      }
    },
    onSubscribe(_context, _id, payload) {
      return refusal(schema, payload);
    },
    context({ extra: { viewer, requestId } }) {
      if (!viewer || !requestId) throw new Error('an operation before connection_init');
      return createContext(app, { viewer, requestId, logger: logger.child({ requestId }) });
    },
    onError: ({ extra }, _id, _payload, errors) => told(errors, extra.requestId ?? ''),
    onNext({ extra }, ...rest) {
      const result = rest[3];
      if (!result.errors) return undefined;
      return { ...result, errors: told(result.errors, extra.requestId ?? '') } as FormattedExecutionResult;
    },
  };
}

/** Clients send { Authorization: "Bearer …" }, in either case, as they do over HTTP. */
function authorizationOf(parameters: Record<string, unknown> | undefined): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization;
  return typeof given === 'string' ? given : undefined;
}

/** Queries and mutations have HTTP, with its limits: one door less to guard. What a subscription costs is limited here. */
function refusal(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscribePayload,
): GraphQLError[] | undefined {
  try {
    const document = parse(query, { maxTokens: 1_000 });
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw new GraphQLError('Only subscriptions are served here: send queries and mutations over HTTP.', {
        extensions: { code: 'BAD_REQUEST' },
      });
    const faults = validate(schema, document);
    if (faults.length > 0) return [...faults];
    assertAffordable({
      schema,
      document,
      variables: variables ?? undefined,
      operationName: operationName ?? undefined,
    });
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
