/** The level of a process's log, changed for a while. What logs already with a logger of its own keeps the level of its beginning. */
import type { Logger } from '../logging.ts';

export interface LogLevelState {
  readonly level: string;
  /** What it goes back to, and when; both null when it is the usual one. */
  readonly usual: string | null;
  readonly until: string | null;
}

export class LogLevel {
  readonly #logger: Logger;
  readonly #usual: string;
  #until: Date | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#usual = logger.level;
  }

  get state(): LogLevelState {
    const until = this.#until?.toISOString() ?? null;
    return { level: this.#logger.level, usual: until && this.#usual, until };
  }

  /** Whatever was set before is forgotten. */
  set(level: string, seconds: number): void {
    clearTimeout(this.#timer);
    this.#until = new Date(Date.now() + seconds * 1_000);
    this.#timer = setTimeout(() => this.goBack(), seconds * 1_000).unref();
    this.#logger.level = level;
  }

  goBack(): void {
    clearTimeout(this.#timer);
    this.#until = null;
    this.#logger.level = this.#usual;
  }
}
