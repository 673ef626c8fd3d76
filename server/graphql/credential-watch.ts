/** Closes the sockets of keys and sessions that are ended while they are open, in this server or any other. */
import { CloseCode } from 'graphql-ws';
import { credentialOf } from '../../domain/access/ended-credentials.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { EndableSocket } from './socket-ends.ts';

/** Half of the second within which what was ended is refused everywhere. */
const lookEveryMs = 500;

export interface CredentialWatch {
  /** From now on, until the socket closes. */
  watch(viewer: Viewer, socket: EndableSocket): void;
  stop(): Promise<void>;
}

/** @param findEnded which of these keys and sessions open nothing any more: one question for all sockets. */
export function watchCredentials(findEnded: (ids: readonly string[]) => Promise<string[]>): CredentialWatch {
  const socketsOf = new Map<string, Set<EndableSocket>>();
  let looking = Promise.resolve();
  let isLooking = false;

  const look = async (): Promise<void> => {
    const ended = await findEnded([...socketsOf.keys()]);
    for (const id of ended)
      for (const socket of socketsOf.get(id) ?? [])
        socket.close(CloseCode.Forbidden, 'The key or session was ended: connect with another.');
  };
  const timer = setInterval(() => {
    if (isLooking || socketsOf.size === 0) return;
    isLooking = true;
    looking = look()
      // A database that does not answer says nothing about anybody: the next look asks again.
      .catch(() => {})
      .finally(() => (isLooking = false));
  }, lookEveryMs);
  timer.unref();

  return {
    watch(viewer, socket) {
      const id = credentialOf(viewer);
      if (id === undefined || socket.readyState !== socket.OPEN) return;
      const sockets = socketsOf.get(id) ?? new Set();
      socketsOf.set(id, sockets.add(socket));
      socket.once('close', () => {
        sockets.delete(socket);
        if (sockets.size === 0 && socketsOf.get(id) === sockets) socketsOf.delete(id);
      });
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
