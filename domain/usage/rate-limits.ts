/**
 * Budgets of clients: so many queries, mutations, uploads and renditions in a minute, as token buckets. They are kept in
 * memory, and servers tell each other through Postgres of those clients who use a part worth telling: no request waits
 * for a query, and one client has one budget however many servers there are. A database that is away makes each server
 * count alone.
 */
import type { DataSource } from 'typeorm';
import type { Logger } from '../../platform/logging.ts';
import { addToShared, type Told } from './rate-limit-table.ts';
import type { Payer } from './rate-client.ts';
import { type BucketSize, draw, msPerUnit } from './token-bucket.ts';

export const budgets = ['queries', 'mutations', 'uploads', 'renditions'] as const;
export type Budget = (typeof budgets)[number];

/** Of the client with the least room, after something was taken. */
export interface Standing {
  readonly budget: Budget;
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the whole quota is there again. */
  readonly resetSeconds: number;
  /** Whether it was more than there was; nothing was taken then. */
  readonly isExceeded: boolean;
  /** Until there is as much as was asked for; infinite where there never is. */
  readonly retrySeconds: number;
}

export interface RateLimits {
  /** Takes so much from the budget of each who pays, or from none; undefined when there is no limit. */
  take(budget: Budget, payers: readonly Payer[], count?: number): Standing | undefined;
  /** Ends the telling. */
  close(): Promise<void>;
}

export interface RateLimitOptions {
  readonly database: DataSource;
  readonly logger: Logger;
  /** In one window; 0 for no limit. */
  readonly quotas: Readonly<Record<Budget, number>>;
  /** What one key may use of them. */
  readonly keyPercent: number;
  readonly windowSeconds?: number;
  /** How often the servers tell each other. */
  readonly everyMs?: number;
}

/** What a server may keep to itself: a twentieth of a budget. The others would overdraw by as much for each of them. */
const untoldShare = 20;

export function createRateLimits(options: RateLimitOptions): RateLimits {
  const { database, logger, quotas, keyPercent, windowSeconds = 60, everyMs = 1_000 } = options;
  const counters = new Map<Budget, Counter>();
  for (const budget of budgets) {
    const quota = quotas[budget];
    const ofKey = Math.max(1, Math.floor((quota * keyPercent) / 100));
    if (quota > 0)
      counters.set(
        budget,
        new Counter(budget, windowSeconds, { subject: quota, address: quota, key: ofKey }),
      );
  }

  let isAway = false;
  const tell = async (): Promise<void> => {
    const told = [...counters.values()].flatMap((counter) => counter.collect());
    try {
      if (told.length > 0) await addToShared(database, told, windowSeconds * 1_000);
      isAway = false;
    } catch (error) {
      for (const { undo } of told) undo();
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
    take: (budget, payers, count = 1) => (count > 0 ? counters.get(budget)?.take(payers, count) : undefined),
    async close() {
      clearInterval(timer);
      await telling;
    },
  };
}

/** Of one payer. Times are those of `performance.now()`. */
interface Bucket {
  readonly size: BucketSize;
  fullAt: number;
  /** What was taken here, and the other servers have not heard of. */
  untold: number;
  /** When the oldest of it was taken: since then it has been coming back. */
  untoldSince: number;
}

/** One budget of all clients. */
class Counter {
  readonly #budget: Budget;
  readonly #windowSeconds: number;
  readonly #sizes: Readonly<Record<Payer['kind'], BucketSize>>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(budget: Budget, windowSeconds: number, quotas: Readonly<Record<Payer['kind'], number>>) {
    const size = (quota: number): BucketSize => ({ quota, windowMs: windowSeconds * 1_000 });
    this.#budget = budget;
    this.#windowSeconds = windowSeconds;
    this.#sizes = {
      key: size(quotas.key),
      subject: size(quotas.subject),
      address: size(quotas.address),
    };
  }

  take(payers: readonly Payer[], count: number): Standing | undefined {
    const now = performance.now();
    const draws = payers.map((payer) => {
      const bucket = this.#bucketOf(payer);
      return { bucket, ...draw(bucket.size, bucket.fullAt, { now, count }) };
    });
    const isExceeded = draws.some((each) => each.isExceeded);
    if (!isExceeded) for (const { bucket, fullAt } of draws) take(bucket, { now, count, fullAt });
    const [tightest] = draws.toSorted(
      (one, other) => other.msToWait - one.msToWait || one.remaining - other.remaining,
    );
    return (
      tightest && {
        budget: this.#budget,
        quota: tightest.bucket.size.quota,
        windowSeconds: this.#windowSeconds,
        remaining: tightest.remaining,
        resetSeconds: wholeSeconds(tightest.msToFull),
        isExceeded,
        retrySeconds: wholeSeconds(tightest.msToWait),
      }
    );
  }

  /** What is worth telling of, counted as told; and forgets the buckets that are full. */
  collect(): Told[] {
    const now = performance.now();
    const told: Told[] = [];
    for (const [name, bucket] of this.#buckets) {
      // All of it has come back, and it is worth nothing any more.
      if (bucket.untoldSince + bucket.size.windowMs <= now) bucket.untold = 0;
      if (bucket.untold * untoldShare >= bucket.size.quota) told.push(this.#tellOf(name, bucket, now));
      else if (bucket.untold === 0 && bucket.fullAt <= now) this.#buckets.delete(name);
    }
    return told;
  }

  /** What comes meanwhile is counted anew, and told the next time. */
  #tellOf(name: string, bucket: Bucket, now: number): Told {
    const { untold, untoldSince, size } = bucket;
    bucket.untold = 0;
    return {
      key: `${this.#budget}:${name}`,
      ms: untold * msPerUnit(size),
      ageMs: now - untoldSince,
      takeOver(msToFull) {
        // By the clock of the telling, whose age it was told with: what the database took for it delays nobody.
        const shared = now + msToFull;
        bucket.fullAt =
          bucket.untold === 0
            ? shared
            : Math.max(shared, bucket.untoldSince) + bucket.untold * msPerUnit(size);
      },
      undo() {
        bucket.untold += untold;
        bucket.untoldSince = untoldSince;
      },
    };
  }

  #bucketOf({ kind, name }: Payer): Bucket {
    const key = `${kind} ${name}`;
    const known = this.#buckets.get(key);
    if (known) return known;
    const bucket = { size: this.#sizes[kind], fullAt: 0, untold: 0, untoldSince: 0 };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

function take(bucket: Bucket, { now, count, fullAt }: { now: number; count: number; fullAt: number }): void {
  if (bucket.untold === 0) bucket.untoldSince = now;
  bucket.untold += count;
  bucket.fullAt = fullAt;
}

const wholeSeconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));
