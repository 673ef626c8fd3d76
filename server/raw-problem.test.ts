/** Whatever is sent to the public port, what comes back is a problem of ours, or the end of the connection. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { dial, exchange, type RawAnswer, readAnswer } from '../test/loopback.ts';
import { answeringServer } from './delivery/answering-server.ts';
import { refuseClient } from './raw-problem.ts';

let server: Server;
afterEach(() => server.close().closeAllConnections());

async function listen(made: Server): Promise<number> {
  server = made;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}
const open = (handle: RequestListener): Promise<number> =>
  listen(answeringServer({ answer: () => false, onKept: () => {} }, handle));

const codeOf = ({ body }: RawAnswer): unknown => (JSON.parse(body.toString()) as { code: unknown }).code;

describe('what is no request', () => {
  it.each([
    ['nonsense', 'hello\r\n\r\n', 400, 'BAD_REQUEST'],
    ['a header that is none', 'GET / HTTP/1.1\r\nhost: x\r\nno header\r\n\r\n', 400, 'BAD_REQUEST'],
    ['a wish for a tunnel', 'CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n', 400, 'BAD_REQUEST'],
    ['no Host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0',
      400,
      'BAD_REQUEST',
    ],
    ['a line break alone in a header', 'GET / HTTP/1.1\r\nhost: x\r\na: b\nc\r\n\r\n', 400, 'BAD_REQUEST'],
    ['a long address', `GET /${'x'.repeat(17_000)} HTTP/1.1\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    [
      'large headers',
      `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(17_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
  ])('is answered with a problem: %s', async (_, sent, status, code) => {
    const answer = await exchange(await open((_request, response) => response.end('fine')), sent);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      connection: 'close',
      'content-length': String(answer.body.length),
    });
  });

  it('is answered with 408 when it does not end in time', async () => {
    const port = await listen(createServer({ headersTimeout: 50, connectionsCheckingInterval: 20 }));
    server.on('clientError', (error, socket) => refuseClient(error, socket));
    const answer = await exchange(port, 'GET / HTTP/1.1\r\nhost');
    expect([answer.status, codeOf(answer)]).toEqual([408, 'REQUEST_TIMEOUT']);
  });

  it('ends what is on its way, and is not mixed into it', async () => {
    const begun = Promise.withResolvers<void>();
    const port = await open((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('half', () => begun.resolve());
    });
    const socket = await dial(port);
    const answer = readAnswer(socket);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await begun.promise;
    socket.write('nonsense\r\n\r\n');
    expect((await answer).body.toString()).toBe('half');
  });

  it('is not mixed into what waits behind another answer either', async () => {
    const port = await open((request, response) => {
      if (request.url === '/first') response.writeHead(200, { 'content-length': 1_000 }).write('half');
      else response.writeHead(200).end('second');
    });
    const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
    const answer = await exchange(port, `${get('/first')}${get('/second')}nonsense\r\n\r\n`);
    expect(answer.body.toString()).not.toContain('BAD_REQUEST');
  });
});

describe('a request that offers or expects more', () => {
  it.each([
    ['HTTP/2', 'connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAM'],
    ['something', 'expect: miracles\r\nconnection: close'],
  ])('than there is is answered as any other: %s', async (_, headers) => {
    const port = await open((_request, response) => response.setHeader('connection', 'close').end('fine'));
    server.on('upgrade', (_request, socket) => socket.destroy());
    const { status, body } = await exchange(port, `GET / HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`);
    expect([status, body.toString()]).toEqual([200, expect.stringContaining('fine')]);
  });
});
