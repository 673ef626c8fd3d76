/** The entry of a page that is nothing but one picture, for what a browser itself takes to show one. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { photo } from '../../media/fixtures/photo.ts';
import { tell } from './tell.ts';

const picture = await photo({ width: 320, height: 213 });

const server = createServer((request, response) => {
  if (request.url === '/')
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>A picture</title><img src="/picture.jpg" width="320" height="213" alt="">');
  else response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' }).end(picture);
});
server.listen(0, '127.0.0.1', () => {
  tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
