/**
 * Work that many ask for at once and that is done once: they share its result, and it is aborted when the last of them
 * has gone. One process; what it shares with others is not its concern.
 */

interface Running<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

export interface Wait {
  /** Aborted when this one has gone. */
  readonly signal: AbortSignal;
  /** After this, `onLate` decides what this one is told, and the work goes on without it. Default: it has all the time. */
  readonly patience?: { readonly ms: number; readonly onLate: () => Error };
}

export class SharedWork<T> {
  readonly #running = new Map<string, Running<T>>();
  #closed: Error | undefined;

  /** How many pieces of work there are. */
  get size(): number {
    return this.#running.size;
  }

  /** Does it for whoever asks later: nobody waits for it, so that nobody takes it along by leaving. */
  begin(key: string, work: (signal: AbortSignal) => Promise<T>): void {
    if (this.#closed) return;
    const running = this.#running.get(key) ?? this.#begin(key, work);
    running.waiting += 1;
  }

  /** Whether somebody is at it. */
  has(key: string): boolean {
    return this.#running.has(key);
  }

  /** Rejects with the reason of the signal, with what `onLate` says, or as the work does. */
  async share(key: string, work: (signal: AbortSignal) => Promise<T>, wait: Wait): Promise<T> {
    const { patience } = wait;
    wait.signal.throwIfAborted();
    if (this.#closed) throw this.#closed;
    const running = this.#running.get(key) ?? this.#begin(key, work);
    running.waiting += 1;
    const { promise: left, reject: leave } = Promise.withResolvers<never>();
    const onAbort = (): void => {
      running.waiting -= 1;
      if (running.waiting === 0) this.#end(key, running, wait.signal.reason);
      leave(wait.signal.reason);
    };
    // Who ran out of patience is still counted: the work is to be there when they ask again.
    const timer = patience && setTimeout(() => leave(patience.onLate()), patience.ms);
    wait.signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([running.result, left]);
    } finally {
      clearTimeout(timer);
      wait.signal.removeEventListener('abort', onAbort);
    }
  }

  /** Aborts all of it, and waits until nothing is being done any more, nor will be. */
  async close(reason: Error): Promise<void> {
    this.#closed = reason;
    const all = [...this.#running];
    for (const [key, running] of all) this.#end(key, running, reason);
    await Promise.allSettled(all.map(([, { result }]) => result));
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new AbortController();
    const result = work(abort.signal);
    const running: Running<T> = { result, abort, waiting: 0 };
    this.#running.set(key, running);
    // Also when nobody waits any more.
    result.catch(() => {}).finally(() => this.#forget(key, running));
    return running;
  }

  /** Whoever asks from now on begins anew, and does not get an abort that was meant for others. */
  #end(key: string, running: Running<T>, reason: unknown): void {
    this.#forget(key, running);
    running.abort.abort(reason);
  }

  #forget(key: string, running: Running<T>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}
