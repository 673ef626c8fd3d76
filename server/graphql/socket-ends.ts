/** How the server ends a socket: with a code that says whether to come back, and a sentence for whoever debugs it. */
import { CloseCode } from 'graphql-ws';
import type { Viewer } from '../../domain/access/viewer.ts';

/** What timers can wait; a longer one would end at once. */
const longestTimerMs = 2_147_483_647;

export interface EndableSocket {
  readonly readyState: number;
  readonly OPEN: number;
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** Closes the socket with 4403 when the key or token ends that opened it: what it subscribed to ends with it. */
export function closeAtExpiry(socket: EndableSocket, { expiresAt }: Viewer): void {
  // Whoever left while the key was looked at is told nothing any more.
  if (!expiresAt || socket.readyState !== socket.OPEN) return;
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const left = expiresAt.getTime() - Date.now();
    if (left <= 0) socket.close(CloseCode.Forbidden, 'The key or token has expired: connect with a new one.');
    else timer = setTimeout(wait, Math.min(left, longestTimerMs));
  };
  socket.once('close', () => clearTimeout(timer));
  wait();
}

/** RFC 6455 leaves 123 bytes for it. */
export function closeReason(sentence: string): string {
  const bytes = Buffer.from(sentence);
  return bytes.length <= 123 ? sentence : `${bytes.toString('utf8', 0, 117).replace(/\uFFFD+$/, '')}…`;
}
