/**
 * One channel of Redis or Valkey pub/sub, over one connection that comes back by itself. What is published is only a
 * hint, so nothing here fails: while the server is away hints are not passed, and once it is back everybody is given one.
 */
import { createClient } from '@redis/client';
import type { Logger } from '../logging.ts';

export interface RedisChannelOptions {
  /** `redis://` or, over TLS, `rediss://`; with the credentials. It is never logged. */
  readonly url: string;
  readonly channel: string;
  readonly logger: Logger;
}

export interface RedisChannel {
  /** Hints to every listener in every process, this one included. Waits for nothing. */
  publish(): void;
  /** Calls back at each hint, and after each (re)connect: some may have been missed. Returns the way to stop. */
  listen(onHint: () => void): () => void;
  /** Why no hints pass at the moment; undefined when they do. */
  fault(): string | undefined;
  close(): void;
}

/** A connection on which nothing has come or gone for this long is dead: half-open ones answer no ping. */
const silenceMs = 10_000;
const pingEveryMs = 3_000;
/** Longer than that, so that nothing is sent again meanwhile, which would not be silence. */
const answerMs = 20_000;
const longestPauseMs = 1_000;

/** Resolves when hints pass, or the first attempt has failed: that is no reason not to start. */
export async function openRedisChannel({ url, channel, logger }: RedisChannelOptions): Promise<RedisChannel> {
  const listeners = new Set<() => void>();
  const tried = Promise.withResolvers<void>();
  const state = { isClosed: false, isSubscribed: false, isFaultLogged: false };
  const publishing = { isBusy: false, again: false, wasLost: false };
  let fault: string | undefined = 'it has not answered yet';

  const client = createClient({
    url,
    // What cannot be published at once is made up for after the reconnect.
    disableOfflineQueue: true,
    // Both are asked of the server at each connect, and not every user may.
    disableClientInfo: true,
    maintNotifications: 'disabled',
    pingInterval: pingEveryMs,
    commandOptions: { timeout: answerMs },
    socket: { connectTimeout: 5_000, socketTimeout: silenceMs, reconnectStrategy: pauseBefore },
  });

  const fail = (error: Error): void => {
    tried.resolve();
    fault = messageOf(error);
    if (state.isClosed || state.isFaultLogged) return;
    state.isFaultLogged = true;
    logger.warn({ err: error, channel }, 'Redis passes no hints: tables are polled until it does');
  };

  const work = (): void => {
    tried.resolve();
    fault = undefined;
    if (state.isFaultLogged) logger.info({ channel }, 'Redis passes hints again');
    state.isFaultLogged = false;
  };

  const hint = (): void => {
    for (const onHint of listeners) onHint();
  };

  /** After the first time the client itself subscribes again before it calls the connection ready. */
  const join = async (): Promise<void> => {
    if (!state.isSubscribed) await client.subscribe(channel, hint);
    state.isSubscribed = true;
    work();
    hint();
    if (publishing.wasLost) publish();
  };

  /** One at a time: what is asked for meanwhile is one more, however often, so that a slow server is sent no backlog. */
  function publish(): void {
    publishing.again = publishing.isBusy;
    if (publishing.isBusy) return;
    publishing.isBusy = true;
    void send().finally(() => {
      publishing.isBusy = false;
      if (publishing.again) publish();
    });
  }

  async function send(): Promise<void> {
    try {
      await client.publish(channel, '');
      publishing.wasLost = false;
      work();
    } catch (error) {
      publishing.wasLost = true;
      // Who may listen may still not be allowed to publish. Without a connection its own error says more.
      if (client.isReady) fail(error as Error);
    }
  }

  // A ping that fails on a connection that is there says nothing yet: silence ends it.
  client.on('error', (error: Error) => client.isReady || fail(error));
  client.on('ready', () => void join().catch(fail));
  // It tries until it is closed; why an attempt failed is told as an error.
  client.connect().catch(() => undefined);
  await tried.promise;

  return {
    publish,
    listen(onHint) {
      listeners.add(onHint);
      return () => listeners.delete(onHint);
    },
    fault: () => fault,
    close() {
      state.isClosed = true;
      listeners.clear();
      client.destroy();
    },
  };
}

/** Not all of a fleet at once, when it is back. */
const pauseBefore = (attempts: number): number =>
  Math.min(100 * 2 ** attempts, longestPauseMs) * (0.5 + Math.random() / 2);

/** Where a name has several addresses, none of which answers, the message is empty. */
const messageOf = ({ message, code }: Error & { code?: string }): string =>
  message === '' ? (code ?? 'no address answers') : message;
