/** Trying again: what passes by itself is waited for, a line that is away is waited for without counting. */
import { isPassing } from './failure.ts';

export interface Patience {
  /** Milliseconds before each further attempt; as many attempts more as there are. */
  readonly delays: readonly number[];
  readonly signal: AbortSignal;
  /** Told when it begins to wait, and when it goes on. */
  readonly onWaiting?: (isWaiting: boolean) => void;
}

/** Half a minute in all: what takes longer is offline, or for a person to decide. */
export const defaultDelays: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

/** @throws what the last attempt threw; at once when it will not pass, or the signal is aborted. */
export async function persist<Result>(
  attempt: () => Promise<Result>,
  { delays, signal, onWaiting }: Patience,
): Promise<Result> {
  for (let failures = 0; ;) {
    try {
      return await attempt();
    } catch (fault) {
      signal.throwIfAborted();
      if (!isPassing(fault)) throw fault;
      const isOffline = fault.code === 'NETWORK' && !isOnline();
      const delay = isOffline ? 0 : delays[failures];
      if (delay === undefined) throw fault;
      onWaiting?.(true);
      if (isOffline) await untilOnline(signal);
      else await pause(Math.max(spread(delay), fault.retryAfterMs), signal);
      onWaiting?.(false);
      if (!isOffline) failures += 1;
    }
  }
}

/** So that many clients that lost the same server do not come back in step. */
export const spread = (delay: number): number => delay * (0.5 + Math.random());

/** Only a clear no counts: browsers say yes to any network, with or without a way out. */
export const isOnline = (): boolean =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.onLine !== false;

const untilOnline = (signal: AbortSignal): Promise<void> =>
  abortable(signal, (resolve) => {
    globalThis.addEventListener('online', resolve);
    return () => globalThis.removeEventListener('online', resolve);
  });

export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  abortable(signal, (resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    return () => clearTimeout(timer);
  });

/** @throws the reason of the signal. */
function abortable(signal: AbortSignal, begin: (resolve: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => end(() => reject(signal.reason as Error));
    const stop = begin(() => end(resolve));
    signal.addEventListener('abort', abort, { once: true });
    function end(settle: () => void): void {
      stop();
      signal.removeEventListener('abort', abort);
      settle();
    }
  });
}
