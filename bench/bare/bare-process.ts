/** A process of the bench's own that shows the limit: started, asked, stopped. It ends when the bench does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface BareOptions {
  readonly entry: URL;
  readonly arguments?: readonly string[];
  /** The priority below normal, as the product starts what may take long. */
  readonly nice?: number;
}

export class BareProcess {
  readonly #child: ChildProcess;
  readonly #answers: ((answer: unknown) => void)[] = [];
  readonly #ended = Promise.withResolvers<never>();

  constructor({ entry, arguments: given = [], nice }: BareOptions) {
    const command = [process.execPath, fileURLToPath(entry), ...given];
    const [file = process.execPath, ...rest] = nice ? ['nice', '-n', String(nice), ...command] : command;
    this.#child = spawn(file, rest, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // The libraries' quick paths: the product runs with the same.
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' },
    });
    this.#child.on('message', (answer) => this.#answers.shift()?.(answer));
    this.#child.once('error', (error) => this.#ended.reject(error));
    this.#child.once('exit', (code, signal) => {
      this.#ended.reject(new Error(`a bare process ended with ${signal ?? `code ${code}`}`));
    });
    this.#ended.promise.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The next message of the process; the first one says that it is ready. */
  answer<T>(): Promise<T> {
    const answer = new Promise<T>((resolve) => this.#answers.push(resolve as (answer: unknown) => void));
    return Promise.race([answer, this.#ended.promise]);
  }

  ask<T>(question: object): Promise<T> {
    const answer = this.answer<T>();
    this.#child.send(question, () => {});
    return answer;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended.promise.catch(() => {});
  }
}

/** Starts processes, waits until all are ready, and stops them whatever happens. */
export async function withBare<T>(
  options: readonly BareOptions[],
  use: (processes: BareProcess[], ready: unknown[]) => Promise<T>,
): Promise<T> {
  const processes = options.map((each) => new BareProcess(each));
  try {
    const ready = await Promise.all(processes.map((each) => each.answer()));
    return await use(processes, ready);
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
  }
}
