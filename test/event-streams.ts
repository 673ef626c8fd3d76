/** Servers of `/graphql/stream` for tests: the real route over HTTP, on the parts of a harness, and readers of it. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import Fastify from 'fastify';
import { apiKeyVerifier, insertApiKey } from '../domain/access/api-keys.ts';
import { createAccessWatch } from '../domain/access/access-watch.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import type { RateLimits } from '../domain/usage/rate-limits.ts';
import { loadConfig } from '../platform/config/load.ts';
import { createAdmission } from '../server/graphql/admission.ts';
import { eventStreamRoutes } from '../server/graphql/event-stream-routes.ts';
import { automaticQueries } from '../server/graphql/persisted-queries.ts';
import { SocketCensus } from '../server/graphql/socket-census.ts';
import { requestId } from '../platform/http/request-id.ts';
import { type Authenticate, authenticator } from '../server/authenticate.ts';
import { countingTail } from './followed.ts';
import { openGraphql } from './graphql.ts';
import { type Harness, silent } from './harness.ts';
import { anyGuesses, unlimited } from './rates.ts';
import { until, within } from './until.ts';

export interface StreamServerOptions {
  /** Default: by API keys. */
  readonly authenticate?: Authenticate;
  readonly tail?: Harness['tail'];
  readonly keepAliveMs?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly rates?: RateLimits;
}

export interface StreamServer {
  readonly url: string;
  /** Bytes that wait for readers. */
  waiting(): number;
  /** As a server that stops: ends every stream, and resolves when their handlers are done. */
  stop(): Promise<void>;
}

export interface EventStreams {
  /** Says how many streams are followed. */
  readonly tail: ReturnType<typeof countingTail>;
  /** Of alice, and may READ. */
  readonly secret: string;
  serve(more?: StreamServerOptions): Promise<StreamServer>;
  /** Asks with the key, with another one, or with none (null). */
  open(server: StreamServer, request: StreamRequest, secret?: string | null): Promise<StreamReader>;
  /** Subscribes to `imageEvents`. */
  follow(server: StreamServer, variables?: object, secret?: string): Promise<StreamReader>;
  /** After each test: ends everything. Fails when a stream goes on after it has ended. */
  reset(): Promise<void>;
}

export const imageEvents = `subscription ($imageIds: [ID!], $after: ID) {
  imageEvents(imageIds: $imageIds, after: $after) { __typename id image { title } }
}`;

export async function openEventStreams(harness: Harness): Promise<EventStreams> {
  const tail = countingTail(harness.tail);
  const { secret } = await newKey(harness);
  const servers: StreamServer[] = [];
  const readers: StreamReader[] = [];
  const open: EventStreams['open'] = async ({ url }, { headers, ...request }, asked = secret) => {
    const authorization = asked === null ? {} : { authorization: `Bearer ${asked}` };
    const reader = await openStream(url, { ...request, headers: { ...authorization, ...headers } });
    readers.push(reader);
    return reader;
  };
  return {
    tail,
    secret,
    async serve(more = {}) {
      const server = await startServer(harness, { tail, ...more });
      servers.push(server);
      return server;
    },
    open,
    follow: (server, variables = {}, asked = secret) =>
      open(server, { body: { query: imageEvents, variables } }, asked),
    async reset() {
      for (const reader of readers.splice(0)) reader.leave();
      for (const server of servers.splice(0)) await within('a server stops', server.stop());
      if (tail.watchers() > 0) throw new Error('A stream that has ended still watches');
    },
  };
}

export const newKey = ({ database }: Harness) =>
  insertApiKey(database.manager, { ownerId: 'alice', name: 'streams', scopes: ['READ'] });

async function startServer(harness: Harness, options: StreamServerOptions): Promise<StreamServer> {
  const { tail = harness.tail, keepAliveMs, environment = {}, rates = unlimited } = options;
  const {
    authenticate = authenticator({ guesses: anyGuesses, verifyApiKey: apiKeyVerifier(harness.database) }),
  } = options;
  const config = loadConfig(environment);
  const { schema, app } = await openGraphql(harness, { tail });
  const census = new SocketCensus(config.sockets);
  const accessWatch = createAccessWatch({ database: harness.database, logger: silent });
  const stopping = new AbortController();
  const fastify = Fastify({ genReqId: requestId });
  fastify.decorateRequest('viewer', null as unknown as Viewer);
  eventStreamRoutes(fastify, {
    schema,
    app,
    authenticate,
    admission: createAdmission(config.graphql, automaticQueries()),
    limits: config.graphql,
    rates,
    census,
    accessWatch,
    stopping: stopping.signal,
    ...(keepAliveMs !== undefined && { keepAliveMs }),
  });
  const sockets = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fastify.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql/stream`,
    waiting: () => [...sockets].reduce((sum, { writableLength }) => sum + writableLength, 0),
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      await fastify.close();
      census.end();
      await accessWatch.close();
    },
  };
}

/** One frame: what a line that is no comment says, by its field. */
export type Frame = Readonly<Record<string, string>>;

export interface StreamReader {
  readonly response: IncomingMessage;
  /** Everything as it came. */
  readonly text: () => string;
  readonly frames: () => Frame[];
  /** The first so many frames. */
  take(count: number): Promise<Frame[]>;
  ended(): Promise<void>;
  leave(): void;
}

export interface StreamRequest {
  readonly method?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function openStream(url: string, given: StreamRequest): Promise<StreamReader> {
  const { method = 'POST', query = {}, headers = {}, body } = given;
  const search = new URLSearchParams(query).toString();
  const request = httpRequest(`${url}?${search}`, {
    method,
    agent: false,
    headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
  });
  request.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  const [response] = (await within('an answer', once(request, 'response'))) as [IncomingMessage];
  request.on('error', () => {});
  response.setEncoding('utf8').on('error', () => {});
  let text = '';
  response.on('data', (chunk: string) => (text += chunk));
  let isOver = false;
  response.once('close', () => (isOver = true));
  const frames = (): Frame[] => framesOf(text);
  return {
    response,
    text: () => text,
    frames,
    take: (count) =>
      until(`${count} frames come`, () => (frames().length >= count ? frames().slice(0, count) : undefined)),
    ended: async () => void (await until('the stream ends', () => isOver)),
    leave: () => request.destroy(),
  };
}

const framesOf = (text: string): Frame[] =>
  text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => !block.startsWith(':'))
    .map((block) =>
      Object.fromEntries(
        block.split('\n').map((line) => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon), line.slice(colon + 1).trim()];
        }),
      ),
    );

/** What a frame tells of `imageEvents`. */
export const said = ({ data }: Frame) =>
  JSON.parse(data || '{}') as {
    data?: { imageEvents: { __typename: string; id: string; image: { title: string } } };
    errors?: { extensions?: { code: string } }[];
    extensions?: { cost: unknown };
  };

/** The code of each frame, or what it is where it has none, as errors of the language. */
export const codes = (reader: StreamReader) =>
  reader.frames().map((frame) => said(frame).errors?.[0]?.extensions?.code ?? frame['event']);
