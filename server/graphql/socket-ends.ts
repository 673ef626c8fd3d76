/** How the server ends a socket: with a code that says whether to come back, and a sentence for whoever debugs it. */
import { CloseCode } from 'graphql-ws';
import type { KeyWatch } from '../../domain/access/key-watch.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import { onAccessEnd } from './access-end.ts';

interface EndableSocket {
  readonly readyState: number;
  readonly OPEN: number;
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** Closes the socket with 4403 when the key or token ends that opened it: what it subscribed to ends with it. */
export function closeWithAccess(socket: EndableSocket, viewer: Viewer, keyWatch: KeyWatch): void {
  // Whoever left while the key was looked at is told nothing any more.
  if (socket.readyState !== socket.OPEN) return;
  const stop = onAccessEnd(viewer, keyWatch, () =>
    socket.close(CloseCode.Forbidden, 'The key or token has expired or was revoked: connect with a new one.'),
  );
  socket.once('close', stop);
}

/** RFC 6455 leaves 123 bytes for it. */
export function closeReason(sentence: string): string {
  const bytes = Buffer.from(sentence);
  return bytes.length <= 123 ? sentence : `${bytes.toString('utf8', 0, 117).replace(/\uFFFD+$/, '')}…`;
}
