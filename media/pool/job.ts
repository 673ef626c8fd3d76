/**
 * One request from the moment it is queued until its caller has the answer. Settles exactly once; products reach the
 * caller in order, one at a time, and none after it gave up.
 */
import type { AppError } from '../../platform/errors.ts';
import { inSpan, inThisSpan } from '../../platform/tracing/span.ts';
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
  /** Settles when the child is done with it. */
  readonly #work = Promise.withResolvers<void>();

  /** Called when a child has it. */
  readonly begin: (pid: number | undefined) => void = inThisSpan((pid) => {
    const { kind } = this.request;
    const attributes = { ...(pid !== undefined && { 'process.pid': pid }), ...describe(this.request) };
    inSpan(kind, { attributes }, () => this.#work.promise).catch(() => {});
  });

  constructor(request: Request, { onProduct, ...options }: JobOptions) {
    this.request = request;
    // It is called by whatever the child sends, which belongs to nobody.
    this.#options = { ...options, onProduct: onProduct && inThisSpan(onProduct) };
    this.result = this.#settlers.promise;
    // One that is refused while it waits has no child, and nobody who looks at this.
    this.#work.promise.catch(() => {});
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
    this.#work.resolve();
    await this.#deliveries;
    this.#settle(() => this.#settlers.resolve(result));
  }

  /** Products that arrived before the failure are still taken: they are good. */
  async fail(error: AppError): Promise<void> {
    this.#work.reject(error);
    await this.#deliveries;
    this.#settle(() => this.#settlers.reject(error));
  }

  readonly #onAbort = (): void => this.#abandon(this.#options.signal?.reason);

  #abandon(reason: unknown): void {
    this.#work.resolve();
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

/** For a trace: what it is that takes the time. */
function describe(request: Request): Record<string, string | string[]> {
  if (request.kind !== 'render') return {};
  const { geometry, encodings } = request.task;
  return {
    'darkroom.render.size': isWhole(geometry) ? 'full' : `${geometry.width ?? ''}x${geometry.height ?? ''}`,
    'darkroom.render.formats': encodings.map(({ format }) => format),
  };
}

const isWhole = ({ width, height }: { width?: number | undefined; height?: number | undefined }): boolean =>
  width === undefined && height === undefined;
