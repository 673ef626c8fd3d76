/** The entry of a receiver of webhooks that does nothing but count them: how many came, and how many different ones. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tell, whenAsked } from './tell.ts';

let received = 0;
let ids = new Set<string>();

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    received += 1;
    ids.add(String(request.headers['webhook-id']));
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

/** Each answer begins a new count. */
whenAsked(async () => {
  const counted = { received, different: ids.size };
  received = 0;
  ids = new Set();
  return counted;
});
