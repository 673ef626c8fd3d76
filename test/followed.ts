/** Reading a stream of events with a deadline, so that one that never comes fails a test instead of hanging it. */
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
