/**
 * An iterator whose items are made of another's. A generator would not do: its `return` queues behind the item that it
 * waits for, and here it reaches the source at once.
 */
interface Mapping<Item, Made> {
  /** Undefined for what is left out. */
  readonly map: (item: Item) => Made | undefined | Promise<Made | undefined>;
  /** Called before whoever reads learns that there is no more, for whatever reason; possibly twice. */
  readonly onEnd?: () => void;
}

/** It can be ended while it is waited for. */
export interface EndableIterator<Item> extends AsyncIterableIterator<Item, undefined, undefined> {
  return(): Promise<IteratorResult<Item, undefined>>;
}

export function mapped<Item, Made>(
  source: AsyncIterator<Item, unknown, undefined>,
  { map, onEnd }: Mapping<Item, Made>,
): EndableIterator<Made> {
  const iterator: EndableIterator<Made> = {
    async next() {
      try {
        for (;;) {
          const { done, value } = await source.next();
          if (done) break;
          const made = await map(value);
          if (made !== undefined) return { done: false, value: made };
        }
      } catch (error) {
        onEnd?.();
        throw error;
      }
      onEnd?.();
      return { done: true, value: undefined };
    },
    async return() {
      onEnd?.();
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
