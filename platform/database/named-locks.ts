/**
 * Locks by name that all processes on one database share. They belong to a connection: when the process that holds one
 * dies, or loses its way to the database, the lock is free at once, and nobody waits for a lease to run out. All that
 * one process holds is on one connection, which is opened when the first is asked for and again when it was lost.
 */
import { Client } from 'pg';
import type { Logger } from '../logging.ts';

export interface NamedLocks {
  /** The way to release it; undefined when somebody has it. Never waits for a holder. */
  tryAcquire(name: string): Promise<(() => Promise<void>) | undefined>;
  close(): Promise<void>;
}

export function createNamedLocks({ url, logger }: { url: string; logger: Logger }): NamedLocks {
  /** The same connection is given a lock twice, so that ours are told from others' here. */
  const held = new Set<string>();
  let connection: Promise<Client> | undefined;

  const connect = (): Promise<Client> => {
    const attempt = open(url, (error) => {
      if (connection !== attempt) return;
      connection = undefined;
      logger.warn({ err: error }, 'the connection that holds locks was lost');
    });
    attempt.catch(() => {
      if (connection === attempt) connection = undefined;
    });
    return (connection = attempt);
  };

  const tryLock = async (client: Client, name: string): Promise<boolean> => {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      [name],
    );
    return rows[0]?.locked ?? false;
  };

  return {
    async tryAcquire(name) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        const client = await (connection ?? connect());
        if (await tryLock(client, name))
          return async () => {
            held.delete(name);
            // A connection that is gone has released it already.
            await client
              .query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name])
              .catch(() => undefined);
          };
      } catch (error) {
        held.delete(name);
        throw error;
      }
      held.delete(name);
      return undefined;
    },

    async close() {
      const client = await connection?.catch(() => undefined);
      connection = undefined;
      await client?.end();
    },
  };
}

async function open(url: string, onLost: (error?: unknown) => void): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'darkroom locks',
    keepAlive: true,
    // Many ask at once, and none of the answers depends on another.
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  // Kept for good: an error that nobody listens for would end the process.
  client.on('error', onLost);
  client.once('end', () => onLost());
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
}
