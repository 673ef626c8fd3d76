/** A number of places, and a queue with an end before them: first come, first served, and who leaves the queue frees it. */
import { AppError } from '../../platform/errors.ts';

export interface PlacesOptions {
  readonly places: number;
  /** How many may wait for a place. */
  readonly queue: number;
}

export class Places {
  readonly #options: PlacesOptions;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /**
   * Whether fewer than half of the places are taken. What nobody waits for begins only then, so that those who come next find
   * places all the same.
   */
  get isQuiet(): boolean {
    return this.#taken * 2 < this.#options.places;
  }

  /** Does the work when there is a place for it. @throws AppError BUSY; the reason of the signal. */
  async hold<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (this.#taken < this.#options.places) this.#taken += 1;
    else await this.#wait(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#options.queue) return Promise.reject(new AppError('BUSY'));
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#waiting.delete(enter);
        signal.removeEventListener('abort', abort);
      };
      const enter = (): void => {
        settle();
        resolve();
      };
      const abort = (): void => {
        settle();
        reject(signal.reason as Error);
      };
      this.#waiting.add(enter);
      signal.addEventListener('abort', abort);
    });
  }

  /** The place goes to the next in the queue, without being free in between. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next) next();
    else this.#taken -= 1;
  }
}
