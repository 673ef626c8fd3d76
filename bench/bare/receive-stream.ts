/** The entry of a server that writes what it is sent to a file, and nothing else. The path says how: `/sync` or `/`. */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { tell } from './tell.ts';

const path = process.argv[2] ?? '';

const server = createServer((request, response) => {
  void receive(request).then(
    () => response.end('{}'),
    () => response.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1', () => {
  tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

async function receive(request: IncomingMessage): Promise<void> {
  await pipeline(request, createWriteStream(path));
  if (request.url !== '/sync') return;
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}
