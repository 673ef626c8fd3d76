/** A server on loopback that answers as a test tells it to. */
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

export interface Loopback {
  readonly url: string;
  stop(): Promise<void>;
}

export async function serve(
  answer: (request: IncomingMessage, body: Buffer) => Answer | Promise<Answer>,
): Promise<Loopback> {
  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await answer(incoming, await buffer(incoming));
    response.writeHead(status, headers).end(incoming.method === 'HEAD' ? undefined : body);
  };
  const server = createServer((incoming, response) => void respond(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
