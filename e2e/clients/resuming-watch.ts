/**
 * A subscriber as an application has one that must miss nothing: whenever its connection ends it subscribes again, at the next
 * server, behind the last event that it has seen.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { type ImageEvent, ImageEvents, webSocketClient } from './image-events.ts';
import { eventStreamClient } from './event-stream.ts';

/** By which protocol. */
const clients = { socket: webSocketClient, stream: eventStreamClient };

export interface ResumingWatch {
  /** In the order of arrival, over all connections. */
  readonly events: readonly ImageEvent[];
  /** How often it was connected and heard something. */
  readonly connections: number;
  /** What a server said against it: no reason to try again. */
  readonly refusals: readonly unknown[];
  close(): Promise<void>;
}

interface ResumeOptions {
  readonly over: keyof typeof clients;
  /** The first event is the one behind it. */
  readonly after: string;
}

/** So that nobody is asked without a pause while all servers are away. */
const pauseMs = 20;

export function resumingWatch(
  servers: readonly { readonly url: string; readonly apiKey: string }[],
  { over, after }: ResumeOptions,
): ResumingWatch {
  const events: ImageEvent[] = [];
  const refusals: unknown[] = [];
  let connections = 0;
  const closing = new AbortController();

  async function followOnce(server: { url: string; apiKey: string }): Promise<void> {
    const client = clients[over](server);
    closing.signal.addEventListener('abort', () => void client.dispose(), { once: true });
    const variables = { after: events.at(-1)?.id ?? after };
    const told = client.iterate<{ imageEvents: ImageEvent }>({ query: ImageEvents.toString(), variables });
    let isHeard = false;
    try {
      for await (const { data, errors } of told as AsyncIterable<
        ExecutionResult<{ imageEvents: ImageEvent }>
      >) {
        if (errors) refusals.push(...errors);
        if (!data) continue;
        if (!isHeard) connections += 1;
        isHeard = true;
        events.push(data.imageEvents);
      }
    } catch (error) {
      // A list is what GraphQL says; anything else is a connection that ended.
      if (Array.isArray(error)) refusals.push(...(error as unknown[]));
    } finally {
      await client.dispose();
    }
  }

  async function follow(): Promise<void> {
    for (let turn = 0; !closing.signal.aborted && refusals.length === 0; turn += 1) {
      const server = servers[turn % servers.length];
      if (server) await followOnce(server);
      await sleep(pauseMs);
    }
  }

  const following = follow();
  return {
    events,
    refusals,
    get connections() {
      return connections;
    },
    async close() {
      closing.abort();
      await following;
    },
  };
}
