/** The entry of the plainest HTTP server: it writes as many bytes to everybody, or 304. The path says which. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tell } from './tell.ts';

const bytes = Buffer.alloc(Number(process.argv[2]), 'x');

const server = createServer((request, response) => {
  if (request.url === '/304') response.writeHead(304, { etag: '"x"' }).end();
  else response.writeHead(200, { 'content-type': 'image/webp', 'content-length': bytes.length }).end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
