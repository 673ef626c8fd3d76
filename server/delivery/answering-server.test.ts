import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { exchange } from '../../test/loopback.ts';
import { answeringServer } from './answering-server.ts';
import { createRecentAnswers, type RecentAnswers } from './recent-answers.ts';

const path = '/i/img_1/w100.webp';
const bytes = Buffer.from('the bytes');

let answers: RecentAnswers;
let server: Server;
/** Requests that got past the server in front. */
let handled: { request: IncomingMessage; response: ServerResponse }[];

async function open(handle: RequestListener, crowdMs?: number): Promise<void> {
  handled = [];
  answers = createRecentAnswers(new Map([['key', bytes]]));
  const record: RequestListener = (request, response) => {
    handled.push({ request, response });
    handle(request, response);
  };
  server = answeringServer(answers, record, crowdMs);
  await once(server.listen(0, '127.0.0.1'), 'listening');
}
afterEach(() => server.close().closeAllConnections());

const get = async (init: RequestInit = {}, asked = path): Promise<{ status: number; body: string }> => {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${asked}`, init);
  return { status: response.status, body: await response.text() };
};
const crowd = (size: number, init?: RequestInit) =>
  Promise.all(Array.from({ length: size }, () => get(init)));

/** As the routes do it: what a URL alone decided is kept when it is sent. */
function keepAndSend(request: IncomingMessage, response: ServerResponse): void {
  const headers = { etag: '"1"', 'content-type': 'image/webp' };
  const cacheControl = () => 'public';
  answers.keep(request, {
    route: '/i/:id/:file',
    imageId: '1',
    storageKey: 'key',
    headers,
    cacheControl,
    expiresAt: undefined,
  });
  response.writeHead(200, headers).end(bytes);
}

/** When so many requests have got past. */
async function until(count: number): Promise<void> {
  while (handled.length < count) await new Promise(setImmediate);
}

/** Sends that many, and answers the first when the others have arrived as well. */
function withTheLast(count: number, act: RequestListener): RequestListener {
  let arrived = 0;
  let first: Parameters<RequestListener> | undefined;
  process.nextTick(() =>
    server.prependListener('request', () => {
      arrived += 1;
      if (arrived === count && first) setImmediate(act, ...first);
    }),
  );
  return (...now) => void (first ??= now);
}

describe('a crowd that asks for one rendition at once', () => {
  it('is handled as one request, and everybody gets the bytes', async () => {
    await open(withTheLast(20, keepAndSend));
    const all = await crowd(20);
    expect(new Set(all.map(({ status, body }) => `${status} ${body}`))).toEqual(new Set(['200 the bytes']));
    expect(handled).toHaveLength(1);
  });

  it('is handled one by one when the first came to nothing', async () => {
    await open((_, response) => void response.writeHead(404).end());
    const all = await crowd(5);
    expect(all.map(({ status }) => status)).toEqual(Array(5).fill(404));
    expect(handled).toHaveLength(5);
  });

  it('does not wait for longer than a moment', async () => {
    await open(() => {}, 20);
    const all = crowd(5);
    await until(5);
    for (const { request, response } of handled) keepAndSend(request, response);
    expect(await all).toHaveLength(5);
  });

  it('goes on without the first when it leaves', async () => {
    let isFirst = true;
    await open((request, response) => {
      if (!isFirst) return keepAndSend(request, response);
      isFirst = false;
    });
    const leaving = new AbortController();
    const first = get({ signal: leaving.signal }).catch(() => 'gone');
    await until(1);
    const others = crowd(3);
    leaving.abort();
    expect(await first).toBe('gone');
    expect((await others).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it.each([
    ['takes other formats', { headers: { accept: 'image/webp' } }, path],
    ['shows a key', { headers: { authorization: 'Bearer dk_1' } }, path],
    ['is signed in', { headers: { cookie: 'darkroom_session_4000=a' } }, path],
    ['wants a part', { headers: { range: 'bytes=0-1' } }, path],
    ['only wants the headers', { method: 'HEAD' }, path],
    ['asks elsewhere', {}, '/images/img_1'],
  ])('is none with whoever %s', async (_, init, asked) => {
    await open(() => {});
    const first = get();
    await until(1);
    const other = get(init, asked);
    await until(2);
    for (const { response } of handled) response.end();
    expect(await Promise.all([first, other])).toHaveLength(2);
  });
});

describe('the server in front', () => {
  it('waits for headers no longer than a minute, though for bodies as long as they come', async () => {
    await open(keepAndSend);
    expect([server.headersTimeout, server.requestTimeout]).toEqual([60_000, 0]);
  });

  it('takes a URL that is written out for its path', async () => {
    await open((request, response) => void response.end(request.url));
    const { port } = server.address() as AddressInfo;
    const { body } = await exchange(
      port,
      'GET http://localhost/i/img_1/w100.webp?exp=1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    );
    expect(body.toString()).toContain('/i/img_1/w100.webp?exp=1');
    expect(body.toString()).not.toContain('localhost');
  });

  it.each(['darkroom_session_4000=a', 'theme=dark; __Host-darkroom_session=a'])(
    'is neither kept nor given where a browser may be signed in: %s',
    async (cookie) => {
      await open(keepAndSend);
      await get({ headers: { cookie } });
      await get();
      expect(handled).toHaveLength(2);
      await get({ headers: { cookie } });
      expect(handled).toHaveLength(3);
      await get({ headers: { cookie: 'theme=dark' } });
      expect(handled).toHaveLength(3);
    },
  );
});
