/**
 * The entry of ipx, the image server that many pages are built with, as its documentation starts it: files of a folder,
 * rendered anew for each request. The path names the folder. It renders with the product's own version of sharp.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIPX, createIPXNodeServer, ipxFSStorage } from 'ipx';
import { tell } from './tell.ts';

const ipx = createIPX({ storage: ipxFSStorage({ dir: process.argv[2] ?? '' }) });
const server = createServer(createIPXNodeServer(ipx));
server.listen(0, '127.0.0.1', () => {
  tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
