/**
 * The metrics of this process, in the one registry that it has, as there is one log: whoever counts something declares it beside
 * what is counted (docs/decisions/0036-metrics.md). A process therefore tells of what its own code can count, and
 * nothing of what only others can. Labels come from our own closed lists, never from a client.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();

const named = (name: string, help: string) => ({ name: `darkroom_${name}`, help, registers: [registry] });

/** Of every label one of a few values. */
export type Labels<L extends string> = Readonly<Record<L, string>>;

/**
 * A number that is counted up in place, where even finding the series of some labels would be too much. It lies in an array of
 * its own: as a property, a large number would be a new object each time.
 */
export class Tally {
  readonly #sum = new Float64Array(1);

  add(amount: number): void {
    this.#sum[0] = (this.#sum[0] ?? 0) + amount;
  }

  /** What has been added since the last time. */
  take(): number {
    const sum = this.#sum[0] ?? 0;
    this.#sum[0] = 0;
    return sum;
  }
}

export interface TalliedCounter<L extends string> extends Counter<L> {
  /** One series of it, to be kept by whoever counts. */
  tally(labels: Labels<L>): Tally;
}

/** What only grows; its name ends in `_total`. */
export function counter<const L extends string = never>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
): TalliedCounter<L> {
  const tallies: { readonly labels: Labels<L>; readonly tally: Tally }[] = [];
  const inner = new Counter<L>({
    ...named(name, help),
    labelNames,
    collect() {
      for (const { labels, tally } of tallies) this.inc(labels, tally.take());
    },
  });
  return Object.assign(inner, {
    tally(labels: Labels<L>): Tally {
      const tally = new Tally();
      tallies.push({ labels, tally });
      return tally;
    },
  });
}

/** A total that somebody else keeps. */
export function total(name: string, help: string, read: () => number): void {
  const metric = new Counter({
    ...named(name, help),
    registers: [],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
  registry.registerMetric(metric);
}

/** How something is spread. Its buckets are upper bounds, in the unit that its name ends in. */
export const histogram = <const L extends string = never>(
  name: string,
  help: string,
  { labelNames = [], buckets }: { readonly labelNames?: readonly L[]; readonly buckets: readonly number[] },
): Histogram<L> => new Histogram<L>({ ...named(name, help), labelNames, buckets: [...buckets] });

/** Calls `set` for each series that there is now. */
type Read<L extends string> = (set: (labels: Labels<L>, value: number) => void) => void | Promise<void>;

export interface Reading<L extends string> {
  /** From now on it is read there as well, and what several say is added up. Returns the way to stop. */
  from(read: Read<L>): () => void;
}

/** What is looked up whenever somebody asks, in whatever is open then. */
export function reading<const L extends string = never>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
): Reading<L> {
  const reads = new Set<Read<L>>();
  const metric = new Gauge<L>({
    ...named(name, help),
    registers: [],
    labelNames,
    async collect() {
      // What has ended is not told of any more.
      this.reset();
      if (labelNames.length === 0 && reads.size === 0) this.remove();
      const set = (labels: Labels<L>, value: number): void => this.inc(labels, value);
      await Promise.all([...reads].map(async (read) => read(set)));
    },
  });
  registry.registerMetric(metric);
  return {
    from(read) {
      reads.add(read);
      return () => void reads.delete(read);
    },
  };
}
