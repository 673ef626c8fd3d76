/**
 * The answers that were given lately, for whoever asks for the very same URL: neither the database is asked again, nor
 * the signature computed. Only what the URL alone decides is here, never what somebody's key or session allowed.
 *
 * An image that is changed or deleted is forgotten when its event comes.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { noteRoute } from '../../platform/http/request-log.ts';
import { mayShowSession } from '../sessions/session-cookie.ts';
import type { BlobMemory } from './blob-memory.ts';
import { countDelivery, type RememberedRoute, rememberedRoute } from './delivery-metrics.ts';
import { hasPrecondition, isFresh } from './preconditions.ts';
import { notModifiedHeaders } from './send-blob.ts';

/** What a GET of the whole is answered with. */
export interface Answer {
  /** The template of the route that made it. */
  readonly route: string;
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
  /** Calls the listener whenever an answer was kept, with what requests for it have in common. */
  onKept(listener: (sameness: string) => void): void;
}

/** So long an image can be served after it was made private, should its event be lost: also a database that is away ends it. */
const keptMs = 2_000;
/** About a kilobyte each. */
const mostAnswers = 10_000;

interface Kept extends Answer {
  readonly counts: RememberedRoute;
  /** Names and values in turn, as Node writes them without looking at them again; all but Cache-Control. */
  readonly whole: readonly string[];
  readonly notModified: readonly string[];
  readonly until: number;
}

export function createRecentAnswers(memory: Pick<BlobMemory, 'get'>): RecentAnswers {
  const keysOf = new Map<string, Set<string>>();
  const listeners: ((sameness: string) => void)[] = [];
  const answers = new LRUCache<string, Kept>({
    max: mostAnswers,
    dispose({ imageId }, key) {
      const keys = keysOf.get(imageId);
      keys?.delete(key);
      if (keys?.size === 0) keysOf.delete(imageId);
    },
  });

  const find = (request: IncomingMessage): Kept | undefined => {
    const kept = answers.get(request.url ?? '') ?? answers.get(samenessOf(request));
    return kept && kept.until > Date.now() ? kept : undefined;
  };

  return {
    answer(request, response) {
      const kept = isPlain(request) ? find(request) : undefined;
      if (!kept) return false;
      const { whole, notModified, headers, storageKey, cacheControl, counts } = kept;
      noteRoute(response, kept.route);
      if (isFresh(request, headers)) {
        counts.notModified.add(1);
        countDelivery(request.headers, 'memory', 0);
        response.writeHead(304, [...notModified, 'cache-control', cacheControl()]).end();
        return true;
      }
      const body = memory.get(storageKey);
      if (!body) return false;
      counts.whole.add(1);
      countDelivery(request.headers, 'memory', body.length);
      response.writeHead(200, [...whole, 'cache-control', cacheControl()]).end(body);
      return true;
    },

    keep(request, answer) {
      if (!isPlain(request)) return;
      const now = { ...answer.headers, 'x-cache': 'memory', 'server-timing': 'cache;desc=memory' };
      const sameness = samenessOf(request);
      const key = answer.headers['vary'] === undefined ? (request.url ?? '') : sameness;
      answers.set(key, {
        ...answer,
        counts: rememberedRoute(answer.route),
        whole: flat(now),
        notModified: flat(notModifiedHeaders(now)),
        until: Math.min(Date.now() + keptMs, answer.expiresAt?.getTime() ?? Infinity),
      });
      keysOf.set(answer.imageId, (keysOf.get(answer.imageId) ?? new Set()).add(key));
      for (const listener of listeners) listener(sameness);
    },

    forget(imageId) {
      for (const key of keysOf.get(imageId) ?? []) answers.delete(key);
    },

    onKept: (listener) => void listeners.push(listener),
  };
}

function flat(headers: OutgoingHttpHeaders): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'cache-control' ? [] : [name, String(value)],
  );
}

/** What requests have in common that are surely answered alike. A newline is in no URL. */
export const samenessOf = ({ url = '', headers: { accept = '' } }: IncomingMessage): string =>
  `${url}\n${accept}`;

/** Whether nothing but the URL, and the formats that are taken, decides about the answer. */
export const isPlain = (request: IncomingMessage): boolean => {
  const { method, headers } = request;
  if (method !== 'GET' || headers.authorization !== undefined || headers.range !== undefined) return false;
  return !mayShowSession(headers.cookie) && !hasPrecondition(request);
};
