/** A receiver of webhooks, as an application has one: takes what comes, and answers as it is told. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookReceiver {
  readonly url: string;
  /** In the order of arrival. */
  readonly received: readonly Received[];
  /** What a path answers, in place of 204. */
  readonly statuses: Map<string, number>;
  close(): void;
}

export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const statuses = new Map<string, number>();
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Whoever is killed while sending has sent nothing.
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const path = request.url ?? '';
    received.push({ path, headers: request.headers as Record<string, string>, body });
    response.writeHead(statuses.get(path) ?? 204).end();
  }
  const site = createServer((request, response) => {
    void receive(request, response);
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return {
    url: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
    received,
    statuses,
    close() {
      site.closeAllConnections();
      site.close();
    },
  };
}
