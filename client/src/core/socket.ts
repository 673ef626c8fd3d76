/** Subscriptions over one WebSocket: it connects when it is needed, comes back by itself, and goes on where it was. */
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { authorization, type TokenSource } from './credentials.ts';

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
    // A page that follows one image after the other keeps its socket meanwhile.
    lazyCloseTimeout: 5_000,
    ...(webSocketImpl !== undefined && { webSocketImpl }),
  };
  return resuming(createClient(options));
}

function socketUrl(url: string): string {
  const address = new URL(`${url}/graphql`, globalThis.location?.href);
  address.protocol = address.protocol.replace('http', 'ws');
  return address.href;
}

/**
 * Passes the id of the last event as `after` when a subscription to `imageEvents` begins once more, so that nothing is
 * missed. It has to declare the variable; others begin with a snapshot again.
 */
function resuming(client: Client): Socket {
  const subscribe: Socket['subscribe'] = (payload, sink) => {
    // The client writes the payload out anew at each connection, and so it is changed in place.
    const variables: Record<string, unknown> = { ...payload.variables };
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
            if (!isForgotten(fault) || variables['after'] === undefined) return sink.error(fault);
            // After weeks without a line: from the present state, as at the beginning.
            variables['after'] = undefined;
            leave = begin();
          },
          complete: () => sink.complete(),
        },
      );
    let leave = begin();
    return () => leave();
  };
  return {
    subscribe,
    on: (event, listener) => client.on(event, listener),
    dispose: () => client.dispose(),
    terminate: () => client.terminate(),
  };
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
