/**
 * Follows the outbox once for the whole process and hands every event, with the state it is about, to whoever
 * watches. It moves only forward, by position; a notification merely makes it look sooner.
 */
import type { DataSource } from 'typeorm';
import type { Logger } from '../../platform/logging.ts';
import { oneAtATime } from '../../platform/one-at-a-time.ts';
import { measureOutbox } from './event-metrics.ts';
import type { EventSignal } from './event-signal.ts';
import { type HydratedEvent, lastPosition, readEvents } from './read-events.ts';

export type Watcher = (event: HydratedEvent) => void;

/** Those of the images or of the owner; all where neither is named. */
export interface WatchedEvents {
  readonly imageIds?: readonly string[] | undefined;
  readonly ownerId?: string | undefined;
}

export interface EventTail {
  /** Calls back for every such event after now; returns the way to stop. */
  watch(watcher: Watcher, events?: WatchedEvents): () => void;
  /** Resolves when every event that was committed before the call has been handed on: whoever changed something can rely on it. */
  catchUp(): Promise<void>;
  /** Of the last event that was handed on. */
  position(): number;
  close(): Promise<void>;
}

export interface EventTailOptions {
  database: DataSource;
  /** Has it look sooner. */
  signal: EventSignal;
  logger: Logger;
}

/** Looks this often even when nothing is heard, in case notifications are lost without a broken connection. */
const lookEveryMs = 5_000;
const batchSize = 500;

export async function openEventTail({ database, signal, logger }: EventTailOptions): Promise<EventTail> {
  const watchers = new Watchers();
  let position = await lastPosition(database);
  const looking = oneAtATime(
    async () => {
      const events = await readEvents(database, { after: position, limit: batchSize });
      for (const event of events) watchers.tell(event);
      position = events.at(-1)?.position ?? position;
      return events.length === batchSize;
    },
    (error) => logger.warn({ err: error }, 'the outbox could not be read'),
  );
  const look = (): void => void looking.run();

  const stopListening = await signal.listen(look);
  const timer = setInterval(look, lookEveryMs);
  const endMeasuring = measureOutbox(database, 'subscriptions', () => position);

  return {
    watch: (watcher, events = {}) => watchers.add(watcher, events),
    catchUp: () => looking.run(),
    position: () => position,
    async close() {
      clearInterval(timer);
      endMeasuring();
      await stopListening();
      await looking.close();
    },
  };
}

/** By what they watch: with thousands of them, few want any one event. */
class Watchers {
  readonly #byTopic = new Map<string, Set<Watcher>>();

  add(watcher: Watcher, events: WatchedEvents): () => void {
    const topics = topicsOf(events);
    for (const topic of topics) {
      const watchers = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, watchers.add(watcher));
    }
    return () => {
      for (const topic of topics) {
        const watchers = this.#byTopic.get(topic);
        watchers?.delete(watcher);
        if (watchers?.size === 0) this.#byTopic.delete(topic);
      }
    };
  }

  tell(event: HydratedEvent): void {
    for (const topic of [everything, imageTopic(event.imageId), ownerTopic(event.ownerId)])
      for (const watcher of this.#byTopic.get(topic) ?? []) watcher(event);
  }
}

const everything = '';
const imageTopic = (id: string): string => `image ${id}`;
const ownerTopic = (id: string): string => `owner ${id}`;

const topicsOf = ({ imageIds, ownerId }: WatchedEvents): readonly string[] =>
  imageIds ? imageIds.map(imageTopic) : [ownerId === undefined ? everything : ownerTopic(ownerId)];
