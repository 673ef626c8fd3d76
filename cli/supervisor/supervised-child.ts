/**
 * One child process that is to stay alive: started, watched, started again after a crash with growing pauses.
 * In a session of its own: the terminal's Ctrl-C must not reach it (or its render processes) before the
 * supervisor has said in which order things end.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { AppError } from '../../platform/errors.ts';
import type { ChildMessage } from '../../platform/lifecycle.ts';
import type { Logger } from '../../platform/logging.ts';

export interface ChildOptions {
  name: string;
  entry: URL;
  environment: Record<string, string | undefined>;
  logger: Logger;
}

/** Crashes in a row, before it has ever been ready, after which starting it is hopeless. */
const hopelessCrashes = 5;
/** Having run this long, a crash is a new one and not the last one again. */
const healthyMs = 60_000;
const shortestPauseMs = 100;
const longestPauseMs = 30_000;

/**
 * V8 lets the young generation grow to 128 MB, and with it the socket buffers that wait there to be forgotten: a large
 * upload would grow the process by 80 MB. With this it is under 60, and queries are as fast (`npm run bench`).
 */
const heapLimit = '--max-semi-space-size=8';

export class SupervisedChild {
  readonly #options: ChildOptions;
  readonly #firstReady = Promise.withResolvers<string | undefined>();
  readonly #stopped = Promise.withResolvers<void>();
  #process: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;
  #wasEverReady = false;
  #readyAt: number | undefined;
  #crashes = 0;
  #failure: string | undefined;

  constructor(options: ChildOptions) {
    this.#options = options;
    // Stopping before it was ready leaves nobody waiting for it.
    this.#firstReady.promise.catch(() => {});
  }

  /** Resolves with its URL when it first serves. Rejects with a sentence when it cannot. */
  start(): Promise<string | undefined> {
    this.#launch();
    return this.#firstReady.promise;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Asks it to end what it has begun, and cuts it off at the deadline. */
  async stop(deadlineMs: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    if (!this.#process) return;
    this.#process.kill('SIGTERM');
    const cutOff = setTimeout(() => this.kill(), deadlineMs);
    await this.#stopped.promise;
    clearTimeout(cutOff);
  }

  /** At once, with all the processes that it has started. */
  kill(): void {
    const pid = this.#process?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      // Its group is gone already.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  #launch(): void {
    const { entry, environment } = this.#options;
    this.#readyAt = undefined;
    this.#failure = undefined;
    const child = fork(entry, {
      env: environment,
      execArgv: [...process.execArgv, heapLimit],
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#process = child;
    child.on('message', (message) => this.#hear(message as ChildMessage));
    child.once('error', (error) => this.#ended({ error }));
    child.once('exit', (code, signal) => this.#ended({ code, signal }));
  }

  #hear(message: ChildMessage): void {
    if (message.type === 'failed') {
      this.#failure = message.reason;
      return;
    }
    this.#wasEverReady = true;
    this.#readyAt = Date.now();
    this.#firstReady.resolve(message.url);
  }

  #ended(how: Readonly<Record<string, unknown>>): void {
    if (!this.#process) return;
    this.#process = undefined;
    if (this.#stopping) return this.#stopped.resolve();
    const wasHealthy = this.#readyAt !== undefined && Date.now() - this.#readyAt > healthyMs;
    this.#crashes = wasHealthy ? 1 : this.#crashes + 1;
    const reason = this.#hopeless();
    if (reason !== undefined) return this.#firstReady.reject(new AppError('START_FAILED', { reason }));
    const pauseMs = Math.min(shortestPauseMs * 2 ** (this.#crashes - 1), longestPauseMs);
    const { logger, name } = this.#options;
    logger.error(
      { child: name, ...how, reason: this.#failure, pauseMs },
      'a process ended and is started again',
    );
    this.#timer = setTimeout(() => this.#launch(), pauseMs);
  }

  /** Once it has served, whatever is wrong may pass and it is tried for ever. */
  #hopeless(): string | undefined {
    if (this.#wasEverReady) return undefined;
    if (this.#failure !== undefined) return this.#failure;
    if (this.#crashes < hopelessCrashes) return undefined;
    return `The ${this.#options.name} crashed ${this.#crashes} times while starting; its log lines above say why`;
  }
}
