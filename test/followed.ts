/** Reading a stream of events with a deadline, so that one that never comes fails a test instead of hanging it. */
import type { EventTail } from '../domain/events/event-tail.ts';
import type { FollowedEvent } from '../domain/events/follow-images.ts';
import { within } from './until.ts';

/** The next so many items. */
export async function take<T>(stream: AsyncIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = await within(`item ${taken.length + 1} of ${count}`, stream.next());
    if (done) throw new Error(`The stream ended after ${taken.length} of ${count}`);
    taken.push(value);
  }
  return taken;
}

/** What an event is about, short enough to compare a whole list. */
export const told = ({ type, image }: FollowedEvent): string => `${type} ${image.title}`;

/** The same tail, which also says how many watch it. */
export function countingTail(inner: EventTail): EventTail & { watchers(): number } {
  let count = 0;
  return {
    catchUp: () => inner.catchUp(),
    position: () => inner.position(),
    close: () => inner.close(),
    watchers: () => count,
    watch(watcher, events) {
      const unwatch = inner.watch(watcher, events);
      let watches = true;
      count += 1;
      return () => {
        if (watches) count -= 1;
        watches = false;
        unwatch();
      };
    },
  };
}
