/** Tells now and then how far a body is: somebody may watch, and the sweeper leaves alone what still moves. */
import type { CountedBody } from './metered-body.ts';

/** Often enough for somebody who watches, and rare enough to cost nothing. */
const everyMs = 1_000;

/**
 * Begins; the answer stops it, and resolves when nothing of it is under way any more. A report that fails is not worth
 * failing the upload for.
 */
export function reportReceived(
  body: Pick<CountedBody, 'receivedBytes'>,
  write: (received: number) => Promise<unknown>,
): () => Promise<void> {
  let reported = 0;
  let writing: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    const received = body.receivedBytes();
    if (received === reported || writing) return;
    reported = received;
    writing = write(received)
      .catch(() => undefined)
      .finally(() => (writing = undefined));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await writing;
  };
}
