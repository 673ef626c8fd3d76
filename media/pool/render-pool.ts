/**
 * Renders in child processes, so that a crash, a leak or a bomb takes down a child and not the service. Two crews:
 * `express` for what somebody waits for, and `bulk`, which gives way to it and does what is in the background as well, when it
 * has nothing else to do.
 */
import { AppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Lane, Measurement, Product, RenderPool, ShrunkCopy, SourceInfo } from '../types.ts';
import { Crew } from './crew.ts';
import { Job, type JobOptions } from './job.ts';
import type { Request, Result } from './protocol.ts';
import { counted, measured, measureProcesses } from './render-metrics.ts';

export interface RenderPoolOptions {
  /** Children of the bulk lane. Zero where nothing but inspection and small renders is asked for. */
  readonly processes: number;
  /** Children of the express lane, at least one. */
  readonly expressProcesses?: number | undefined;
  /** How long one request may run, from the moment a child has it. */
  readonly timeoutSeconds: number;
  /** The same for an inspection, where that is less. Default: fifteen. */
  readonly inspectionSeconds?: number | undefined;
  /** Data memory of one child; Node's own reservations are about 600 of it. */
  readonly memoryMegabytes: number;
  /** Renders after which a child is replaced. */
  readonly recycleAfter: number;
  /** Waiting requests of a lane beyond which the next is refused with BUSY. Default: no bound. */
  readonly maxQueue?: number | undefined;
  readonly logger?: Logger | undefined;
}

/** A header takes milliseconds, and whoever sent it waits; some are written so that a reader counts for minutes. */
const defaultInspectionSeconds = 15;

/** The children start at once and warm up while the caller does other things. */
export function createRenderPool(options: RenderPoolOptions): RenderPool {
  const pool = new Dispatcher(options);
  return {
    ready: () => pool.ready(),
    inspect: (path, signal) =>
      pool.submit({ kind: 'inspect', path }, 'express', { signal }) as Promise<SourceInfo>,
    async render(task, { lane, onOutput, onPlaceholder, signal }) {
      const onProduct = (product: Product) =>
        product.kind === 'output' ? onOutput(measured(product.output)) : onPlaceholder?.(product.placeholder);
      await pool.submit({ kind: 'render', task }, lane, { onProduct, signal });
    },
    measure: (task, { signal } = {}) =>
      pool.submit({ kind: 'measure', task }, 'bulk', { signal }) as Promise<Measurement>,
    shrink: (task, { signal } = {}) =>
      pool.submit({ kind: 'shrink', task }, 'express', { signal }) as Promise<ShrunkCopy>,
    pids: () => pool.pids(),
    close: () => pool.close(),
  };
}

type CrewName = 'express' | 'bulk';

const lanes: readonly Lane[] = ['express', 'bulk', 'background'];

class Dispatcher {
  readonly #maxQueue: number;
  readonly #crews: Readonly<Record<CrewName, Crew>>;
  readonly #queues: Readonly<Record<Lane, Set<Job>>> = {
    express: new Set(),
    bulk: new Set(),
    background: new Set(),
  };
  readonly #ready = Promise.withResolvers<void>();
  readonly #endMeasuring: () => void;
  #closing: Promise<void> | undefined;

  constructor({
    processes,
    expressProcesses = 1,
    maxQueue = Infinity,
    inspectionSeconds = defaultInspectionSeconds,
    ...shared
  }: RenderPoolOptions) {
    this.#maxQueue = maxQueue;
    // Nobody has to ask whether it is ready.
    this.#ready.promise.catch(() => {});
    const crew = (lane: CrewName, size: number): Crew =>
      new Crew({
        ...shared,
        inspectionSeconds,
        logger: shared.logger,
        lane,
        size,
        background: lane === 'bulk',
        onChange: () => this.#dispatch(),
        onHopeless: (how) => this.#giveUp(lane === 'bulk' ? ['bulk', 'background'] : ['express'], how),
      });
    this.#crews = { express: crew('express', Math.max(1, expressProcesses)), bulk: crew('bulk', processes) };
    this.#endMeasuring = measureProcesses(
      () => ({ express: this.#crews.express.load(), bulk: this.#crews.bulk.load() }),
      () => Object.fromEntries(lanes.map((lane) => [lane, this.#queues[lane].size])),
    );
  }

  ready(): Promise<void> {
    return this.#ready.promise;
  }

  pids(): number[] {
    return [...this.#crews.express.pids(), ...this.#crews.bulk.pids()];
  }

  submit(request: Request, asked: Lane, options: JobOptions): Promise<Result> {
    return counted(request.kind, this.#submit(request, asked, options));
  }

  #submit(request: Request, asked: Lane, options: JobOptions): Promise<Result> {
    const lane = this.#crews.bulk.size > 0 ? asked : 'express';
    const queue = this.#queues[lane];
    if (options.signal?.aborted) return Promise.reject(options.signal.reason as Error);
    if (this.#closing || queue.size >= this.#maxQueue) return Promise.reject(new AppError('BUSY'));
    const job = new Job(request, options);
    job.onAbandoned = () => queue.delete(job);
    queue.add(job);
    this.#dispatch();
    return job.result;
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#endMeasuring();
    this.#ready.reject(new AppError('BUSY'));
    for (const lane of lanes) this.#refuse(lane, new AppError('BUSY'));
    await Promise.all([this.#crews.express.close(), this.#crews.bulk.close()]);
  }

  /** An express job also takes an idle bulk child; the express child is kept free of bulk work, whatever waits. */
  #dispatch(): void {
    const { express, bulk } = this.#crews;
    if (express.complete && bulk.complete) this.#ready.resolve();
    this.#hand('express', () => express.idle() ?? bulk.idle());
    this.#hand('bulk', () => bulk.idle());
    this.#hand('background', () => bulk.idle());
  }

  #hand(lane: Lane, idle: () => ReturnType<Crew['idle']>): void {
    for (const job of this.#queues[lane]) {
      const child = idle();
      if (!child) return;
      this.#queues[lane].delete(job);
      child.run(job);
    }
  }

  #giveUp(hopeless: readonly Lane[], how: string): void {
    const error = new AppError(
      'RENDER_FAILED',
      { reason: 'the render process does not start' },
      { cause: how },
    );
    this.#ready.reject(error);
    for (const lane of hopeless) this.#refuse(lane, error);
  }

  #refuse(lane: Lane, error: AppError): void {
    for (const job of this.#queues[lane]) void job.fail(error);
    this.#queues[lane].clear();
  }
}
