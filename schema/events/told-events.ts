/** A stream of what happened, as the events of a subscription. */
import type { Context } from '../context.ts';

/** @param toldAs what a subscriber is told of it; undefined for what is not told. */
export function toldEvents<Happened, Told>(
  happened: AsyncGenerator<Happened, void, undefined>,
  loaders: Context['loaders'],
  toldAs: (event: Happened) => Told | undefined,
): AsyncIterableIterator<Told, undefined> {
  const told: AsyncIterableIterator<Told, undefined> = {
    async next() {
      for (;;) {
        const { done, value } = await happened.next();
        if (done) return { done: true, value: undefined };
        // A subscription outlives any one answer: what it loaded for the last event is stale for this one.
        loaders.variantsOfImage.clearAll();
        loaders.images.clearAll();
        const event = toldAs(value);
        if (event !== undefined) return { done: false, value: event };
      }
    },
    async return() {
      await happened.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => told,
  };
  return told;
}
