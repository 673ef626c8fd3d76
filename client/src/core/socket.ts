/** Subscriptions over one WebSocket: it connects when it is needed, comes back by itself, and goes on where it was. */
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { authorization, type TokenSource } from './credentials.ts';
import { pause, spread } from './patience.ts';

export interface SocketOptions {
  /** Of the server, without a slash at its end. Default: the origin of the page. */
  readonly url?: string;
  readonly token?: TokenSource | undefined;
  /** Where the platform has none of its own. */
  readonly webSocketImpl?: unknown;
}

/** The part of a client of graphql-ws that this library needs. */
export type Socket = Pick<Client, 'subscribe' | 'on' | 'dispose' | 'terminate'>;

/** Its subscriptions survive lost connections, and tokens that end. */
export function createSocket({ url = '', token, webSocketImpl }: SocketOptions = {}): Socket {
  const options: ClientOptions = {
    url: () => socketUrl(url),
    // Asked at every connection: a socket is closed when its token ends.
    connectionParams: () => authorization(token),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: untilNextAttempt,
    // A page that follows one image after the other keeps its socket meanwhile.
    lazyCloseTimeout: 5_000,
    ...(webSocketImpl !== undefined && { webSocketImpl }),
  };
  return resuming(createClient(options));
}

/** However long the server was away: so soon after it has come back. */
const longestWaitMs = 15_000;

/** Twice as long each time; at once when the line is back, or somebody looks at the page again. */
async function untilNextAttempt(attempts: number): Promise<void> {
  const woken = new AbortController();
  const wake = (): void => woken.abort();
  const events = ['online', 'visibilitychange'];
  for (const event of events) globalThis.addEventListener?.(event, wake, { once: true });
  await pause(spread(Math.min(longestWaitMs, 500 * 2 ** attempts)), woken.signal).catch(() => undefined);
  for (const event of events) globalThis.removeEventListener?.(event, wake);
}

function socketUrl(url: string): string {
  const address = new URL(`${url}/graphql`, globalThis.location?.href);
  address.protocol = address.protocol.replace('http', 'ws');
  return address.href;
}

/** A subscription to `imageEvents`, and how far it has come. */
interface Following {
  /** The client writes them out anew at each connection, and so they are changed in place. */
  readonly variables: Record<string, unknown>;
  /** Where its first connection began. */
  place: string | undefined;
}

/**
 * Passes the id of the last event as `after` when a subscription to `imageEvents` begins once more, so that nothing is
 * missed; before the first event it is the place that the server has told with its greeting. The subscription has to
 * declare the variable; others begin with a snapshot again.
 */
function resuming(client: Client): Socket {
  const all = new Set<Following>();
  /** Of the connection that there is. */
  let place: string | undefined;
  client.on('connected', (_socket, greeting) => {
    place = placeIn(greeting);
    for (const following of all) {
      if (following.place !== undefined) following.variables['after'] ??= following.place;
      following.place ??= place;
    }
  });
  client.on('closed', () => (place = undefined));

  const subscribe: Socket['subscribe'] = (payload, sink) => {
    const following: Following = { variables: { ...payload.variables }, place };
    const { variables } = following;
    if (payload.query.includes('imageEvents')) all.add(following);
    const begin = (): (() => void) =>
      client.subscribe<never, never>(
        { ...payload, variables },
        {
          next(result) {
            const id = lastEvent(result.data);
            if (id !== undefined) variables['after'] = id;
            sink.next(result);
          },
          error(fault) {
            if (!isForgotten(fault) || variables['after'] === undefined) {
              all.delete(following);
              return sink.error(fault);
            }
            // After weeks without a line: from the present state, as at the beginning.
            variables['after'] = undefined;
            following.place = place;
            leave = begin();
          },
          complete() {
            all.delete(following);
            sink.complete();
          },
        },
      );
    let leave = begin();
    return () => {
      all.delete(following);
      leave();
    };
  };
  return {
    subscribe,
    on: (event, listener) => client.on(event, listener),
    dispose: () => client.dispose(),
    terminate: () => client.terminate(),
  };
}

/** What the server sends with `connection_ack`. */
function placeIn(greeting: unknown): string | undefined {
  const place = (greeting as { eventsAfter?: unknown } | null | undefined)?.eventsAfter;
  return typeof place === 'string' ? place : undefined;
}

/** The event is older than what the server keeps. */
const isForgotten = (fault: unknown): boolean =>
  Array.isArray(fault) &&
  (fault as readonly { extensions?: { code?: unknown } }[])[0]?.extensions?.code === 'EVENT_EXPIRED';

/** Of `imageEvents` alone: it is the one that can be resumed. */
function lastEvent(data: unknown): string | undefined {
  const event = (data as { imageEvents?: { id?: unknown } } | null | undefined)?.imageEvents;
  return typeof event?.id === 'string' ? event.id : undefined;
}
