/**
 * Watches how fast a client sends. Time in which we do not read is not the client's: the clock stands still while
 * back-pressure holds the request.
 */

export interface PaceLimits {
  readonly idleSeconds: number;
  readonly minBytesPerSecond: number;
}

/** Time, so that tests need not wait for it. */
export interface Ticker {
  /** Milliseconds from any fixed moment. */
  now(): number;
  /** Calls until the returned function is called. */
  every(milliseconds: number, call: () => void): () => void;
}

export const systemTicker: Ticker = {
  now: () => performance.now(),
  every(milliseconds, call) {
    const timer = setInterval(call, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** An average says nothing before this: slow starts and a first pause are normal. */
const settleMilliseconds = 30_000;

export class Pace {
  readonly #limits: PaceLimits;
  readonly #ticker: Ticker;
  readonly #stop: () => void;
  #bytes = 0;
  #idle = 0;
  #spent = 0;
  #paused = false;
  #last: number;

  /** `tooSlow` is called at each check that finds a limit crossed. */
  constructor(limits: PaceLimits, ticker: Ticker, tooSlow: () => void) {
    this.#limits = limits;
    this.#ticker = ticker;
    this.#last = ticker.now();
    this.#stop = ticker.every(1000, () => {
      this.#count();
      if (this.#isTooSlow()) tooSlow();
    });
  }

  received(bytes: number): void {
    this.#count();
    this.#bytes += bytes;
    this.#idle = 0;
  }

  pause(): void {
    this.#count();
    this.#paused = true;
  }

  resume(): void {
    this.#count();
    this.#paused = false;
    this.#idle = 0;
  }

  /** Forgets what was, as for a new request. */
  restart(): void {
    this.resume();
    this.#bytes = 0;
    this.#spent = 0;
  }

  stop(): void {
    this.#stop();
  }

  #count(): void {
    const now = this.#ticker.now();
    const passed = this.#paused ? 0 : now - this.#last;
    this.#last = now;
    this.#idle += passed;
    this.#spent += passed;
  }

  #isTooSlow(): boolean {
    const { idleSeconds, minBytesPerSecond } = this.#limits;
    if (this.#idle >= idleSeconds * 1000) return true;
    return this.#spent > settleMilliseconds && this.#bytes < (minBytesPerSecond * this.#spent) / 1000;
  }
}
