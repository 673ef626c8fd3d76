/** The socket of all subscriptions, which comes back by itself, and how it is at the moment. */
import { useSyncExternalStore } from 'react';
import { createClient } from 'graphql-ws';

export type ConnectionState = 'connecting' | 'live' | 'lost';

let state: ConnectionState = 'connecting';
const listeners = new Set<() => void>();

function become(next: ConnectionState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** 4403 and 4401: who asks is nobody any more, and comes back by signing in; and what a client has done wrong stays wrong. */
const isFinal = (event: unknown): boolean =>
  typeof event === 'object' &&
  event !== null &&
  'code' in event &&
  [4400, 4401, 4403].includes(Number(event.code));

export const socket = createClient({
  url: new URL('/graphql', window.location.href).href.replace(/^http/, 'ws'),
  retryAttempts: Infinity,
  shouldRetry: (event) => !isFinal(event),
  on: {
    connecting: () => become(state === 'live' ? 'lost' : state),
    connected: () => become('live'),
    closed: () => become('lost'),
  },
});

/** How the socket is, for what shows it. */
export const useConnectionState = (): ConnectionState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
