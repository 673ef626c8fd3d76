/**
 * A dedicated connection that listens to one channel and comes back by itself. A notification is only a hint:
 * whoever listens re-reads the tables at each hint and after each reconnect, so a lost one costs time, not truth.
 */
import { Client, escapeIdentifier } from 'pg';
import type { Logger } from '../logging.ts';

export interface ListenerOptions {
  url: string;
  channel: string;
  /** Called with what each notification says, and with nothing after a (re)connect: some may have been missed. */
  onHint: (said?: string) => void;
  logger: Logger;
}

export interface Listener {
  close(): Promise<void>;
}

/** How long a broken connection may stay unnoticed: half-open sockets answer nothing. */
const probeEveryMs = 5_000;
const longestPauseMs = 5_000;

/** Resolves when the first connection listens. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const state = {
    closed: false,
    client: undefined as Client | undefined,
    /** A connection that is being made, so that closing can wait for it. */
    attempt: undefined as Promise<void> | undefined,
    timer: undefined as NodeJS.Timeout | undefined,
  };
  let failures = 0;

  const connect = async (): Promise<void> => {
    const client = await openConnection(options, lost);
    if (state.closed) return client.end();
    state.client = client;
    failures = 0;
    state.timer = setInterval(() => {
      client.query('SELECT 1').catch((error: unknown) => lost(client, error));
    }, probeEveryMs).unref();
    options.onHint();
  };

  const lost = (client: Client, error?: unknown): void => {
    if (state.closed || state.client !== client) return;
    state.client = undefined;
    clearInterval(state.timer);
    options.logger.warn({ err: error, channel: options.channel }, 'the listening connection was lost');
    client.end().catch(() => undefined);
    reconnect();
  };

  const reconnect = (): void => {
    const pause = Math.min(100 * 2 ** failures++, longestPauseMs);
    state.timer = setTimeout(() => {
      state.attempt = connect().catch((error: unknown) => {
        if (state.closed) return;
        options.logger.warn({ err: error, channel: options.channel }, 'listening again failed');
        reconnect();
      });
    }, pause);
  };

  await connect();
  return {
    async close() {
      state.closed = true;
      clearInterval(state.timer);
      clearTimeout(state.timer);
      await state.attempt;
      await state.client?.end();
    },
  };
}

/** A connection that listens. `onEnd` may be called more than once, since one cause can be reported twice. */
async function openConnection(
  { url, channel, onHint }: ListenerOptions,
  onEnd: (client: Client, error?: unknown) => void,
): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: `darkroom listen ${channel}`,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('notification', ({ payload }) => onHint(payload ?? ''));
  // Kept for good: an error that nobody listens for would end the process.
  client.on('error', (error) => onEnd(client, error));
  client.once('end', () => onEnd(client));
  try {
    await client.connect();
    await client.query(`LISTEN ${escapeIdentifier(channel)}`);
    return client;
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
}
