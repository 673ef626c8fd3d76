/** What one reader has not read yet, up to a bound; beyond it the reader is told to read the outbox instead. */
import type { EventTail, WatchedEvents } from './event-tail.ts';
import type { HydratedEvent } from './read-events.ts';

const capacity = 256;

export class EventBuffer {
  #events: HydratedEvent[] = [];
  #overflowed = false;
  #interrupted = false;
  #closed = false;
  /** Of a reader that waits. */
  #wake: (() => void) | undefined;
  #take: ((event: HydratedEvent) => boolean) | undefined;
  readonly #unwatch: () => void;

  constructor(tail: EventTail, events: WatchedEvents) {
    this.#unwatch = tail.watch((event) => this.#add(event), events);
  }

  /** While the reader waits, events are offered here first: what is taken is not kept for it. */
  offerTo(take: (event: HydratedEvent) => boolean): void {
    this.#take = take;
  }

  /** The next event; `overflowed` once after some were dropped; `interrupted` once when asked to; `closed` at the end. */
  async next(): Promise<HydratedEvent | 'overflowed' | 'interrupted' | 'closed'> {
    while (!this.#closed && !this.#overflowed && !this.#interrupted && this.#events.length === 0)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#closed) return 'closed';
    if (this.#interrupted) {
      this.#interrupted = false;
      return 'interrupted';
    }
    if (this.#overflowed) {
      this.#overflowed = false;
      return 'overflowed';
    }
    return this.#events.shift() as HydratedEvent;
  }

  /** Has the reader look up at something else, before any event that it has not read. */
  interrupt(): void {
    this.#interrupted = true;
    this.#wakeReader();
  }

  close(): void {
    this.#closed = true;
    this.#events = [];
    this.#unwatch();
    this.#wakeReader();
  }

  #add(event: HydratedEvent): void {
    if (this.#wake && this.#take?.(event)) return;
    if (this.#events.length >= capacity) {
      // Dropping all and reading the outbox keeps the order; keeping some would need a merge.
      this.#events = [];
      this.#overflowed = true;
    } else if (!this.#overflowed) this.#events.push(event);
    this.#wakeReader();
  }

  #wakeReader(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
