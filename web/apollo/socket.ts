/** The socket of all subscriptions, which comes back by itself and goes on where it was, and how it is at the moment. */
import { useSyncExternalStore } from 'react';
import { createSocket } from '@darkroom/client';

export type ConnectionState = 'connecting' | 'live' | 'lost';

let state: ConnectionState = 'connecting';
const listeners = new Set<() => void>();

function become(next: ConnectionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export const socket = createSocket();
socket.on('connecting', () => become(state === 'live' ? 'lost' : state));
socket.on('connected', () => become('live'));
socket.on('closed', () => become('lost'));

/** How the socket is, for what shows it. */
export const useConnectionState = (): ConnectionState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
