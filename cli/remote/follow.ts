/** Follows a subscription of a server to its end, and again after a lost connection. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Operation } from './ask.ts';
import type { RemoteServer } from './remote-server.ts';

/** Each thing that it tells. Throws the sentence of a refusal. */
export async function* follow<Data>(
  { url, apiKey }: RemoteServer,
  operation: Operation,
): AsyncGenerator<Data, void, undefined> {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${apiKey}` },
    retryAttempts: 10,
  });
  try {
    for await (const { data } of client.iterate<Data>({ ...operation })) {
      if (!data) throw new Error('The subscription told of nothing.');
      yield data;
    }
  } catch (error) {
    throw isList(error) ? new Error(error[0]?.message) : error;
  } finally {
    await client.dispose();
  }
}

/** What ends a subscription is a list of errors, and no Error. */
const isList = (error: unknown): error is readonly { readonly message: string }[] => Array.isArray(error);
