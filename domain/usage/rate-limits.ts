/**
 * Budgets of clients: so many queries, mutations, uploads and renditions in a minute. They are counted in memory, and
 * servers tell each other through Postgres of those clients who use a part worth telling: no request waits for a query, and
 * one client has one budget however many servers there are. A database that is away makes each server count alone.
 */
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { Logger } from '../../platform/logging.ts';

export const budgets = ['queries', 'mutations', 'uploads', 'renditions'] as const;
export type Budget = (typeof budgets)[number];

/** Of a client with a budget, after something was taken. */
export interface Standing {
  readonly budget: Budget;
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the whole quota is there again. */
  readonly resetSeconds: number;
  /** Whether it was more than there was. */
  readonly isExceeded: boolean;
}

export interface RateLimits {
  /** Takes so much from the client's budget; undefined when it has no limit. */
  take(budget: Budget, client: string, count?: number): Promise<Standing | undefined>;
  /** Ends the telling. */
  close(): Promise<void>;
}

export interface RateLimitOptions {
  readonly database: DataSource;
  readonly logger: Logger;
  /** In one window; 0 for no limit. */
  readonly quotas: Readonly<Record<Budget, number>>;
  readonly windowSeconds?: number;
  /** How often the servers tell each other. */
  readonly everyMs?: number;
}

/** What a server may keep to itself: a twentieth of a budget. The others would overdraw by as much for each of them. */
const untoldShare = 20;

export function createRateLimits(options: RateLimitOptions): RateLimits {
  const { logger, quotas, windowSeconds = 60, everyMs = 1_000 } = options;
  const counters = new Map<Budget, Counter>();
  for (const budget of budgets)
    if (quotas[budget] > 0) counters.set(budget, new Counter(options, budget, windowSeconds));

  let isAway = false;
  const tell = async (): Promise<void> => {
    try {
      for (const counter of counters.values()) await counter.tell();
      isAway = false;
    } catch (error) {
      // Once for as long as it lasts: what was not told is told later.
      if (!isAway) logger.warn({ err: error }, 'rate limits are counted by each server alone');
      isAway = true;
    }
  };

  let telling: Promise<void> | undefined;
  // The next begins when this one has ended, so that a slow database is not asked faster than it answers.
  const timer = setInterval(() => {
    telling ??= tell().finally(() => (telling = undefined));
  }, everyMs);
  timer.unref();

  return {
    async take(budget, client, count = 1) {
      const counter = counters.get(budget);
      return counter && count > 0 ? counter.take(client, count) : undefined;
    },
    async close() {
      clearInterval(timer);
      await telling;
    },
  };
}

interface Untold {
  count: number;
  /** When the window ends that it was counted in, and it is worth nothing any more. */
  until: number;
}

/** One budget of all clients. */
class Counter {
  readonly #budget: Budget;
  readonly #quota: number;
  readonly #windowSeconds: number;
  readonly #memory: RateLimiterMemory;
  readonly #shared: RateLimiterPostgres;
  readonly #untold = new Map<string, Untold>();

  constructor({ database, quotas }: RateLimitOptions, budget: Budget, windowSeconds: number) {
    this.#budget = budget;
    this.#quota = quotas[budget];
    this.#windowSeconds = windowSeconds;
    const window = { keyPrefix: budget, points: this.#quota, duration: windowSeconds };
    this.#memory = new RateLimiterMemory(window);
    this.#shared = new RateLimiterPostgres({
      ...window,
      storeClient: database,
      storeType: 'typeorm',
      tableName: 'rate_limits',
      tableCreated: true,
      // A worker does that, for all servers.
      clearExpiredByTimeout: false,
    });
  }

  async take(client: string, count: number): Promise<Standing> {
    try {
      const result = await this.#memory.consume(client, count);
      this.#note(client, count, result);
      return this.#standing(result, false);
    } catch (result) {
      if (result instanceof RateLimiterRes) return this.#standing(result, true);
      throw result;
    }
  }

  /** Adds what was used here to what was used everywhere, and takes over the sum. */
  async tell(): Promise<void> {
    const now = Date.now();
    for (const [client, untold] of this.#untold) {
      if (untold.until <= now) this.#untold.delete(client);
      else if (untold.count * untoldShare >= this.#quota) await this.#tellOf(client, untold);
    }
  }

  async #tellOf(client: string, told: Untold): Promise<void> {
    // What comes meanwhile is counted anew, and told the next time.
    this.#untold.delete(client);
    try {
      const { consumedPoints, msBeforeNext } = await this.#shared.penalty(client, told.count);
      const since = this.#untold.get(client)?.count ?? 0;
      if (msBeforeNext > 0) await this.#memory.set(client, consumedPoints + since, msBeforeNext / 1_000);
    } catch (error) {
      told.count += this.#untold.get(client)?.count ?? 0;
      this.#untold.set(client, told);
      throw error;
    }
  }

  #note(client: string, count: number, { msBeforeNext, isFirstInDuration }: RateLimiterRes): void {
    const untold = this.#untold.get(client);
    if (untold && !isFirstInDuration) untold.count += count;
    else this.#untold.set(client, { count, until: Date.now() + msBeforeNext });
  }

  #standing({ remainingPoints, msBeforeNext }: RateLimiterRes, isExceeded: boolean): Standing {
    return {
      budget: this.#budget,
      quota: this.#quota,
      windowSeconds: this.#windowSeconds,
      remaining: remainingPoints,
      resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
      isExceeded,
    };
  }
}
