/**
 * Follows the outbox once for the whole process and hands every event, with the state it is about, to whoever
 * watches. It moves only forward, by position; a notification merely makes it look sooner.
 */
import type { DataSource } from 'typeorm';
import type { Logger } from '../../platform/logging.ts';
import { oneAtATime } from '../../platform/one-at-a-time.ts';
import type { EventSignal } from './event-signal.ts';
import { type HydratedEvent, lastPosition, readEvents } from './read-events.ts';

export type Watcher = (event: HydratedEvent) => void;

export interface EventTail {
  /** Calls back for every event after now; returns the way to stop. */
  watch(watcher: Watcher): () => void;
  /** Resolves when every event that was committed before the call has been handed on: whoever changed something can rely on it. */
  catchUp(): Promise<void>;
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
  const watchers = new Set<Watcher>();
  let position = await lastPosition(database);
  const looking = oneAtATime(
    async () => {
      const events = await readEvents(database, { after: position, limit: batchSize });
      for (const event of events) for (const watcher of watchers) watcher(event);
      position = events.at(-1)?.position ?? position;
      return events.length === batchSize;
    },
    (error) => logger.warn({ err: error }, 'the outbox could not be read'),
  );
  const look = (): void => void looking.run();

  const stopListening = await signal.listen(look);
  const timer = setInterval(look, lookEveryMs);

  return {
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    catchUp: () => looking.run(),
    async close() {
      clearInterval(timer);
      await stopListening();
      await looking.close();
    },
  };
}
