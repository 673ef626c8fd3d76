/** `/graphql/stream`: one subscription as server-sent events, for clients behind proxies that break WebSockets. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLError } from 'graphql';
import type { AccessWatch } from '../../domain/access/access-watch.ts';
import { rateClientOf } from '../../domain/usage/rate-client.ts';
import type { RateLimits } from '../../domain/usage/rate-limits.ts';
import { AppError } from '../../platform/errors.ts';
import type { EndableIterator } from '../../platform/map-iterator.ts';
import { createContext, type Context, type SchemaDependencies } from '../../schema/context.ts';
import type { Authenticate } from '../authenticate.ts';
import { chargeRequest } from '../rate-limit.ts';
import { onAccessEnd } from './access-end.ts';
import { beginAsGraphql } from './begin-as-graphql.ts';
import { EventStream } from './event-stream.ts';
import {
  type GivenSubscription,
  type PreparedSubscription,
  prepareSubscription,
  type SubscriptionRules,
} from './prepare-subscription.ts';
import { maxJsonBytes } from './routes.ts';
import type { SocketCensus } from './socket-census.ts';
import { type Direct, subscribe } from './subscribe.ts';
import { type Teller, toldErrors, toldResult } from './told-result.ts';

export interface EventStreamOptions extends SubscriptionRules {
  readonly app: SchemaDependencies;
  readonly authenticate: Authenticate;
  readonly rates: RateLimits;
  readonly census: SocketCensus;
  readonly accessWatch: Pick<AccessWatch, 'watch'>;
  /** Aborted when the server stops, with its streams. */
  readonly stopping: AbortSignal;
  /** Between two signs of life. Default: 20 seconds. */
  readonly keepAliveMs?: number;
}

export function eventStreamRoutes(fastify: FastifyInstance, options: EventStreamOptions): void {
  beginAsGraphql(fastify, options.authenticate);
  fastify.get('/graphql/stream', { exposeHeadRoute: false, schema: { hide: true } }, (request, reply) =>
    follow(options, { request, reply, given: givenByUrl(request) }),
  );
  fastify.post<{ Body: GivenSubscription | null }>(
    '/graphql/stream',
    { bodyLimit: maxJsonBytes, schema: { hide: true, body: givenSchema } },
    (request, reply) => follow(options, { request, reply, given: request.body ?? {} }),
  );
}

/** Of a JSON body. */
const givenSchema = {
  type: ['object', 'null'],
  properties: {
    query: { type: ['string', 'null'] },
    operationName: { type: ['string', 'null'] },
    variables: { type: ['object', 'null'] },
    extensions: { type: ['object', 'null'] },
  },
} as const;

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly given: GivenSubscription;
}

/** Resolves when the stream has ended, so that a server that stops can wait for it. */
async function follow(options: EventStreamOptions, { request, reply, given }: Asked): Promise<void> {
  const { census } = options;
  chargeRequest(options.rates, { budget: 'queries' }, { request, reply });
  const ending = new AbortController();
  const client = rateClientOf(request.viewer, request.ip);
  const connection = census.enter(client);
  if (!connection) throw census.tooManySockets();
  try {
    census.greet(connection, client, { subscriptions: () => 1, close: () => {} });
    census.refuseTooMany(connection);
    if (options.stopping.aborted) throw new AppError('SHUTTING_DOWN');
    reply.raw.once('close', () => ending.abort());
    // Who has left while it was asked who it is closes nothing any more.
    if (reply.raw.destroyed) ending.abort();
    const signal = AbortSignal.any([ending.signal, options.stopping]);
    await stream(options, { request, reply, given, signal });
  } finally {
    census.leave(connection);
  }
}

/** Objects are the texts of them in a URL. @throws AppError BAD_REQUEST */
function givenByUrl({ query }: FastifyRequest): GivenSubscription {
  const given = query as Readonly<Record<string, unknown>>;
  const textOf = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  const objectOf = (name: string): Record<string, unknown> | undefined => {
    const text = textOf(name);
    if (text === undefined) return undefined;
    const value = parsed(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new AppError('BAD_REQUEST', { reason: `${name} in the URL is not a JSON object` });
    return value as Record<string, unknown>;
  };
  return {
    query: textOf('query'),
    operationName: textOf('operationName'),
    variables: objectOf('variables'),
    extensions: objectOf('extensions'),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

interface Streamed extends Asked {
  /** Aborted when the reader has left, or is to come back later. */
  readonly signal: AbortSignal;
}

async function stream(
  options: EventStreamOptions,
  { request, reply, given, signal }: Streamed,
): Promise<void> {
  const { viewer, id: requestId } = request;
  const logger = request.log as Context['logger'];
  const teller: Teller = { requestId, logger };
  const lastEventId = lastEventIdOf(request);
  const context = createContext(options.app, { viewer, requestId, logger, lastEventId });
  const begun = await begin(prepareSubscription(options, viewer, given), context, {
    hasRoom: () => events.hasRoom,
    write: (told, json) => events.write(told, json),
  });
  reply.hijack();
  const events = new EventStream(reply.raw, headersOf(reply), options.keepAliveMs);
  let failure: unknown;
  const leave = (): void => void begun.results?.return();
  const stopWatching = onAccessEnd(viewer, options.accessWatch, () => {
    failure = new AppError('UNAUTHENTICATED', { reason: 'The key, token or session has ended' });
    leave();
  });
  signal.addEventListener('abort', leave);
  try {
    if (begun.results) {
      if (signal.aborted) leave();
      for await (const result of begun.results) await events.next(toldResult(result, begun.cost, teller));
    } else await events.next({ errors: toldErrors(begun.errors, teller) });
  } catch (error) {
    failure = error;
  } finally {
    stopWatching();
    signal.removeEventListener('abort', leave);
  }
  if (failure !== undefined) await events.next({ errors: toldErrors([failure], teller) });
  if (!signal.aborted) await events.complete();
  events.end();
}

type Begun =
  | {
      readonly results: EndableIterator<ExecutionResult>;
      readonly cost: PreparedSubscription['cost'];
    }
  | { readonly results?: undefined; readonly errors: readonly GraphQLError[] };

async function begin(
  prepared: PreparedSubscription | readonly GraphQLError[],
  contextValue: Context,
  direct: Direct,
): Promise<Begun> {
  if (!('schema' in prepared)) return { errors: prepared };
  const results = await subscribe({ ...prepared, contextValue }, direct);
  if (Symbol.asyncIterator in results) return { results, cost: prepared.cost };
  return { errors: results.errors ?? [] };
}

/** As an EventSource sends it when it connects again by itself. */
function lastEventIdOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['last-event-id'];
  return typeof given === 'string' && given !== '' ? given : undefined;
}

/** Those of CORS, of the request's id, and of its budget. */
const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
