/** The body of a request, read at the pace of whoever stores it, from a client that is not endlessly slow. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { AppError } from '../platform/errors.ts';
import { Pace, type PaceLimits, systemTicker, type Ticker } from './multipart/pace.ts';

/**
 * Fails with REQUEST_TIMEOUT when the client sends too slowly, and with CLIENT_DISCONNECTED when it goes before the end.
 * The request itself is left open, so that it can be answered.
 */
export function pacedBody(
  request: IncomingMessage,
  limits: PaceLimits,
  ticker: Ticker = systemTicker,
): Readable {
  return Readable.from(paced(request, limits, ticker), { objectMode: false });
}

async function* paced(request: IncomingMessage, limits: PaceLimits, ticker: Ticker): AsyncGenerator<Buffer> {
  const tooSlow = Promise.withResolvers<never>();
  tooSlow.promise.catch(() => {});
  const pace = new Pace(limits, ticker, () => tooSlow.reject(new AppError('REQUEST_TIMEOUT')));
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const next = chunks.next().catch((cause: unknown) => {
        throw new AppError('CLIENT_DISCONNECTED', undefined, { cause });
      });
      const { done, value } = await Promise.race([next, tooSlow.promise]);
      if (done) return;
      pace.received(value.length);
      // The time until the next chunk is asked for is ours.
      pace.pause();
      yield value;
      pace.resume();
    }
  } finally {
    pace.stop();
  }
}
