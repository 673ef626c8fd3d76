/**
 * The answers that were given lately, for whoever asks for the very same URL: neither the database is asked again, nor
 * the signature computed. Only what the URL alone decides is here, never what somebody's key allowed.
 *
 * An image that is changed or deleted is forgotten when its event comes.
 */
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { LRUCache } from 'lru-cache';
import type { BlobMemory } from './blob-memory.ts';
import { isFresh } from './send-blob.ts';

/** What a GET of the whole is answered with. */
export interface Answer {
  readonly imageId: string;
  /** Of the bytes, in the memory of blobs: an answer whose bytes have been driven out is none. */
  readonly storageKey: string;
  readonly headers: OutgoingHttpHeaders;
  /** Where it may change with every answer. */
  readonly cacheControl: () => string;
  /** When the URL itself ends. */
  readonly expiresAt: Date | undefined;
}

export interface RecentAnswers {
  /** Answers, when it can. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  keep(request: IncomingMessage, answer: Answer): void;
  forget(imageId: string): void;
}

/** So long an image can be served after it was made private, should its event be lost: also a database that is away ends it. */
const keptMs = 2_000;
/** About a kilobyte each. */
const mostAnswers = 10_000;

interface Kept extends Answer {
  /** Without what only a body has. */
  readonly always: OutgoingHttpHeaders;
  readonly until: number;
}

export function createRecentAnswers(memory: Pick<BlobMemory, 'get'>): RecentAnswers {
  const keysOf = new Map<string, Set<string>>();
  const answers = new LRUCache<string, Kept>({
    max: mostAnswers,
    dispose({ imageId }, key) {
      const keys = keysOf.get(imageId);
      keys?.delete(key);
      if (keys?.size === 0) keysOf.delete(imageId);
    },
  });

  const find = ({ url = '', headers }: IncomingMessage): Kept | undefined => {
    const kept = answers.get(url) ?? answers.get(negotiated(url, headers.accept));
    return kept && kept.until > Date.now() ? kept : undefined;
  };

  return {
    answer(request, response) {
      const kept = isPlain(request) ? find(request) : undefined;
      if (!kept) return false;
      const now = {
        'cache-control': kept.cacheControl(),
        'x-cache': 'memory',
        'server-timing': 'cache;desc=memory',
      };
      if (isFresh(request, kept.headers)) {
        response.writeHead(304, { ...kept.always, ...now }).end();
        return true;
      }
      const body = memory.get(kept.storageKey);
      if (!body) return false;
      response.writeHead(200, { ...kept.headers, ...now }).end(body);
      return true;
    },

    keep(request, answer) {
      if (!isPlain(request)) return;
      const { url = '', headers } = request;
      const { 'content-type': _type, 'content-length': _length, ...always } = answer.headers;
      const key = answer.headers['vary'] === undefined ? url : negotiated(url, headers.accept);
      answers.set(key, {
        ...answer,
        always,
        until: Math.min(Date.now() + keptMs, answer.expiresAt?.getTime() ?? Infinity),
      });
      keysOf.set(answer.imageId, (keysOf.get(answer.imageId) ?? new Set()).add(key));
    },

    forget(imageId) {
      for (const key of keysOf.get(imageId) ?? []) answers.delete(key);
    },
  };
}

/** Nothing is set in motion for what was answered a moment ago: the answer is given before a framework hears of the request. */
export function answeringServer(answers: Pick<RecentAnswers, 'answer'>, handle: RequestListener): Server {
  // Uploads have deadlines of their own: this one would be for whole requests.
  const server = createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 0 });
  return server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!answers.answer(request, response)) handle(request, response);
  });
}

/** Longer than what a load balancer keeps a connection for. */
const keepAliveMs = 72_000;

/** A newline is in no URL. */
const negotiated = (url: string, accept = ''): string => `${url}\n${accept}`;

/** Whether nothing but the URL, and the formats that are taken, decides about the answer. */
const isPlain = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.authorization === undefined && headers.range === undefined;
