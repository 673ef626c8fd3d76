/**
 * Sends webhooks for as long as a worker runs: reads the outbox, then gives a turn to each endpoint that something waits
 * for. It looks at each hint, and every second for what is tried again. Any number of workers may do it at once.
 */
import type { DataSource } from 'typeorm';
import type { EventSignal } from '../events/event-signal.ts';
import { oneAtATime } from '../../platform/one-at-a-time.ts';
import { fanOut } from './fan-out.ts';
import { holdEndpoints } from './hold-endpoints.ts';
import { type SenderDependencies, sendToEndpoint } from './send-to-endpoint.ts';

export interface WebhookSender {
  /** Sends nothing more, and waits for what is on its way. */
  close(): Promise<void>;
}

export interface SendingOptions extends SenderDependencies {
  readonly database: DataSource;
  /** Has it look sooner. */
  readonly signal: EventSignal;
}

const lookEveryMs = 1_000;

/** Turns at the same time: more than a few owners have endpoints, so that slow ones of theirs leave room for the others. */
const maxTurns = 100;

export async function sendWebhooks({ signal, ...dependencies }: SendingOptions): Promise<WebhookSender> {
  const { database, logger } = dependencies;
  const stopping = new AbortController();
  const turns = new Set<Promise<void>>();
  const looking = oneAtATime(
    async () => {
      const isMore = await fanOut(database);
      const free = maxTurns - turns.size;
      if (free > 0) for (const endpoint of await holdEndpoints(database, free)) begin(endpoint);
      return isMore;
    },
    (error) => logger.warn({ err: error }, 'webhooks could not be looked for'),
  );
  const look = (): void => void looking.run();

  function begin(endpoint: Parameters<typeof sendToEndpoint>[1]): void {
    const turn = sendToEndpoint(dependencies, endpoint, stopping.signal)
      // It stays held, and so has a pause before the next turn.
      .catch((error: unknown) =>
        logger.error({ err: error, endpointId: endpoint.id }, 'webhooks could not be sent to an endpoint'),
      )
      .finally(() => {
        turns.delete(turn);
        look();
      });
    turns.add(turn);
  }

  const stopListening = await signal.listen(look);
  const timer = setInterval(look, lookEveryMs);
  return {
    async close() {
      stopping.abort();
      clearInterval(timer);
      await stopListening();
      await looking.close();
      await Promise.all(turns);
    },
  };
}
