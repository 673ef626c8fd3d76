/**
 * One child process and the one job that it may be running. Owns the deadline and the kill; knows nothing of queues.
 */
import type { ChildProcess } from 'node:child_process';
import { AppError, appErrorFrom } from '../../platform/errors.ts';
import type { Job } from './job.ts';
import type { Fault, Reply } from './protocol.ts';

export interface RenderProcessOptions {
  readonly timeoutSeconds: number;
  /** The same for an inspection, where that is less. */
  readonly inspectionSeconds: number;
  readonly onReady: () => void;
  /** The job is over, whichever way, and the next may come. */
  readonly onIdle: () => void;
  /** Once, after which the object is of no use. */
  readonly onExit: (exit: Exit) => void;
  readonly onFault: (fault: Fault) => void;
}

export interface Exit {
  /** Signal or exit code, and the last words of the process. */
  readonly how: string;
  /** Whether somebody asked for it by `kill`. */
  readonly expected: boolean;
  readonly started: boolean;
}

/** Loading and warming takes a third of a second; one that takes this long on any machine will never be ready. */
const startSeconds = 30;

const secondsFor = ({ request }: Job, options: RenderProcessOptions): number =>
  request.kind === 'inspect'
    ? Math.min(options.inspectionSeconds, options.timeoutSeconds)
    : options.timeoutSeconds;

/** About what a fresh child costs: waiting longer for an abandoned render to end is worse than killing it. */
const abandonedMs = 250;

export class RenderProcess {
  /** How many renders it has finished. */
  renders = 0;
  /** Whether it ran out of memory once: what is left of its heap is not to be trusted. */
  exhausted = false;
  #state: 'starting' | 'idle' | 'busy' | 'ending' | 'gone' = 'starting';
  #job: Job | undefined;
  #deadline: NodeJS.Timeout | undefined;
  /** What the running job may take. */
  #seconds = startSeconds;
  #timedOut = false;
  #stderr = '';
  readonly #child: ChildProcess;
  readonly #options: RenderProcessOptions;
  readonly #exited = Promise.withResolvers<void>();

  constructor(child: ChildProcess, options: RenderProcessOptions) {
    this.#child = child;
    this.#options = options;
    child.on('message', (reply: Reply) => this.#onReply(reply));
    child.once('exit', (code, signal) => this.#onExit(signal ?? `code ${code}`));
    // Without a pid there will be no exit event; with one, a failed send is followed by it.
    child.on('error', (error) => child.pid === undefined && this.#onExit(error.message));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#keepStderr(text));
    this.#setDeadline(startSeconds * 1000);
  }

  get pid(): number | undefined {
    return this.#state === 'gone' ? undefined : this.#child.pid;
  }

  get started(): boolean {
    return this.#state === 'idle' || this.#state === 'busy';
  }

  get idle(): boolean {
    return this.#state === 'idle';
  }

  run(job: Job): void {
    this.#state = 'busy';
    this.#job = job;
    job.onAbandoned = () => this.#setDeadline(abandonedMs);
    this.#seconds = secondsFor(job, this.#options);
    this.#setDeadline(this.#seconds * 1000);
    job.begin(this.#child.pid);
    // A child that died this instant reports by its exit; the callback only keeps the error from being thrown.
    this.#child.send(job.request, () => {});
  }

  /** Ends the process at once; a running job fails with BUSY, since only a pool that closes does this to one. */
  kill(): Promise<void> {
    if (this.#state !== 'gone') this.#state = 'ending';
    this.#child.kill('SIGKILL');
    return this.#exited.promise;
  }

  #onReply(reply: Reply): void {
    if (this.#state === 'ending' || this.#state === 'gone') return;
    if (reply.kind === 'ready') return this.#becomeIdle(this.#options.onReady);
    const job = this.#job;
    if (!job) return;
    if (reply.kind === 'output' || reply.kind === 'placeholder') return job.deliver(reply);
    this.#job = undefined;
    if (job.request.kind !== 'inspect') this.renders += 1;
    if (reply.kind === 'done') void job.complete(reply.result);
    else void job.fail(this.#revive(reply));
    this.#becomeIdle(this.#options.onIdle);
  }

  #revive(fault: Fault): AppError {
    this.exhausted ||= fault.code === 'RENDER_CRASHED';
    this.#options.onFault(fault);
    return appErrorFrom(fault) ?? new AppError('RENDER_FAILED', { reason: 'the answer is not understood' });
  }

  #becomeIdle(notify: () => void): void {
    clearTimeout(this.#deadline);
    this.#state = 'idle';
    notify();
  }

  #setDeadline(ms: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#onDeadline(), ms);
  }

  /** Nothing less than SIGKILL stops an encoder: it runs in a thread that asks nobody. */
  #onDeadline(): void {
    this.#timedOut = true;
    this.#child.kill('SIGKILL');
  }

  #onExit(how: string): void {
    if (this.#state === 'gone') return;
    const exit = { expected: this.#state === 'ending', started: this.#state !== 'starting' };
    this.#state = 'gone';
    clearTimeout(this.#deadline);
    this.#child.removeAllListeners('message');
    void this.#job?.fail(exit.expected ? new AppError('BUSY') : this.#death());
    this.#exited.resolve();
    this.#options.onExit({ ...exit, how: [how, this.#stderr.trim()].filter(Boolean).join(': ') });
  }

  #death(): AppError {
    if (!this.#timedOut) return new AppError('RENDER_CRASHED');
    return new AppError('RENDER_TIMEOUT', { seconds: this.#seconds });
  }

  #keepStderr(text: string): void {
    this.#stderr = (this.#stderr + text).slice(-1000);
  }
}
