/**
 * How those who append to the outbox wake those who follow it, in every process. It is only a hint: the table is the
 * truth, and its readers look by themselves as well. By LISTEN and NOTIFY, or over Redis
 * (docs/decisions/0029-events-over-redis.md).
 */
import type { DataSource, EntityManager } from 'typeorm';
import { listen } from '../../platform/database/listener.ts';
import type { Logger } from '../../platform/logging.ts';
import { CommitAnnouncer } from './commit-announcer.ts';

export interface EventSignal {
  /** Calls back at each announced commit, and whenever some may have been missed. Returns the way to stop. */
  listen(onHint: () => void): Promise<() => Promise<void>>;
  /** Why commits are announced to nobody at the moment; undefined when they are. */
  fault(): string | undefined;
  close(): void;
}

export interface EventSignalOptions {
  /** Its commits are announced. */
  readonly database: DataSource;
  /** For a listening connection, which the pool cannot lend. */
  readonly url: string;
  /** Of Redis or Valkey. Without it Postgres announces. */
  readonly eventsUrl: string | undefined;
  readonly logger: Logger;
}

/** Of Postgres and of Redis. */
export const eventChannel = 'darkroom_events';

export function openEventSignal({
  eventsUrl,
  ...options
}: EventSignalOptions): Promise<EventSignal> | EventSignal {
  return eventsUrl === undefined ? signalByPostgres(options) : signalByRedis({ ...options, eventsUrl });
}

function signalByPostgres({ url, logger }: Omit<EventSignalOptions, 'eventsUrl'>): EventSignal {
  return {
    async listen(onHint) {
      const listener = await listen({ url, channel: eventChannel, onHint, logger });
      return () => listener.close();
    },
    // Without the database nothing works at all, which others say.
    fault: () => undefined,
    close() {},
  };
}

async function signalByRedis({
  database,
  eventsUrl,
  logger,
}: EventSignalOptions & { eventsUrl: string }): Promise<EventSignal> {
  // A third of all that a server would load, which hardly anybody asks for.
  const { openRedisChannel } = await import('../../platform/redis/redis-channel.ts');
  const channel = await openRedisChannel({ url: eventsUrl, channel: eventChannel, logger });
  const announcer = new CommitAnnouncer(() => channel.publish());
  database.subscribers.push(announcer);
  return {
    async listen(onHint) {
      const stop = channel.listen(onHint);
      onHint();
      return async () => stop();
    },
    fault: () => channel.fault(),
    close() {
      database.subscribers.splice(database.subscribers.indexOf(announcer), 1);
      channel.close();
    },
  };
}

/**
 * Has the commit of this transaction announced, and nothing when it is rolled back.
 * @returns the channel that the transaction has to NOTIFY; null where that is not the way.
 */
export function announceCommit(manager: EntityManager): string | null {
  const announcer = manager.dataSource.subscribers.find((each) => each instanceof CommitAnnouncer);
  announcer?.want(manager);
  return announcer ? null : eventChannel;
}
