/**
 * The children of one lane: keeps as many fresh ones as wanted, and lets worn ones work until their replacement is
 * warm, so that recycling costs no throughput.
 */
import type { Logger } from '../../platform/logging.ts';
import { launch } from './launch.ts';
import type { CrewLoad } from './render-metrics.ts';
import { type Exit, RenderProcess } from './render-process.ts';

export interface CrewOptions {
  readonly lane: string;
  readonly size: number;
  readonly background: boolean;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly inspectionSeconds: number;
  readonly recycleAfter: number;
  readonly logger: Logger | undefined;
  /** A child may have become free for work. */
  readonly onChange: () => void;
  /** Children die before they are ready, again and again. */
  readonly onHopeless: (how: string) => void;
}

/** So many failed starts in a row are no accident: the queue must not wait for the next. */
const hopelessAfter = 3;

export class Crew {
  readonly #options: CrewOptions;
  readonly #members = new Set<RenderProcess>();
  #failedStarts = 0;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#reconcile();
  }

  get size(): number {
    return this.#options.size;
  }

  /** Whether all the children that are wanted are warm. */
  get complete(): boolean {
    return this.#fresh().filter((member) => member.started).length >= this.size;
  }

  load(): CrewLoad {
    const members = [...this.#members];
    const idle = members.filter((member) => member.idle).length;
    const started = members.filter((member) => member.started).length;
    return { idle, busy: started - idle, starting: members.length - started };
  }

  pids(): number[] {
    return [...this.#members].flatMap(({ pid }) => pid ?? []);
  }

  idle(): RenderProcess | undefined {
    return [...this.#members].find((member) => member.idle);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await Promise.all([...this.#members].map((member) => member.kill()));
  }

  /** Starts what is missing and ends what is superfluous; called whenever anything has changed. */
  #reconcile(): void {
    if (this.#closed) return;
    if (!this.#retry) while (this.#fresh().length < this.size) this.#start();
    if (!this.complete) return;
    for (const member of this.#members) if (member.idle && this.#isWorn(member)) void member.kill();
  }

  #fresh(): RenderProcess[] {
    return [...this.#members].filter((member) => !this.#isWorn(member));
  }

  #isWorn({ renders, exhausted }: RenderProcess): boolean {
    return exhausted || renders >= this.#options.recycleAfter;
  }

  #start(): void {
    const { timeoutSeconds, inspectionSeconds, logger, lane } = this.#options;
    const member: RenderProcess = new RenderProcess(launch(this.#options), {
      timeoutSeconds,
      inspectionSeconds,
      onReady: () => {
        this.#failedStarts = 0;
        this.#changed();
      },
      onIdle: () => this.#changed(),
      onFault: ({ code, reason }) => logger?.debug({ lane, code, reason }, 'render refused'),
      onExit: (exit) => this.#onExit(member, exit),
    });
    this.#members.add(member);
  }

  #onExit(member: RenderProcess, { how, expected, started }: Exit): void {
    this.#members.delete(member);
    if (this.#closed) return;
    if (!expected) this.#options.logger?.warn({ lane: this.#options.lane, how }, 'a render process ended');
    if (!expected && !started) this.#onFailedStart(how);
    this.#changed();
  }

  /** Waits longer after each failure: a machine that cannot start one process must not be asked to start hundreds. */
  #onFailedStart(how: string): void {
    this.#failedStarts += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(
      () => {
        this.#retry = undefined;
        this.#reconcile();
      },
      Math.min(100 * 2 ** this.#failedStarts, 10_000),
    );
    if (this.#failedStarts >= hopelessAfter) this.#options.onHopeless(how);
  }

  #changed(): void {
    this.#reconcile();
    this.#options.onChange();
  }
}
