/** What is no request of ours: the server says so in its own words, whatever it is, and goes on. */
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { sharedDeployment } from '../stack/shared.ts';

let url: string;
beforeAll(() => {
  ({ url } = sharedDeployment());
});

/** Sends the bytes as they are, and reads until the server closes. */
async function exchange(text: string): Promise<{ status: number; code: unknown; head: string }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port || 80), hostname);
  socket.end(text);
  const [head = '', body = ''] = (await buffer(socket)).toString().split('\r\n\r\n');
  const { code } = JSON.parse(body) as { code: unknown };
  return { status: Number(head.split(' ')[1]), code, head };
}

describe('what is no request', () => {
  it.each([
    [400, 'BAD_REQUEST', 'nonsense\r\n\r\n'],
    [400, 'BAD_REQUEST', 'GET /i/x/%zz.webp HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    [431, 'HEADERS_TOO_LARGE', `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('is answered with %i %s as problem details', async (status, code, text) => {
    const answer = await exchange(text);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.head).toMatch(/^content-type: application\/problem\+json/im);
    expect(answer.head).toMatch(/^cache-control: no-store/im);
  });
});

describe('what no route takes', () => {
  it.each([
    ['POST', '/i/img_x/w640.webp', 'GET, HEAD'],
    ['GET', '/upload', 'POST'],
    ['PUT', '/images/img_x', 'DELETE, GET, HEAD'],
  ])('is answered with 405 where other methods are taken: %s %s', async (method, path, allow) => {
    const answer = await download(url + path, { method });
    const told = [answer.status, answer.problem().code, answer.headers.get('allow')];
    expect(told).toEqual([405, 'METHOD_NOT_ALLOWED', allow]);
  });

  it('is answered with 404 where there is nothing', async () => {
    const answer = await download(`${url}/nowhere`);
    const told = [answer.status, answer.problem().code, answer.headers.get('allow')];
    expect(told).toEqual([404, 'NOT_FOUND', null]);
  });

  it('may be asked about by whoever is no browser', async () => {
    const { status, headers } = await download(`${url}/i/img_x/w640.webp`, { method: 'OPTIONS' });
    expect([status, headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const nowhere = await download(`${url}/nowhere`, { method: 'OPTIONS' });
    expect([nowhere.status, nowhere.problem().code]).toEqual([404, 'NOT_FOUND']);
  });
});
