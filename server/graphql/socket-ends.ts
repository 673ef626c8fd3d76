/** How the server ends a socket: with a code that says whether to come back, and a sentence for whoever debugs it. */
import { CloseCode } from 'graphql-ws';
import type { KeyWatch } from '../../domain/access/key-watch.ts';
import type { Viewer } from '../../domain/access/viewer.ts';

/** What timers can wait; a longer one would end at once. */
const longestTimerMs = 2_147_483_647;

interface EndableSocket {
  readonly readyState: number;
  readonly OPEN: number;
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** Closes the socket with 4403 when the key or token ends that opened it, or is revoked: what it subscribed to ends with it. */
export function closeWithCredentials(
  socket: EndableSocket,
  { expiresAt, keyId }: Viewer,
  keys: Pick<KeyWatch, 'watch'>,
): void {
  // Whoever left while the key was looked at is told nothing any more.
  if (socket.readyState !== socket.OPEN) return;
  const close = (what: string): void => socket.close(CloseCode.Forbidden, `${what}: connect with a new one.`);
  if (keyId !== null)
    socket.once(
      'close',
      keys.watch(keyId, () => close('The key was revoked')),
    );
  if (expiresAt)
    socket.once(
      'close',
      whenItIs(expiresAt, () => close('The key or token has expired')),
    );
}

/** Answers how to stop waiting. */
function whenItIs(time: Date, then: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const left = time.getTime() - Date.now();
    if (left <= 0) then();
    else timer = setTimeout(wait, Math.min(left, longestTimerMs));
  };
  wait();
  return () => clearTimeout(timer);
}

/** RFC 6455 leaves 123 bytes for it. */
export function closeReason(sentence: string): string {
  const bytes = Buffer.from(sentence);
  return bytes.length <= 123 ? sentence : `${bytes.toString('utf8', 0, 117).replace(/\uFFFD+$/, '')}…`;
}
