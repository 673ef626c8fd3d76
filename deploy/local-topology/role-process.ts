/** One container's process: started from the same entry point, with the same environment, and told to stop as Docker does it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RoleOptions {
  /** The repository, with a build in `dist`. */
  readonly root: string;
  /** Of the image. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it runs and logs: no .env of a developer is found there. */
  readonly folder: string;
}

/** What the image is started with, see deploy/Dockerfile. */
const nodeOptions = ['--max-semi-space-size=8'];

export class RoleProcess {
  readonly name: string;
  readonly #options: RoleOptions;
  #process: ChildProcess | undefined;

  constructor(name: string, options: RoleOptions) {
    this.name = name;
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Resolves when it serves. */
  async start(): Promise<void> {
    const child = this.#spawn();
    this.#process = child;
    const ready = Promise.withResolvers<void>();
    child.once('message', () => ready.resolve());
    child.once('exit', (code, signal) => ready.reject(this.#ended(code ?? signal)));
    await ready.promise;
  }

  /** Runs to its end, as `migrate` does. */
  async run(): Promise<void> {
    const [code] = (await once(this.#spawn(), 'exit')) as unknown[];
    if (code !== 0) throw this.#ended(code);
  }

  /** @returns what it exited with. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    child.kill(signal);
    const [code, killedBy] = await exit;
    return code ?? killedBy;
  }

  /** With its last words: the folder may be gone when somebody reads this. */
  #ended(how: unknown): Error {
    const words = readFileSync(this.#logFile, 'utf8').slice(-2_000);
    return new Error(`${this.name} ended with ${String(how)}:\n${words}`);
  }

  get #logFile(): string {
    return join(this.#options.folder, `${this.name}.log`);
  }

  #spawn(): ChildProcess {
    const { root, command, environment, folder } = this.#options;
    const log = openSync(this.#logFile, 'a');
    const child = spawn(process.execPath, [...nodeOptions, join(root, 'dist/cli/main.js'), ...command], {
      cwd: folder,
      env: environment,
      // The channel says when it is ready, and ends it should this process be killed.
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return child;
  }
}
