/** Follows a batch to its end, as a progress bar does. */
import { BatchEvents } from '../documents/batches.ts';
import type { BatchEventsSubscription } from '../generated/graphql.ts';
import { webSocketClient } from './image-events.ts';

export type BatchEvent = BatchEventsSubscription['batchEvents'];

/** Every event until the subscription ends by itself; rejects with the errors that it is ended by. */
export async function followBatch(
  from: { readonly url: string; readonly apiKey?: string | undefined },
  batchId: string,
): Promise<BatchEvent[]> {
  const client = webSocketClient(from);
  const events: BatchEvent[] = [];
  const operation = { query: BatchEvents.toString(), variables: { batchId } };
  try {
    for await (const { data } of client.iterate<BatchEventsSubscription>(operation))
      if (data) events.push(data.batchEvents);
    return events;
  } finally {
    await client.dispose();
  }
}
