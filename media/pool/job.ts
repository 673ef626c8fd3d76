/**
 * One request from the moment it is queued until its caller has the answer. Settles exactly once; products reach the
 * caller in order, one at a time, and none after it gave up.
 */
import type { AppError } from '../../platform/errors.ts';
import type { Product } from '../types.ts';
import type { Request, Result } from './protocol.ts';

export interface JobOptions {
  readonly onProduct?: ((product: Product) => void | Promise<void>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class Job {
  readonly request: Request;
  readonly result: Promise<Result>;
  /** Called once when the caller aborts, or fails to take a product. */
  onAbandoned: (() => void) | undefined;
  #settled = false;
  readonly #options: JobOptions;
  readonly #settlers = Promise.withResolvers<Result>();
  #deliveries: Promise<void> = Promise.resolve();

  constructor(request: Request, options: JobOptions) {
    this.request = request;
    this.#options = options;
    this.result = this.#settlers.promise;
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  get settled(): boolean {
    return this.#settled;
  }

  deliver(product: Product): void {
    this.#deliveries = this.#deliveries
      .then(() => (this.#settled ? undefined : this.#options.onProduct?.(product)))
      .catch((error: unknown) => this.#abandon(error));
  }

  /** Waits until the last product is taken. */
  async complete(result: Result): Promise<void> {
    await this.#deliveries;
    this.#settle(() => this.#settlers.resolve(result));
  }

  /** Products that arrived before the failure are still taken: they are good. */
  async fail(error: AppError): Promise<void> {
    await this.#deliveries;
    this.#settle(() => this.#settlers.reject(error));
  }

  readonly #onAbort = (): void => this.#abandon(this.#options.signal?.reason);

  #abandon(reason: unknown): void {
    this.#settle(() => this.#settlers.reject(reason));
    this.onAbandoned?.();
  }

  #settle(settle: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    settle();
  }
}
